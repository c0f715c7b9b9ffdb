// A list of callbacks on a screen: which of them, which one is selected, and how they look.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "clients/terminal/desk/session.h"

namespace krul::terminal::desk {

// In the order in which the key goes through them.
enum class Filter { kAll, kPressing, kNobodys, kClosed };

class CallbackList {
 public:
  enum class Kind { kMine, kBoard };
  CallbackList(Session& session, Kind kind) : session_(session), kind_(kind) {}

  // What is shown now, in the order of the services; below them those that were closed since the desk was opened.
  CallbackShelf::Callbacks Shown() const;
  std::optional<v1::Callback> Selected() const;
  void Select(const std::string& name) { selected_ = name; }

  bool Handle(const Key& key);
  bool searching() const { return searching_; }
  void BeginSearch() { searching_ = true; }
  void NextFilter();
  // How many of them are open: "Board 12".
  size_t OpenCount() const;

  void Draw(Canvas& canvas, int top, int bottom);
  // The most urgent of all that is open, to be seen beside other work.
  void DrawMostUrgent(Canvas& canvas, int top, int bottom) const;

 private:
  size_t IndexOfSelected(const CallbackShelf::Callbacks& shown) const;
  CallbackShelf::Callbacks OpenHere() const;
  bool Fits(const v1::Callback& callback) const;
  void DrawRow(Canvas& canvas, int row, const v1::Callback& callback, bool selected) const;
  void DrawPreview(Canvas& canvas, int row, const v1::Callback& callback) const;
  std::string FilterTitle() const;

  Session& session_;
  Kind kind_;
  std::string selected_;   // name; the row stays selected wherever it moves
  size_t last_index_ = 0;  // when the selected one has gone
  int top_ = 0;
  bool searching_ = false;
  LineInput search_;
  Filter filter_ = Filter::kAll;
};

}  // namespace krul::terminal::desk
