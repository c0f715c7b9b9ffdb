#include "clients/terminal/desk/overlays.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/terminal/desk/fuzzy.h"
#include "clients/terminal/text/clusters.h"
#include "clients/terminal/text/text.h"

namespace krul::terminal::desk {
namespace {

constexpr int kPageTop = 2;  // below the head

struct Box {
  int row, column, rows, columns;  // of the inside
};

// Cleared and framed, in the middle.
Box DrawBox(Canvas& canvas, const std::string& title, int rows, int columns) {
  columns = std::min(columns, canvas.width() - 4);
  rows = std::min(rows, canvas.height() - 6);  // head and foot stay in sight
  const Box box{(canvas.height() - rows) / 2, (canvas.width() - columns) / 2, rows, columns};
  for (int row = box.row - 1; row <= box.row + rows; ++row) {
    canvas.Fill(row, box.column - 2, columns + 4);
    canvas.Put(row, box.column - 2, "│");
    canvas.Put(row, box.column + columns + 1, "│");
  }
  for (const int row : {box.row - 1, box.row + rows}) {
    canvas.Put(row, box.column - 2, row < box.row ? "┌" : "└");
    for (int i = -1; i <= columns; ++i) canvas.Put(row, box.column + i, "─");
    canvas.Put(row, box.column + columns + 1, row < box.row ? "┐" : "┘");
  }
  canvas.Put(box.row - 1, box.column, absl::StrCat(" ", title, " "), kHeading, columns);
  return box;
}

KeyFate Handle(Chooser& chooser, const Key& key, std::function<void()>* after) {
  const std::vector<size_t> matches = chooser.Matches();
  const size_t last = matches.empty() ? 0 : matches.size() - 1;
  constexpr size_t kPage = 10;
  switch (key.named) {
    case Named::kEscape:
      return KeyFate::kClose;
    case Named::kEnter:
      if (matches.empty()) return KeyFate::kTaken;
      *after = [chosen = chooser.chosen, index = matches[std::min(chooser.selected, last)]] { chosen(index); };
      return KeyFate::kClose;
    case Named::kUp:
    case Named::kBackTab:
      if (chooser.selected > 0) --chooser.selected;
      return KeyFate::kTaken;
    case Named::kDown:
    case Named::kTab:
      chooser.selected = std::min(chooser.selected + 1, last);
      return KeyFate::kTaken;
    case Named::kPageUp:
      chooser.selected -= std::min(chooser.selected, kPage);
      return KeyFate::kTaken;
    case Named::kPageDown:
      chooser.selected = std::min(chooser.selected + kPage, last);
      return KeyFate::kTaken;
    default: {
      bool changed = false;
      chooser.typed.Handle(key, &changed);
      if (changed) chooser.selected = 0;
      return KeyFate::kTaken;
    }
  }
}

KeyFate Handle(Asking& asking, const Key& key) {
  if (key.named == Named::kEscape) return KeyFate::kClose;
  if (key.named != Named::kEnter) {
    asking.typed.Handle(key);
    return KeyFate::kTaken;
  }
  // Called while the overlay is still there, so that a fault leaves what was typed; what it opens comes on top.
  asking.fault = asking.entered(asking.typed.text());
  return asking.fault.empty() ? KeyFate::kClose : KeyFate::kTaken;
}

KeyFate Handle(Question& question, const Key& key, const Words& words, std::function<void()>* after) {
  if (key.named == Named::kEscape || key == Typed("n")) {
    *after = question.no;
    return KeyFate::kClose;
  }
  if (key == Typed(words("terminal_dialog.yes_letter")) || key == Typed("y")) {
    *after = question.yes;
    return KeyFate::kClose;
  }
  return KeyFate::kTaken;
}

KeyFate Handle(Page& page, const Key& key, int rows) {
  const int last = std::max(0, static_cast<int>(page.lines.size()) - rows);
  switch (key.named) {
    case Named::kEscape:
      return KeyFate::kClose;
    case Named::kUp:
      page.top = std::max(0, page.top - 1);
      return KeyFate::kTaken;
    case Named::kDown:
      page.top = std::min(last, page.top + 1);
      return KeyFate::kTaken;
    case Named::kPageUp:
      page.top = std::max(0, page.top - rows);
      return KeyFate::kTaken;
    case Named::kPageDown:
      page.top = std::min(last, page.top + rows);
      return KeyFate::kTaken;
    case Named::kHome:
      page.top = 0;
      return KeyFate::kTaken;
    case Named::kEnd:
      page.top = last;
      return KeyFate::kTaken;
    default:
      return KeyFate::kIgnored;
  }
}

void DrawOne(Canvas& canvas, Chooser& chooser, const Words& words) {
  const std::vector<size_t> matches = chooser.Matches();
  constexpr int kMostRows = 16;
  constexpr int kColumns = 70;
  const Box box =
      DrawBox(canvas, chooser.title, std::clamp(static_cast<int>(chooser.choices.size()), 3, kMostRows) + 3, kColumns);
  const int list_rows = box.rows - 3;
  canvas.Put(box.row, box.column, "> ", kDim);
  chooser.typed.Draw(canvas, box.row, box.column + 2, box.columns - 2, true);
  const int selected = static_cast<int>(std::min(chooser.selected, matches.empty() ? 0 : matches.size() - 1));
  const int first = std::max(0, selected - list_rows + 1);
  for (int i = 0; i < list_rows && first + i < static_cast<int>(matches.size()); ++i) {
    const Choice& choice = chooser.choices[matches[static_cast<size_t>(first + i)]];
    const bool here = first + i == selected;
    const Style style{.reverse = here};
    const int row = box.row + 1 + i;
    if (here) canvas.Fill(row, box.column - 1, box.columns + 2, style);
    const int hint_columns = std::min(Columns(Visible(choice.hint)), box.columns / 2);
    canvas.Put(row, box.column, choice.label, style, box.columns - hint_columns - 1);
    canvas.PutRight(row, box.column + box.columns, Shortened(Visible(choice.hint), hint_columns),
                    {.dim = !here, .reverse = here});
  }
  if (matches.empty()) canvas.Put(box.row + 1, box.column, words("terminal_list.nothing_found"), kDim);
  canvas.Put(box.row + box.rows - 1, box.column, words("terminal_dialog.choose_escape"), kDim);
}

void DrawOne(Canvas& canvas, const Asking& asking, const Words& words) {
  constexpr int kColumns = 64;
  const std::vector<std::string> hint = Wrapped(asking.hint, std::min(kColumns, canvas.width() - 4));
  const Box box = DrawBox(canvas, asking.title, static_cast<int>(hint.size()) + 4, kColumns);
  int row = box.row;
  for (const std::string& line : hint) canvas.Put(row++, box.column, line);
  asking.typed.Draw(canvas, row, box.column, box.columns, true);
  canvas.Put(row + 1, box.column, asking.fault, {.tone = Tone::kAlarm, .bold = true}, box.columns);
  canvas.Put(row + 3, box.column, words("terminal_dialog.enter_escape"), kDim);
}

void DrawOne(Canvas& canvas, const Question& question, const Words& words) {
  constexpr int kColumns = 64;
  std::vector<std::string> lines;
  for (const std::string& text : question.lines) {
    for (std::string& line : Wrapped(text, std::min(kColumns, canvas.width() - 4))) lines.push_back(std::move(line));
  }
  const Box box = DrawBox(canvas, question.title, static_cast<int>(lines.size()) + 3, kColumns);
  int row = box.row;
  for (const std::string& line : lines) {
    if (row < box.row + box.rows - 2) canvas.Put(++row, box.column, line, {.bold = true});
  }
  canvas.Put(box.row + box.rows - 1, box.column, words("terminal_dialog.yes_no"), kDim);
}

void DrawOne(Canvas& canvas, Page& page, const Words&) {
  const int rows = PageRows(canvas.height());
  for (int row = kPageTop; row < canvas.height() - 2; ++row) canvas.Fill(row, 0, canvas.width());
  canvas.cursor.reset();
  canvas.Put(kPageTop, 1, page.title, kHeading, canvas.width() - 12);
  const int count = static_cast<int>(page.lines.size());
  page.top = std::clamp(page.top, 0, std::max(0, count - rows));
  for (int i = 0; i < rows && page.top + i < count; ++i) {
    const PageLine& line = page.lines[static_cast<size_t>(page.top + i)];
    canvas.Put(kPageTop + 1 + i, 1, line.text, line.style, canvas.width() - 2);
  }
  if (count > rows) {
    canvas.PutRight(kPageTop, canvas.width() - 1,
                    absl::StrCat(page.top + 1, "–", std::min(count, page.top + rows), "/", count), kDim);
  }
}

}  // namespace

int PageRows(int height) { return std::max(1, height - kPageTop - 3); }

std::vector<size_t> Chooser::Matches() const {
  std::vector<std::pair<int, size_t>> scored;
  for (size_t i = 0; i < choices.size(); ++i) {
    const auto by_label = FuzzyScore(typed.text(), choices[i].label);
    const auto by_hint = FuzzyScore(typed.text(), choices[i].hint);
    // A hint finds too, behind every label that does.
    if (by_label) {
      scored.emplace_back(-*by_label - 1000, i);
    } else if (by_hint) {
      scored.emplace_back(-*by_hint, i);
    }
  }
  if (!typed.empty()) std::stable_sort(scored.begin(), scored.end());
  std::vector<size_t> matches;
  for (const auto& [score, index] : scored) matches.push_back(index);
  return matches;
}

KeyFate HandleKey(Overlay& overlay, const Key& key, const Words& words, int page_rows, std::function<void()>* after) {
  if (auto* chooser = std::get_if<Chooser>(&overlay)) return Handle(*chooser, key, after);
  if (auto* asking = std::get_if<Asking>(&overlay)) return Handle(*asking, key);
  if (auto* question = std::get_if<Question>(&overlay)) return Handle(*question, key, words, after);
  return Handle(std::get<Page>(overlay), key, page_rows);
}

void Draw(Canvas& canvas, Overlay& overlay, const Words& words) {
  std::visit([&](auto& one) { DrawOne(canvas, one, words); }, overlay);
}

}  // namespace krul::terminal::desk
