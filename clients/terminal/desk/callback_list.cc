#include "clients/terminal/desk/callback_list.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "clients/terminal/desk/actions.h"
#include "clients/terminal/desk/fuzzy.h"
#include "clients/terminal/phrases/callback_phrases.h"
#include "clients/terminal/phrases/caller_phrases.h"
#include "clients/terminal/phrases/moments.h"
#include "clients/terminal/phrases/standing.h"
#include "clients/terminal/text/folding.h"
#include "clients/terminal/text/resource_names.h"

namespace krul::terminal::desk {
namespace {

constexpr int kPreviewRows = 4;

}  // namespace

bool CallbackList::Fits(const v1::Callback& callback) const {
  switch (filter_) {
    case Filter::kAll:
      break;
    case Filter::kPressing: {
      const v1::StandingLevel level = LevelAt(callback, session_.now());
      if (level != v1::SOON && level != v1::LATE) return false;
      break;
    }
    case Filter::kNobodys:
      if (callback.state() != v1::NOTED && callback.assignee().kind_case() != v1::Party::kPool) return false;
      break;
    case Filter::kClosed:
      if (!IsClosed(callback)) return false;
      break;
  }
  if (search_.empty()) return true;
  const Reader reader = session_.reader();
  const std::string typed = search_.text();
  const std::string all =
      absl::StrCat(callback.caller().display_name(), " ", callback.caller().phone_number(), " ",
                   WayToReach(callback.caller(), reader), " ", callback.caller().phone_number_e164(), " ",
                   callback.caller().reference(), " ", callback.reason(), " ", StatePhrase(callback, reader), " ",
                   session_.book.PartyTitle(callback.requested(), session_.language), " ",
                   session_.book.CategoryTitle(callback.category(), session_.language), " ", callback.name());
  if (absl::StrContains(Folded(all), Folded(typed))) return true;
  return FuzzyScore(typed, callback.caller().display_name()).has_value();
}

CallbackShelf::Callbacks CallbackList::OpenHere() const {
  if (kind_ == Kind::kMine) return session_.shelf.OpenWith(session_.person());
  CallbackShelf::Callbacks open = session_.shelf.Open();
  std::erase_if(
      open, [this](const v1::Callback* callback) { return SplitName(callback->name()).branch != session_.branch(); });
  return open;
}

CallbackShelf::Callbacks CallbackList::Shown() const {
  CallbackShelf::Callbacks shown = OpenHere();
  for (const v1::Callback* closed : session_.shelf.Closed()) {
    const bool mine = closed->assignee().person() == session_.person();
    if (kind_ == Kind::kMine ? mine : filter_ == Filter::kClosed) shown.push_back(closed);
  }
  std::erase_if(shown, [this](const v1::Callback* callback) { return !Fits(*callback); });
  return shown;
}

size_t CallbackList::OpenCount() const { return OpenHere().size(); }

size_t CallbackList::IndexOfSelected(const CallbackShelf::Callbacks& shown) const {
  for (size_t i = 0; i < shown.size(); ++i) {
    if (shown[i]->name() == selected_) return i;
  }
  return shown.empty() ? 0 : std::min(last_index_, shown.size() - 1);
}

std::optional<v1::Callback> CallbackList::Selected() const {
  const CallbackShelf::Callbacks shown = Shown();
  if (shown.empty()) return std::nullopt;
  return *shown[IndexOfSelected(shown)];
}

bool CallbackList::Handle(const Key& key) {
  if (searching_) {
    if (key.named == Named::kEscape) {
      search_.Clear();
      searching_ = false;
      return true;
    }
    if (key.named == Named::kEnter) {
      searching_ = false;
      return true;
    }
    if (key.named != Named::kUp && key.named != Named::kDown && search_.Handle(key)) return true;
  } else if (key.named == Named::kEscape && !search_.empty()) {
    search_.Clear();
    return true;
  }
  const CallbackShelf::Callbacks shown = Shown();
  const size_t here = IndexOfSelected(shown);
  const size_t last = shown.empty() ? 0 : shown.size() - 1;
  constexpr size_t kPage = 10;
  size_t next = here;
  if (key.named == Named::kUp || key == KeyOf("previous")) {
    next = here == 0 ? 0 : here - 1;
  } else if (key.named == Named::kDown || key == KeyOf("next")) {
    next = std::min(here + 1, last);
  } else if (key.named == Named::kPageUp) {
    next = here - std::min(here, kPage);
  } else if (key.named == Named::kPageDown) {
    next = std::min(here + kPage, last);
  } else if (key.named == Named::kHome) {
    next = 0;
  } else if (key.named == Named::kEnd) {
    next = last;
  } else {
    return false;
  }
  if (!shown.empty()) {
    selected_ = shown[next]->name();
    last_index_ = next;
  }
  return true;
}

void CallbackList::NextFilter() { filter_ = static_cast<Filter>((static_cast<int>(filter_) + 1) % 4); }

std::string CallbackList::FilterTitle() const {
  const Words& words = session_.words();
  switch (filter_) {
    case Filter::kAll:
      return words("terminal_list.filter_all");
    case Filter::kPressing:
      return words("terminal_list.filter_pressing");
    case Filter::kNobodys:
      return words("terminal_list.filter_nobodys");
    case Filter::kClosed:
      return words("terminal_list.filter_closed");
  }
  return "";
}

void CallbackList::Draw(Canvas& canvas, int top, int bottom) {
  const Words& words = session_.words();
  const CallbackShelf::Callbacks shown = Shown();
  const size_t selected = IndexOfSelected(shown);
  last_index_ = selected;
  if (!shown.empty()) selected_ = shown[selected]->name();

  int row = top;
  if (searching_ || !search_.empty() || kind_ == Kind::kBoard) {
    int column = 1;
    if (kind_ == Kind::kBoard) {
      column = canvas.Put(row, 1, FilterTitle(), {.tone = Tone::kHeading, .bold = true}) + 2;
    }
    if (searching_ || !search_.empty()) {
      column = canvas.Put(row, column, absl::StrCat(words("terminal_list.search"), " "), kDim);
      search_.Draw(canvas, row, column, std::max(10, canvas.width() - column - 2), searching_);
    }
    ++row;
  }
  if (shown.empty()) {
    const std::string none = !search_.empty() || filter_ != Filter::kAll ? words("terminal_list.nothing_found")
                             : kind_ == Kind::kMine                      ? words("terminal_list.nothing_mine")
                                                                         : words("terminal_list.nothing_open");
    canvas.Put(row + 1, 3, session_.line == Line::kConnecting ? words("terminal_line.connecting") : none, kDim);
    return;
  }
  const int rows = bottom - row - kPreviewRows;
  // Where the closed ones begin, a heading stands between.
  const auto closed = static_cast<int>(
      std::find_if(shown.begin(), shown.end(), [](const v1::Callback* one) { return IsClosed(*one); }) - shown.begin());
  const int count = static_cast<int>(shown.size());
  const auto line_of = [closed](int index) { return index + (index >= closed ? 1 : 0); };
  const int selected_line = line_of(static_cast<int>(selected));
  top_ = std::clamp(top_, std::max(0, selected_line - rows + 1), std::max(0, selected_line));
  if (selected_line < rows) top_ = 0;
  for (int i = 0; i < count; ++i) {
    const int line = line_of(i) - top_;
    if (i == closed && line - 1 >= 0 && line - 1 < rows)
      canvas.Put(row + line - 1, 1, words("terminal_list.just_closed"), kDim);
    if (line < 0 || line >= rows) continue;
    DrawRow(canvas, row + line, *shown[static_cast<size_t>(i)], static_cast<size_t>(i) == selected);
  }
  canvas.Rule(bottom - kPreviewRows, 0, canvas.width());
  DrawPreview(canvas, bottom - kPreviewRows + 1, *shown[selected]);
}

void CallbackList::DrawMostUrgent(Canvas& canvas, int top, int bottom) const {
  canvas.Rule(top, 0, canvas.width());
  canvas.Put(top + 1, 1, session_.words()("terminal_list.filter_all"), {.tone = Tone::kHeading, .bold = true});
  int row = top + 2;
  for (const v1::Callback* callback : OpenHere()) {
    if (row >= bottom) break;
    DrawRow(canvas, row++, *callback, false);
  }
}

void CallbackList::DrawRow(Canvas& canvas, int row, const v1::Callback& callback, bool selected) const {
  const Reader reader = session_.reader();
  const bool closed = IsClosed(callback);
  const bool wide = canvas.width() >= 110;
  Style plain{.dim = closed && !selected, .reverse = selected};
  Style toned = plain;
  toned.tone = ToneAt(callback, reader.now);
  toned.bold = toned.tone == Tone::kAlarm || toned.tone == Tone::kWarning;
  if (selected) canvas.Fill(row, 0, canvas.width(), plain);
  canvas.Put(row, 1, SignAt(callback, reader.now), toned);
  int column = 4;
  const auto cell = [&](const std::string& text, const Style& style, int columns) {
    canvas.Put(row, column, text, style, columns);
    column += columns + 1;
  };
  cell(DeadlineOf(callback, reader), toned, wide ? 24 : 20);
  const std::string name = callback.caller().display_name();
  cell(name.empty() ? session_.words()("callback.erased") : name, plain, !wide ? 20 : kind_ == Kind::kMine ? 32 : 24);
  if (wide) cell(WayToReach(callback.caller(), reader), plain, 17);
  Style standing = plain;
  standing.bold = !CallingPerson(callback, reader.now).empty();
  cell(StatePhrase(callback, reader), standing, kind_ == Kind::kMine ? 15 : wide ? 24 : 20);
  std::string rest = callback.reason();
  if (callback.chaser_count() > 0) rest = absl::StrCat("×", callback.chaser_count() + 1, rest.empty() ? "" : " ", rest);
  canvas.Put(row, column, rest.empty() ? session_.book.CategoryTitle(callback.category(), session_.language) : rest,
             plain, canvas.width() - column - 1);
}

void CallbackList::DrawPreview(Canvas& canvas, int row, const v1::Callback& callback) const {
  const Words& words = session_.words();
  const Reader reader = session_.reader();
  std::string first = absl::StrCat(callback.caller().display_name(), "  ", WayToReach(callback.caller(), reader));
  if (!callback.caller().extension().empty()) absl::StrAppend(&first, " (", callback.caller().extension(), ")");
  if (!callback.caller().reference().empty()) absl::StrAppend(&first, "  #", callback.caller().reference());
  const std::string window = WindowPhrase(callback.window(), session_.ReaderOf(callback.name()));
  if (!window.empty()) absl::StrAppend(&first, "  ", window);
  canvas.Put(row, 1, first, {.bold = true}, canvas.width() - 2);
  std::string second = absl::StrCat(
      words("terminal_list.for_whom"), " ", session_.book.PartyTitle(callback.requested(), session_.language), " · ",
      session_.book.CategoryTitle(callback.category(), session_.language), " · ", StatePhrase(callback, reader));
  if (callback.chaser_count() > 0) {
    absl::StrAppend(&second, " · ", words("terminal_list.also_rang", {{"count", callback.chaser_count()}}));
  }
  if (!callback.attempts().empty()) {
    const v1::Attempt& attempt = callback.attempts(callback.attempts_size() - 1);
    absl::StrAppend(&second, " · ", OutcomeWord(attempt.outcome(), session_.language));
  }
  canvas.Put(row + 1, 1, second, {}, canvas.width() - 2);
  canvas.Put(row + 2, 1, callback.reason(), kDim, canvas.width() - 2);
}

}  // namespace krul::terminal::desk
