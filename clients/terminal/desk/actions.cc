#include "clients/terminal/desk/actions.h"

#include <algorithm>
#include <cctype>

namespace krul::terminal::desk {
namespace {

struct Written {
  Action action;
  NamedAction name;
  words::Key title;
};

// What is one key for whoever sits there may be two things in here: Enter opens what is chosen, or the fields.
const std::vector<Written>& AllWritten() {
  static const std::vector<Written> kAll = {
      {Action::kMine, "acknowledge", "terminal_foot.acknowledge"},
      {Action::kCall, "begin_call", "terminal_foot.begin_call"},
      {Action::kAttempt, "record_attempt", "terminal_foot.record_attempt"},
      {Action::kDone, "complete", "terminal_foot.complete"},
      {Action::kForward, "forward", "terminal_foot.forward"},
      {Action::kRenegotiate, "renegotiate", "terminal_foot.renegotiate"},
      {Action::kCancel, "cancel", "terminal_foot.cancel"},
      {Action::kReopen, "reopen", "terminal_foot.reopen"},
      {Action::kUndo, "undo", "terminal_foot.undo"},
      {Action::kExplain, "explain", "terminal_foot.explain"},
      {Action::kDetail, "open", "terminal_foot.open"},
      {Action::kType, "open", "terminal_foot.type"},
      {Action::kSearch, "search", "terminal_foot.search"},
      {Action::kFilter, "filter", "terminal_foot.filter"},
      {Action::kStopTyping, "back", "terminal_foot.stop_typing"},
      {Action::kBack, "back", "terminal_foot.back"},
      {Action::kSave, "go_on", "terminal_foot.go_on"},
      {Action::kPromise, "other_promise", "terminal_foot.other_promise"},
      {Action::kMatter, "another_matter", "terminal_foot.another_matter"},
      {Action::kHelped, "helped", "terminal_foot.helped"},
      {Action::kClear, "clear", "terminal_foot.clear"},
      {Action::kSeen, "gone_through", "terminal_foot.gone_through"},
      {Action::kSeenWithRemark, "gone_through_with_remark", "terminal_foot.gone_through_with_remark"},
      {Action::kSign, "sign", "terminal_foot.sign"},
      {Action::kTakeCall, "take_a_call", "terminal_foot.take_a_call"},
      {Action::kMyCalls, "my_calls", "terminal_foot.my_calls"},
      {Action::kBoard, "board", "terminal_foot.board"},
      {Action::kReview, "review_rounds", "terminal_foot.review_rounds"},
      {Action::kPalette, "palette", "terminal_foot.palette"},
      {Action::kHelp, "keys", "terminal_foot.keys"},
      {Action::kKept, "unconfirmed", "terminal_foot.unconfirmed"},
      {Action::kLanguage, "language", "terminal_foot.language"},
      {Action::kRedraw, "redraw", "terminal_foot.redraw"},
      {Action::kQuit, "quit", "terminal_foot.quit"},
  };
  return kAll;
}

words::Key HelpOf(const Written& written) {
  if (written.action == Action::kStopTyping) return "terminal_dialog.stop_typing";
  if (written.action == Action::kType) return "terminal_dialog.type";
  const std::string_view sentence = words::kKeys[written.name.index()].words;
  const size_t dot = sentence.find('.');
  return words::Key::Find(sentence.substr(0, dot), sentence.substr(dot + 1)).value();  // the generator saw to it
}

}  // namespace

const std::vector<ActionRow>& Actions() {
  static const std::vector<ActionRow> kRows = [] {
    std::vector<Written> written = AllWritten();
    std::stable_sort(written.begin(), written.end(),
                     [](const Written& one, const Written& other) { return one.name.index() < other.name.index(); });
    std::vector<ActionRow> rows;
    for (const Written& one : written) {
      rows.push_back({one.action, KeyOf(one.name), ShownKeyOf(one.name), one.title, HelpOf(one)});
    }
    return rows;
  }();
  return kRows;
}

Key KeyOf(NamedAction action) {
  const std::string_view key = words::kKeys[action.index()].key;
  if (key.starts_with("Ctrl+")) return Control(key.back());
  if (key == "Enter") return {Named::kEnter, ""};
  if (key == "Escape") return {Named::kEscape, ""};
  if (key == "Tab") return {Named::kTab, ""};
  if (key.size() > 1 && key.front() == 'F') return {Named::kFunction, std::string(key.substr(1))};
  return Typed(std::string(key));
}

std::string ShownKeyOf(NamedAction action) {
  const std::string_view key = words::kKeys[action.index()].key;
  if (key.starts_with("Ctrl+")) return {'^', static_cast<char>(std::toupper(static_cast<unsigned char>(key.back())))};
  return key == "Escape" ? "Esc" : std::string(key);
}

}  // namespace krul::terminal::desk
