#include "clients/terminal/desk/actions.h"

namespace krul::terminal::desk {

const std::vector<ActionRow>& Actions() {
  static const std::vector<ActionRow> kActions = {
      {Action::kSave, Control('s'), "^S", &Words::act_save, &Words::help_save},
      {Action::kMatter, Control('o'), "^O", &Words::act_matter, &Words::help_matter},
      {Action::kPromise, Control('p'), "^P", &Words::act_promise, &Words::help_promise},
      {Action::kHelped, Control('g'), "^G", &Words::act_helped, &Words::help_helped},
      {Action::kClear, Control('n'), "^N", &Words::act_clear, &Words::help_clear},
      {Action::kStopTyping, {Named::kEscape, ""}, "Esc", &Words::act_keys, &Words::help_keys},
      {Action::kType, {Named::kEnter, ""}, "Enter", &Words::act_type, &Words::help_type},
      {Action::kSeen, Typed("g"), "g", &Words::act_seen, &Words::help_seen},
      {Action::kSeenWithRemark, Typed("w"), "w", &Words::act_seen_remark, &Words::help_seen_remark},
      {Action::kSign, Typed("s"), "s", &Words::act_sign, &Words::help_sign},
      {Action::kMine, Typed("m"), "m", &Words::act_mine, &Words::help_mine},
      {Action::kCall, Typed("c"), "c", &Words::act_call, &Words::help_call},
      {Action::kAttempt, Typed("a"), "a", &Words::act_attempt, &Words::help_attempt},
      {Action::kDone, Typed("d"), "d", &Words::act_done, &Words::help_done},
      {Action::kUndo, Typed("u"), "u", &Words::act_undo, &Words::help_undo},
      {Action::kReopen, Typed("o"), "o", &Words::act_reopen, &Words::help_reopen},
      {Action::kDetail, {Named::kEnter, ""}, "Enter", &Words::act_detail, &Words::help_detail},
      {Action::kSearch, Typed("/"), "/", &Words::act_search, &Words::help_search},
      {Action::kForward, Typed("f"), "f", &Words::act_forward, &Words::help_forward},
      {Action::kRenegotiate, Typed("t"), "t", &Words::act_renegotiate, &Words::help_renegotiate},
      {Action::kExplain, Typed("e"), "e", &Words::act_explain, &Words::help_explain},
      {Action::kFilter, {Named::kTab, ""}, "Tab", &Words::act_filter, &Words::help_filter},
      {Action::kReview, Typed("v"), "v", &Words::act_round, &Words::help_round},
      {Action::kCancel, Typed("x"), "x", &Words::act_cancel, &Words::help_cancel},
      {Action::kKept, Typed("n"), "n", &Words::act_kept, &Words::help_kept},
      {Action::kBack, {Named::kEscape, ""}, "Esc", &Words::act_back, &Words::help_back},
      {Action::kTakeCall, Typed("1"), "1", &Words::act_take, &Words::help_take},
      {Action::kMyCalls, Typed("2"), "2", &Words::act_mine_view, &Words::help_mine_view},
      {Action::kBoard, Typed("3"), "3", &Words::act_board, &Words::help_board},
      {Action::kHelp, Typed("?"), "?", &Words::act_help, &Words::help_help},
      {Action::kPalette, Typed(":"), ":", &Words::act_palette, &Words::help_palette},
      {Action::kLanguage, Typed("L"), "L", &Words::act_language, &Words::help_language},
      {Action::kRedraw, Control('l'), "^L", &Words::act_redraw, &Words::help_redraw},
      {Action::kQuit, Typed("q"), "q", &Words::act_quit, &Words::help_quit},
  };
  return kActions;
}

}  // namespace krul::terminal::desk
