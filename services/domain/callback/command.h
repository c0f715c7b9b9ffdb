// The commands that change a callback, and what holds of each as a kind: one row of traits a command. A command without
// a row does not compile.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <variant>

#include "services/domain/callback/callback.h"
#include "services/domain/people/actor.h"

namespace krul::domain {

struct Note {
  Caller caller;
  Party requested;
  std::string category;
  std::string reason;
  Instant called_at{};
  Instant due_at{};  // as quoted; of another origin than a desk the target
  std::int64_t firm_version = 0;
  Origin origin = Origin::kDesk;
  std::optional<CallWindow> window;
  bool agreed_otherwise = false;   // the caller wished, or consented to, another time than the service level's
  std::string agreed_person = {};  // the caller consented to be called by this person, and by no other
};
struct HandleAtDesk {
  std::string category;
  std::string reason;
};
struct Assign {  // a NOTED callback gets somebody, or one that waits in the pool because nobody was there
  Party assignee;
  bool alarm = false;               // it went to the pool because nobody is there
  std::optional<Instant> offer_at;  // with an alarm: when somebody can be asked anew, later than now
};
// Absences changed: can whoever holds it still meet the moment? What he has not said "mine" to is assigned again; of
// what he has the manager is told, once for the time that he is away.
struct JudgeHolder {};
// A new version of the firm file is in force: the same of people and their hours; a promised moment at which the branch
// is now closed is told to the manager, once.
struct FollowFirm {};
struct Acknowledge {};
struct BeginCall {};
struct RecordAttempt {
  Outcome outcome = Outcome::kNoAnswer;
  std::string remark;
  std::optional<Instant> call_again_at;
};
struct Forward {
  Party assignee;
  std::string remark;
  Party meant_for = {};                  // the team that it was forwarded to; kNobody: the assignee
  bool alarm = false;                    // meant for a team of which nobody is there: it went to the pool
  std::optional<Instant> offer_at = {};  // as in Assign
  bool although_away = false;            // to a person who cannot meet the moment: whoever forwards it knows
};
struct Renegotiate {
  Instant due_at{};
  std::string reason;
};
struct Chase {
  std::string remark;
};
struct Complete {
  Disposition disposition = Disposition::kResolved;
  std::string remark;
};
struct Cancel {
  Disposition disposition = Disposition::kWithdrawn;
  std::string remark;
};
struct Reopen {
  std::string reason;
};
struct Undo {
  std::int64_t sequence = 0;
};
// The caller asks to be forgotten: of a closed callback, at once.
struct EraseCaller {};
// Handles every timer that has passed, in order of instant and kind.
struct LookAt {
  // Where NeedsNextAssignee says so: who gets it; without, it waits to be assigned.
  std::optional<Party> next_assignee;
  bool next_is_alarm = false;
  std::optional<Instant> offer_at = {};  // as in Assign
};
using Command = std::variant<Note, HandleAtDesk, Assign, JudgeHolder, FollowFirm, Acknowledge, BeginCall, RecordAttempt,
                             Forward, Renegotiate, Chase, Complete, Cancel, Reopen, Undo, EraseCaller, LookAt>;

// Whose command it is.
enum class Audience {
  kPeople,    // everybody but operators, who run the machines
  kLeaders,   // managers and head office
  kServices,  // never a person
};
bool Includes(Audience audience, Role role);

struct CommandTraits {
  Audience audience = Audience::kPeople;
  bool is_first = false;        // makes the callback
  bool needs_open = true;       // a closed callback refuses it with kClosed
  bool closes = false;          // an almost full history still takes it
  bool waits_for_call = false;  // not while somebody else speaks to the caller
};

// The rows. A function that is declared and nowhere defined would only fail to link, so each is an overload of its own.
constexpr CommandTraits Traits(const Note&) { return {.is_first = true, .needs_open = false}; }
constexpr CommandTraits Traits(const HandleAtDesk&) { return {.is_first = true, .needs_open = false}; }
constexpr CommandTraits Traits(const Assign&) { return {.audience = Audience::kServices, .needs_open = false}; }
constexpr CommandTraits Traits(const JudgeHolder&) { return {.audience = Audience::kServices, .needs_open = false}; }
constexpr CommandTraits Traits(const FollowFirm&) { return {.audience = Audience::kServices, .needs_open = false}; }
constexpr CommandTraits Traits(const Acknowledge&) { return {.waits_for_call = true}; }
constexpr CommandTraits Traits(const BeginCall&) { return {.waits_for_call = true}; }
constexpr CommandTraits Traits(const RecordAttempt&) { return {.waits_for_call = true}; }
constexpr CommandTraits Traits(const Forward&) { return {.waits_for_call = true}; }
constexpr CommandTraits Traits(const Renegotiate&) { return {}; }
constexpr CommandTraits Traits(const Chase&) { return {}; }
constexpr CommandTraits Traits(const Complete&) { return {.closes = true, .waits_for_call = true}; }
constexpr CommandTraits Traits(const Cancel&) { return {.closes = true, .waits_for_call = true}; }
constexpr CommandTraits Traits(const Reopen&) { return {.needs_open = false}; }
constexpr CommandTraits Traits(const Undo&) { return {.needs_open = false, .closes = true, .waits_for_call = true}; }
constexpr CommandTraits Traits(const EraseCaller&) {
  return {.audience = Audience::kLeaders, .needs_open = false, .closes = true};
}
constexpr CommandTraits Traits(const LookAt&) {
  return {.audience = Audience::kServices, .needs_open = false, .closes = true};
}
inline CommandTraits TraitsOf(const Command& command) {
  return std::visit([](const auto& one) { return Traits(one); }, command);
}

// What a person may do with a callback that is there: the commands of people by the names of the API.
enum class Action {
  kAcknowledge,
  kBeginCall,
  kRecordAttempt,
  kForward,
  kRenegotiate,
  kChase,
  kComplete,
  kGiveUp,  // Complete with kMaxAttemptsExceeded
  kCancel,
  kReopen,
  kUndo,
  kEraseCaller,
};
inline constexpr std::array kActions = {
    Action::kAcknowledge, Action::kBeginCall, Action::kRecordAttempt, Action::kForward,
    Action::kRenegotiate, Action::kChase,     Action::kComplete,      Action::kGiveUp,
    Action::kCancel,      Action::kReopen,    Action::kUndo,          Action::kEraseCaller,
};
CommandTraits TraitsOf(Action action);
// nullopt: a first command, or a service's.
std::optional<Action> ActionOf(const Command& command);

}  // namespace krul::domain
