// What can be done at a desk, by which key, in the order of clients/keys.yaml: keys, foot, list of actions and palette
// are of that one table, which the web desk shares.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "clients/terminal/desk/keys.h"
#include "clients/words/catalogue.h"

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
  std::string shown;  // the key, as the foot names it
  words::Key title;   // a word, for the foot
  words::Key help;    // a sentence, for the lists
};

const std::vector<ActionRow>& Actions();

// One name of clients/keys.yaml; another does not compile.
class NamedAction {
 public:
  consteval NamedAction(const char* name) {  // NOLINT: meant to be written as a string
    while (index_ < words::kKeys.size() && words::kKeys[index_].action != name) ++index_;
    if (index_ == words::kKeys.size()) throw "clients/keys.yaml has no such action";
  }
  size_t index() const { return index_; }

 private:
  size_t index_ = 0;
};

Key KeyOf(NamedAction action);
// As it is written on the screen: "a", "^S", "F2", "Esc".
std::string ShownKeyOf(NamedAction action);

}  // namespace krul::terminal::desk
