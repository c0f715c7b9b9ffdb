// What may happen to a callback. Pure: the same record, command and context give the same answer; nothing is read or
// written.
#pragma once
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "services/domain/callback/callback.h"
#include "services/domain/error.h"
#include "services/domain/firm/firm.h"
#include "services/domain/people/actor.h"

namespace krul::domain {

// --- commands ---
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
  bool agreed_otherwise = false;  // the caller wished, or consented to, another time than the service level's
};
struct HandleAtDesk {
  std::string category;
  std::string reason;
};
struct Assign {  // a NOTED callback gets somebody, or one that waits in the pool because nobody was there
  Party assignee;
  bool alarm = false;  // it went to the pool because nobody is there
  Instant back_at{};   // of somebody who is away and back in time: from then on "mine" is waited for
};
// Its assignee went away. What he has not said "mine" to is assigned again; of what he has the manager is told, once.
struct Unassign {
  std::string person;
};
// A new version of the firm file is in force: an assignee who left is gone; a promised moment at which the branch is
// now closed is told to the manager, once.
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
  bool alarm = false;  // meant for a team of which nobody is there: it went to the pool
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
  std::optional<Party> next_assignee;  // who gets it if an acknowledgement expired; without, it waits to be assigned
  bool next_is_alarm = false;
};
using Command = std::variant<Note, HandleAtDesk, Assign, Unassign, FollowFirm, Acknowledge, BeginCall, RecordAttempt,
                             Forward, Renegotiate, Chase, Complete, Cancel, Reopen, Undo, EraseCaller, LookAt>;

struct DecisionContext {
  const Firm& firm;                      // now in force
  const Firm* promised_under = nullptr;  // the version of the promise, where it is another
  Actor actor;
  AppliedRequest request;  // an empty id: a service's own command, never remembered
  Instant now{};           // the store's
};

// Something a person must be told. At least once; its id is the same each time.
struct Notice {
  std::string id;  // branch/callback/promise number/what/recipient
  std::string recipient;
  EventType about = EventType::kAssigned;
  std::string branch;
  std::string callback;
  Instant at{};
  std::string round;  // id of a review round; then there is no callback
};

struct Decision {
  CallbackRecord record;
  std::vector<Notice> notices;
  std::vector<EventType> events;  // what happened, in order
  bool changed = false;           // false: the request was applied before, or there was nothing to do
};

// Every decision but Note and HandleAtDesk needs a record that exists (version > 0); those two need an empty one with
// branch and id. Raises `now` to the record's last event, so that time never steps back for a record.
Result<Decision> Decide(const CallbackRecord& record, const Command& command, const DecisionContext& context);

// Does looking at `now` make an acknowledgement expire? Then somebody must say who is next.
bool NeedsNextAssignee(const CallbackRecord& record, Instant now);

}  // namespace krul::domain
