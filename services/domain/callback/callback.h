// The record of one promise to call somebody back: values only. What may happen to it is in callback_decisions.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "services/domain/applied_request.h"
#include "services/domain/calendar/call_window.h"
#include "services/domain/clock.h"
#include "services/domain/firm/firm.h"

namespace krul::domain {

enum class State { kNoted, kAssigned, kAcknowledged, kCalling, kCompleted, kCancelled };
enum class PromiseStatus { kOnTrack, kAtRisk, kBroken, kKept, kMissed, kNotJudged };
enum class Outcome {
  kConnected,
  kNoAnswer,
  kBusy,
  kLeftVoicemail,
  kWrongNumber,
  kWrongPerson,
  kNumberNotInUse,
  kRescheduled
};
// The caller was spoken to.
constexpr bool IsReached(Outcome outcome) { return outcome == Outcome::kConnected || outcome == Outcome::kRescheduled; }
enum class Disposition {
  kNone,
  kResolved,
  kCallerReachedUs,
  kMaxAttemptsExceeded,
  kWithdrawn,
  kDuplicate,
  kHandledAtDesk
};
// Where it came from. Only a desk speaks a promise; the others carry a target, and are counted apart.
enum class Origin { kDesk, kImport, kMissedCall, kWebForm };
enum class EventType {
  kNoted,
  kHandledAtDesk,
  kAssigned,
  kAcknowledged,
  kAcknowledgementExpired,
  kCallBegun,
  kLeaseLapsed,
  kAttempted,
  kForwarded,
  kRenegotiated,
  kChased,
  kAtRisk,
  kBroken,
  kRetryDue,
  kEscalated,
  kReminded,
  kUnassignedAlarm,
  kReassigned,
  kCompleted,
  kCancelled,
  kUndone,
  kReopened,
  kErased,
  kHolderAway,     // who has said "mine" is away or has left: the manager deals it out
  kClosedWhenDue,  // a new version of the firm file is closed at the promised moment
  kRoundOpened,    // of review rounds, not of a callback
  kRoundNotHeld,   // in time
  kRoundSigned,
};

// A person, a team, or a branch's open pool, from which anybody may take it.
struct Party {
  enum class Kind { kNobody, kPerson, kTeam, kPool };
  Kind kind = Kind::kNobody;
  std::string id;
  bool operator==(const Party&) const = default;
};

std::string Describe(const Party& party);  // "anna", "team sales", "the open pool of centrum"

struct Caller {
  std::string name;
  std::string phone_number;       // as typed
  std::string phone_number_e164;  // empty when withheld
  std::string other_contact;
  std::string reference;
  std::string extension;  // behind the number, for a firm's switchboard
  bool operator==(const Caller&) const = default;
};

// An escalation step as planned for one promise; keeps what the firm file said when it was planned.
struct PlannedStep {
  EscalationStep step;
  Instant at = kNever;  // kNever until its condition begins
  bool taken = false;
};

struct Promise {
  int number = 1;
  Instant made_at{};
  Instant original_due_at{};
  Instant due_at{};
  Instant at_risk_at{};
  std::int64_t firm_version = 0;
  Instant earliest_at{};                // the caller's own earliest moment: a failed attempt before it settles nothing
  std::optional<Instant> reached_at;    // first time the caller was spoken to
  std::optional<Instant> attempted_at;  // first failed attempt, not before earliest_at
  int moment = 1;                       // 1: as promised; each agreement with the caller makes the next one
  std::optional<Instant> agreed_at;     // when the moment that must be met now was agreed
  std::optional<Instant> met_at;        // and when it was met: the caller was spoken to, or an attempt was made in time
  int attempts_before_giving_up = 3;    // of the firm file it was made under
  bool at_risk_noticed = false;         // of the moment that must be met now
  bool broken_noticed = false;
  bool agreed_otherwise = false;  // the caller wished, or consented to, another time than the service level's
  std::string agreed_person;  // the caller consented to be called by this person, and by no other; empty: by anybody
  std::optional<Millis> acknowledged_after;  // business time from the call to the first "mine"
  std::optional<Millis> reached_after;       // and to the first time the caller was spoken to
  std::vector<PlannedStep> steps;
  // Frozen when closed.
  std::optional<PromiseStatus> verdict;
  std::optional<Instant> closed_at;
  Disposition closed_as = Disposition::kNone;
  std::string answered_by;  // the person who had it then; empty: nobody
};

struct Attempt {
  Outcome outcome = Outcome::kNoAnswer;
  Instant at{};
  std::string person;
  std::int64_t sequence = 0;  // of its event, under which its remark is kept
};

// Why, where an event has several causes.
enum class EventCause { kNone, kIsAway, kHasLeft, kNobodyYet };

// What an event tells beside its type. Which of them a type sets is said in speech/event_sentence.h.
struct EventFacts {
  Party party;
  std::vector<std::string> people;
  std::optional<Outcome> outcome;
  Disposition disposition = Disposition::kNone;
  std::optional<Instant> moment;
  int number = 0;
  std::int64_t undone_sequence = 0;
  std::int64_t firm_version = 0;
  EventCause cause = EventCause::kNone;
  bool operator==(const EventFacts&) const = default;
};

struct AuditEvent {
  std::int64_t sequence = 0;
  EventType type = EventType::kNoted;
  Instant at{};
  std::string actor;
  std::string desk;
  EventFacts facts;          // a caller's or colleague's words are in Sealed.remarks
  std::string told_as = {};  // the sentence of a history that was written before there were facts; else empty
};

// An alarm of the history that is told at the next opening.
struct ToTell {
  std::int64_t sequence = 0;
  EventType about = EventType::kReminded;
  bool operator==(const ToTell&) const = default;
};

// What is personal, in one part, so that erasing is dropping it.
struct Sealed {
  Caller caller;
  std::string reason;
  std::map<std::int64_t, std::string> remarks;  // by sequence of the event
};

struct CallbackRecord;

// How to take back the latest event: the record as it was, without its history.
struct UndoPoint {
  std::int64_t sequence = 0;
  int events = 1;  // how many it made, that one the last
  Instant at{};
  std::shared_ptr<const CallbackRecord> before;
};

struct CallbackRecord {
  std::string branch;
  std::string id;
  std::int64_t version = 0;  // 0: not saved yet
  State state = State::kNoted;
  std::string category;
  Party requested;
  Party assignee;
  Party meant_for;  // whom routing asks since it was forwarded; kNobody: who was requested
  Promise promise;
  std::vector<Promise> former_promises;
  Disposition disposition = Disposition::kNone;
  Origin origin = Origin::kDesk;
  std::optional<CallWindow> window;  // when the caller wants to be called
  Instant called_at{};
  Instant noted_at{};
  std::int64_t noted_day =
      0;  // local date of noting at the branch, in days since 1970: on it reports book it; 0: not yet
  std::optional<Instant> closed_at;
  // Pending timers; NextLook is their minimum, with those of the promise.
  std::optional<Instant> assign_by;
  std::optional<Instant> acknowledge_by;
  std::optional<Instant> retry_at;
  std::optional<Instant> retry_soon_at;    // its at-risk point; a timer where the retry must be met now
  std::optional<Instant> retry_missed_at;  // the retry that passed; until somebody tries again. No timer
  std::optional<Instant> lease_until;
  std::optional<Instant> holder_gone_at;  // from then on its holder is not there any more before the moment
  std::optional<Instant> offer_at;        // it lies in the pool, and one of those asked can be asked anew
  std::optional<Instant> tell_at;         // what happened outside the branch's hours is told
  std::optional<Instant> reminder_at;
  std::optional<Instant> erase_at;
  std::string calling_person;
  std::optional<Instant> call_begun_at;
  std::string lapsed_caller;  // whose call outlasted its lease; what comes of it counts from when it began
  std::optional<Instant> lapsed_call_at;
  std::optional<Instant> mine_since;     // with acknowledge_by, which is counted from it
  std::vector<std::string> passed_over;  // who was silent, gave it away, or from whom it was taken
  bool waits_for_people = false;         // in the pool because nobody was there: given to who comes back
  std::optional<Instant> pooled_at;      // since when
  std::string away_told;                 // the manager knows that this holder is away
  Instant away_told_until{};             // for as long as this; kNever: until told otherwise
  std::vector<ToTell> to_tell;           // at tell_at
  std::int64_t closed_told_version = 0;  // the manager knows that this version is closed at the due moment
  std::vector<Attempt> attempts;
  int chaser_count = 0;
  int urgency = 0;
  bool erased = false;
  Sealed sealed;
  std::vector<AuditEvent> history;
  std::vector<AppliedRequest> applied;
  std::optional<UndoPoint> undo;

  bool open() const { return state != State::kCompleted && state != State::kCancelled; }
  std::int64_t last_sequence() const { return history.empty() ? 0 : history.back().sequence; }
  Instant last_event_at() const { return history.empty() ? Instant{} : history.back().at; }
};

}  // namespace krul::domain
