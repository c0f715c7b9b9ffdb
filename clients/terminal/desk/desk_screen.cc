// How the desk looks around its views.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "clients/terminal/desk/desk.h"
#include "clients/terminal/phrases/moments.h"
#include "clients/terminal/text/clusters.h"
#include "clients/terminal/text/text.h"

namespace krul::terminal::desk {
namespace {

constexpr int kFewestColumns = 60;
constexpr int kFewestRows = 18;
constexpr int kRowsOfACall = 20;
constexpr int kFewestBelow = 5;

}  // namespace

void Desk::Draw(Canvas& canvas) {
  columns_ = canvas.width();
  page_rows_ = PageRows(canvas.height());
  if (canvas.width() < kFewestColumns || canvas.height() < kFewestRows) {
    const auto lines = Wrapped(
        session_.words()("terminal_dialog.too_small", {{"size", absl::StrCat(kFewestColumns, "×", kFewestRows)}}),
        canvas.width());
    for (size_t i = 0; i < lines.size(); ++i) canvas.Put(static_cast<int>(i), 0, lines[i], {.bold = true});
    return;
  }
  const int bottom = canvas.height() - 2;
  const int top = 2;
  switch (view_) {
    case View::kTakeCall:
      // On a tall screen the board stays in sight below the call.
      if (bottom - top >= kRowsOfACall + kFewestBelow && board_.OpenCount() > 0) {
        take_call_.Draw(canvas, top, top + kRowsOfACall);
        board_.DrawMostUrgent(canvas, top + kRowsOfACall, bottom);
      } else {
        take_call_.Draw(canvas, top, bottom);
      }
      break;
    case View::kMyCalls:
      mine_.Draw(canvas, top, bottom);
      break;
    case View::kBoard:
      board_.Draw(canvas, top, bottom);
      break;
    case View::kReview:
      review_.Draw(canvas, top, bottom);
      break;
  }
  DrawHead(canvas);
  DrawFoot(canvas);
  for (Overlay& overlay : overlays_) {
    canvas.cursor.reset();
    desk::Draw(canvas, overlay, session_.words());
  }
}

void Desk::DrawHead(Canvas& canvas) const {
  const Words& words = session_.words();
  const Reader reader = session_.reader();
  const std::string who = absl::StrCat(session_.book.PersonTitle(session_.person()), "  ", Clock(reader.now, reader));
  const int room = canvas.width() - Columns(Visible(who)) - 2;
  int column = 1;
  const auto tab = [&](View view, const std::string& key, const std::string& title, size_t count) {
    const bool here = view_ == view || (view == View::kBoard && view_ == View::kReview);
    std::string text = absl::StrCat(" ", key, " ", title, " ");
    if (count > 0) absl::StrAppend(&text, count, " ");
    if (column + Columns(text) > room) text = absl::StrCat(" ", key, " ");
    canvas.Put(0, column, text, {.bold = here, .dim = !here, .reverse = here});
    column += Columns(text) + 1;
  };
  tab(View::kTakeCall, ShownKeyOf("take_a_call"), words("view.take_a_call"), 0);
  tab(View::kMyCalls, ShownKeyOf("my_calls"), words("view.my_calls"), mine_.OpenCount());
  tab(View::kBoard, ShownKeyOf("board"), words("view.board"), board_.OpenCount());
  canvas.PutRight(0, canvas.width() - 1, who);

  std::string banner;
  Style style{.tone = Tone::kAlarm, .bold = true, .reverse = true};
  if (session_.line == Line::kLost) {
    banner = words("terminal_line.line_lost", {{"time", Clock(session_.line_since, reader)}});
  } else if (session_.intake_away) {
    banner = words("terminal_call.no_promise_now");
  }
  const std::string key = ShownKeyOf("unconfirmed");
  const int64_t refused = std::count_if(session_.kept.begin(), session_.kept.end(),
                                        [](const SpooledNote& note) { return note.has_refusal(); });
  const int64_t waiting = static_cast<int64_t>(session_.kept.size()) - refused;
  if (waiting > 0) {
    absl::StrAppend(&banner, banner.empty() ? "" : "  ",
                    words("terminal_line.kept_count", {{"count", waiting}, {"key", key}}));
  }
  if (refused > 0) {
    absl::StrAppend(&banner, banner.empty() ? "" : "  ",
                    words("terminal_line.refused_count", {{"count", refused}, {"key", key}}));
  }
  if (banner.empty()) return canvas.Rule(1, 0, canvas.width());
  if (!session_.IsAway()) style.tone = Tone::kWarning;
  canvas.Fill(1, 0, canvas.width(), style);
  canvas.Put(1, 1, banner, style, canvas.width() - 2);
}

void Desk::DrawFoot(Canvas& canvas) const {
  const Words& words = session_.words();
  const int message_row = canvas.height() - 2;
  if (!session_.message.empty()) {
    canvas.Fill(message_row, 0, canvas.width());
    canvas.Put(message_row, 1, session_.message, {.tone = session_.message_tone, .bold = true}, canvas.width() - 2);
  }
  const int row = message_row + 1;
  canvas.Fill(row, 0, canvas.width());
  if (!overlays_.empty() && !std::holds_alternative<Page>(overlays_.back())) return;
  const bool typing = IsTyping();
  const std::optional<v1::Callback> target = Target();
  const std::string all = absl::StrCat(typing ? "F1" : ShownKeyOf("keys"), " ", words("terminal_foot.keys"));
  const int end = canvas.width() - Columns(all) - 3;
  int column = 1;
  for (const ActionRow& action : Actions()) {
    const bool by_text = action.key.named == Named::kNone;
    if ((typing && by_text) || action.action == Action::kHelp || action.action == Action::kRedraw) continue;
    if (!CanRun(action.action, target)) continue;
    const int needed = Columns(action.shown) + 1 + Columns(words(action.title));
    if (column + needed > end) continue;
    column = canvas.Put(row, column, action.shown, {.bold = true}) + 1;
    column = canvas.Put(row, column, words(action.title), kDim) + 2;
  }
  canvas.PutRight(row, canvas.width() - 1, all, {.bold = true});
}

}  // namespace krul::terminal::desk
