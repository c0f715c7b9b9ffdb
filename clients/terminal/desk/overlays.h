// What may lie over a view: a list to choose from, a line to be typed, a question, a page to read. Each is plain data
// with what happens next; the topmost one takes the keys.
#pragma once

#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "clients/terminal/desk/canvas.h"
#include "clients/terminal/desk/keys.h"
#include "clients/terminal/desk/line_input.h"
#include "clients/terminal/desk/words.h"

namespace krul::terminal::desk {

struct Choice {
  std::string label;
  std::string hint;
};

// Narrowed by typing.
struct Chooser {
  std::string title;
  std::vector<Choice> choices;
  std::function<void(size_t)> chosen;  // index in `choices`
  LineInput typed;
  size_t selected = 0;  // among the matches

  // Best first; all of them, in their order, while nothing is typed.
  std::vector<size_t> Matches() const;
};

struct Asking {
  std::string title;
  std::string hint;
  // Answers what is wrong with the text, or nothing: then it was taken.
  std::function<std::string(const std::string&)> entered;
  LineInput typed;
  std::string fault;
};

struct Question {
  std::string title;
  std::vector<std::string> lines;
  std::function<void()> yes;
  std::function<void()> no;
};

struct PageLine {
  std::string text;
  Style style;
};
struct Page {
  std::string title;
  std::vector<PageLine> lines;
  std::string callback;  // name of the one that it is about; may be empty
  bool live = false;     // read again when that one changes
  int top = 0;
};

using Overlay = std::variant<Chooser, Asking, Question, Page>;

enum class KeyFate {
  kIgnored,  // the key is nobody's here
  kTaken,
  kClose,  // the overlay is over
};

// What the key does; `after` is to be run once the overlay is gone, since it may open the next one.
KeyFate HandleKey(Overlay& overlay, const Key& key, const Words& words, int page_rows, std::function<void()>* after);

// How much of a page a screen of this height shows.
int PageRows(int height);

void Draw(Canvas& canvas, Overlay& overlay, const Words& words);

}  // namespace krul::terminal::desk
