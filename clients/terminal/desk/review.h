// The review round: all that was open at a moment of the branch, gone through one by one and signed.
#pragma once

#include <optional>
#include <string>

#include "clients/terminal/desk/session.h"

namespace krul::terminal::desk {

class Review {
 public:
  explicit Review(Session& session) : session_(session) {}

  // Reads the newest round that is open.
  void Load();
  bool HasRound() const { return round_ && !round_->name().empty(); }
  // Name of the callback of the selected entry; empty when there is none.
  std::string Selected() const;

  bool Handle(const Key& key);
  // The selected entry was gone through; the next one that was not is selected.
  void GoneThrough(bool with_remark);
  void Sign();

  void Draw(Canvas& canvas, int top, int bottom);

 private:
  void Send(RoundChange change, const std::string& done);
  void SendEntry(const std::string& remark);
  void SelectNextLeft();

  Session& session_;
  std::optional<v1::ReviewRound> round_;
  int selected_ = 0;
  int top_ = 0;
};

}  // namespace krul::terminal::desk
