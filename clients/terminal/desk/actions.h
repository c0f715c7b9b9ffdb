// What can be done at a desk, by which key, in the order in which the foot of the screen names it. One table: keys,
// foot, list of actions and palette cannot tell different stories.
#pragma once

#include <vector>

#include "clients/terminal/desk/keys.h"
#include "clients/terminal/desk/words.h"

namespace krul::terminal::desk {

enum class Action {
  kBack,
  kSave,
  kMatter,
  kPromise,
  kHelped,
  kClear,
  kStopTyping,
  kType,
  kMine,
  kCall,
  kAttempt,
  kDone,
  kForward,
  kRenegotiate,
  kUndo,
  kReopen,
  kDetail,
  kSearch,
  kCancel,
  kSeen,
  kSeenWithRemark,
  kSign,
  kExplain,
  kFilter,
  kReview,
  kKept,
  kTakeCall,
  kMyCalls,
  kBoard,
  kHelp,
  kPalette,
  kLanguage,
  kRedraw,
  kQuit,
};

struct ActionRow {
  Action action;
  Key key;
  const char* shown;          // the key, as the foot names it
  const char* Words::*title;  // a word, for the foot
  const char* Words::*help;   // a sentence, for the lists
};

const std::vector<ActionRow>& Actions();

}  // namespace krul::terminal::desk
