#include "clients/terminal/desk/actions.h"

namespace krul::terminal::desk {

const std::vector<ActionRow>& Actions() {
  static const std::vector<ActionRow> kActions = {
      {Action::kSave, Control('s'), "^S", &Words::act_save},
      {Action::kMatter, Control('o'), "^O", &Words::act_matter},
      {Action::kPromise, Control('p'), "^P", &Words::act_promise},
      {Action::kHelped, Control('g'), "^G", &Words::act_helped},
      {Action::kClear, Control('n'), "^N", &Words::act_clear},
      {Action::kStopTyping, {Named::kEscape, ""}, "Esc", &Words::act_keys},
      {Action::kType, {Named::kEnter, ""}, "Enter", &Words::act_type},
      {Action::kSeen, Typed("g"), "g", &Words::act_seen},
      {Action::kSeenWithRemark, Typed("w"), "w", &Words::act_seen_remark},
      {Action::kSign, Typed("s"), "s", &Words::act_sign},
      {Action::kMine, Typed("m"), "m", &Words::act_mine},
      {Action::kCall, Typed("c"), "c", &Words::act_call},
      {Action::kAttempt, Typed("a"), "a", &Words::act_attempt},
      {Action::kDone, Typed("d"), "d", &Words::act_done},
      {Action::kUndo, Typed("u"), "u", &Words::act_undo},
      {Action::kReopen, Typed("o"), "o", &Words::act_reopen},
      {Action::kForward, Typed("f"), "f", &Words::act_forward},
      {Action::kRenegotiate, Typed("t"), "t", &Words::act_renegotiate},
      {Action::kDetail, {Named::kEnter, ""}, "Enter", &Words::act_detail},
      {Action::kExplain, Typed("e"), "e", &Words::act_explain},
      {Action::kSearch, Typed("/"), "/", &Words::act_search},
      {Action::kFilter, {Named::kTab, ""}, "Tab", &Words::act_filter},
      {Action::kReview, Typed("v"), "v", &Words::act_round},
      {Action::kCancel, Typed("x"), "x", &Words::act_cancel},
      {Action::kKept, Typed("n"), "n", &Words::act_kept},
      {Action::kBack, {Named::kEscape, ""}, "Esc", &Words::act_back},
      {Action::kTakeCall, Typed("1"), "1", &Words::act_take},
      {Action::kMyCalls, Typed("2"), "2", &Words::act_mine_view},
      {Action::kBoard, Typed("3"), "3", &Words::act_board},
      {Action::kHelp, Typed("?"), "?", &Words::act_help},
      {Action::kPalette, Typed(":"), ":", &Words::act_palette},
      {Action::kLanguage, Typed("L"), "L", &Words::act_language},
      {Action::kRedraw, Control('l'), "^L", &Words::act_redraw},
      {Action::kQuit, Typed("q"), "q", &Words::act_quit},
  };
  return kActions;
}

}  // namespace krul::terminal::desk
