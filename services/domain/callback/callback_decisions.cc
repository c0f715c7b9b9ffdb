#include "services/domain/callback/callback_decisions.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/domain/calendar/wall_clock.h"
#include "services/domain/callback/callback_assignees.h"
#include "services/domain/callback/callback_attempts.h"
#include "services/domain/callback/callback_draft.h"
#include "services/domain/callback/callback_look.h"
#include "services/domain/callback/possible.h"
#include "services/domain/limits.h"
#include "services/domain/promise/due_moment.h"
#include "services/domain/promise/escalation.h"
#include "services/domain/promise/service_level.h"

namespace krul::domain {
namespace {

Refusal Refuse(Reason reason, std::string message) { return {reason, std::move(message), {}}; }

// One method a command; each leaves the draft as the record shall be.
class Decider {
 public:
  Decider(CallbackDraft draft, const CallbackRecord& before, const DecisionContext& context)
      : draft_(std::move(draft)), before_(before), context_(context) {}

  Result<Decision> operator()(const Note& note) {
    CallbackRecord& record = Begin(note.category);
    record.sealed.caller = note.caller;
    record.sealed.reason = note.reason;
    record.requested = note.requested;
    record.origin = note.origin;
    record.window = note.window;
    record.called_at = note.called_at;
    record.assign_by = draft_.now() + Millis(limits::kAssignWithin);
    record.promise = NewPromise(1, note.called_at, note.due_at, draft_.promised_firm(), draft_.promised_branch(),
                                draft_.promised_category());
    record.promise.agreed_otherwise = note.agreed_otherwise;
    record.promise.agreed_person = note.agreed_person;
    draft_.Append(EventType::kNoted, {.party = note.requested});
    return draft_.Finish(false);
  }

  Result<Decision> operator()(const HandleAtDesk& handled) {
    CallbackRecord& record = Begin(handled.category);
    record.sealed.reason = handled.reason;
    record.called_at = draft_.now();
    record.promise.made_at = record.promise.due_at = record.promise.original_due_at = record.promise.at_risk_at =
        draft_.now();
    record.promise.firm_version = draft_.firm().version;
    draft_.Close(State::kCompleted, Disposition::kHandledAtDesk, EventType::kHandledAtDesk, {});
    return draft_.Finish(false);
  }

  Result<Decision> operator()(const Assign& assign) { return OrUnchanged(AssignSomebody(std::move(draft_), assign)); }

  Result<Decision> operator()(const JudgeHolder&) {
    if (!before_.open()) return OrUnchanged(std::nullopt);
    draft_.JudgeHolder();
    return OrUnchanged(draft_.FinishIfChanged());
  }

  Result<Decision> operator()(const FollowFirm&) { return OrUnchanged(FollowNewFirm(std::move(draft_))); }

  Result<Decision> operator()(const Acknowledge&) {
    draft_.EndCall();
    draft_.TakeByActor();
    draft_.Append(EventType::kAcknowledged);
    return draft_.Finish(true);
  }

  Result<Decision> operator()(const BeginCall&) {
    CallbackRecord& record = draft_.record();
    // "Call" pressed twice is the same call.
    const bool goes_on = SomebodyCalls(record, draft_.now()) && record.calling_person == draft_.actor();
    const Instant began = goes_on ? record.call_begun_at.value_or(draft_.now()) : draft_.now();
    draft_.TakeByActor();
    draft_.ForgetLapsedCall();
    record.state = State::kCalling;
    record.calling_person = draft_.actor();
    record.call_begun_at = began;
    record.lease_until = draft_.now() + Millis(limits::kCallLease);
    draft_.Append(EventType::kCallBegun);
    return draft_.Finish(true);
  }

  Result<Decision> operator()(const RecordAttempt& attempt) {
    CallbackRecord& record = draft_.record();
    const Instant at = CallOfActorBegan();
    draft_.TakeByActor();
    draft_.EndCall();
    draft_.ForgetLapsedCall();
    const std::int64_t sequence = draft_.Append(
        EventType::kAttempted, {.outcome = attempt.outcome, .moment = attempt.call_again_at}, attempt.remark);
    record.attempts.push_back({attempt.outcome, at, draft_.actor(), sequence});
    CountAttempt(draft_, attempt.outcome, at);
    PlanNextAttempt(draft_, attempt);
    return draft_.Finish(true);
  }

  Result<Decision> operator()(const Forward& forward) {
    PassOn(draft_, forward);
    return draft_.Finish(true);
  }

  Result<Decision> operator()(const Renegotiate& agreed) {
    Agree(draft_, agreed);
    return draft_.Finish(true);
  }

  Result<Decision> operator()(const Chase& chase) {
    CallbackRecord& record = draft_.record();
    ++record.chaser_count;
    ++record.urgency;
    const std::int64_t sequence = draft_.Append(EventType::kChased, {.number = record.chaser_count}, chase.remark);
    if (record.assignee.kind == Party::Kind::kPerson) {
      const std::string what = absl::StrCat("event", sequence);
      draft_.Tell(record.assignee.id, EventType::kChased, what);
      draft_.Tell(draft_.availability().WhoActs(record.assignee.id, draft_.now()), EventType::kChased, what);
    }
    return draft_.Finish(true);
  }

  Result<Decision> operator()(const Complete& complete) {
    if (complete.disposition == Disposition::kResolved) CountAttempt(draft_, Outcome::kConnected, CallOfActorBegan());
    draft_.Close(State::kCompleted, complete.disposition, EventType::kCompleted, complete.remark);
    return draft_.Finish(true);
  }

  Result<Decision> operator()(const Cancel& cancel) {
    draft_.Close(State::kCancelled, cancel.disposition, EventType::kCancelled, cancel.remark);
    return draft_.Finish(true);
  }

  Result<Decision> operator()(const Reopen& reopen) {
    CallbackRecord& record = draft_.record();
    record.former_promises.push_back(record.promise);
    PromisePlan plan = PlanPromise(draft_.firm(), draft_.branch(), draft_.category(), draft_.now(), record.window);
    if (plan.due_at == kNever) {  // the branch has changed its hours since the caller named a time
      record.window.reset();
      plan = PlanPromise(draft_.firm(), draft_.branch(), draft_.category(), draft_.now());
    }
    record.promise = NewPromise(record.promise.number + 1, draft_.now(), plan.due_at, draft_.firm(), draft_.branch(),
                                draft_.category());
    record.promise.agreed_otherwise = plan.beyond_level;
    record.disposition = Disposition::kNone;
    record.closed_at.reset();
    record.erase_at.reset();
    record.passed_over.clear();
    record.meant_for = {};
    record.closed_told_version = 0;
    // What lay in a pool is routed anew, and so is what somebody had who has left, or is not back in time.
    const MomentToMeet moment = MomentToMeetOf(record);
    if (record.assignee.kind == Party::Kind::kPerson &&
        draft_.availability().CanMeet(record.assignee.id, moment, draft_.now())) {
      draft_.AssignTo(record.assignee, EventType::kReopened, {}, reopen.reason);
    } else {
      record.state = State::kNoted;
      record.assignee = {};
      record.assign_by = draft_.now() + Millis(limits::kAssignWithin);
      draft_.Append(EventType::kReopened, {.cause = EventCause::kNobodyYet}, reopen.reason);
    }
    return draft_.Finish(true);
  }

  Result<Decision> operator()(const Undo&) {
    CallbackRecord& record = draft_.record();
    const AuditEvent undone = record.history.back();
    const int events = record.undo->events;
    CallbackRecord restored = *record.undo->before;
    restored.version = record.version;
    if (record.open()) {  // what was told meanwhile is not told again
      restored.to_tell = std::move(record.to_tell);
      restored.tell_at = record.tell_at;
    }
    restored.history = std::move(record.history);
    restored.applied = std::move(record.applied);
    record = std::move(restored);
    draft_.Append(EventType::kUndone, {.number = events > 1 ? events : 0, .undone_sequence = undone.sequence});
    // What was undone is as it was before, and the firm is not.
    if (record.open()) TellClosedWhenDue(draft_);
    draft_.JudgeHolder();
    return draft_.Finish(false);
  }

  Result<Decision> operator()(const EraseCaller&) {
    if (draft_.record().erased) return OrUnchanged(std::nullopt);
    draft_.Erase();
    return draft_.Finish(false);
  }

  Result<Decision> operator()(const LookAt& look) { return LookAtPassedTimers(std::move(draft_), look); }

 private:
  CallbackRecord& Begin(const std::string& category) {
    CallbackRecord& record = draft_.record();
    record.category = category;
    record.noted_at = draft_.now();
    record.noted_day = LocalDay(draft_.branch().time_zone, draft_.now());
    return record;
  }

  // Under the version of the firm file that the draft's promise is made under.
  Promise NewPromise(int number, Instant asked_at, Instant due_at, const Firm& firm, const Branch& branch,
                     const Category& category) {
    Promise promise;
    promise.number = number;
    promise.made_at = draft_.now();
    promise.original_due_at = promise.due_at = due_at;
    promise.firm_version = firm.version;
    promise.attempts_before_giving_up = firm.attempts_before_giving_up;
    promise.at_risk_at = AtRiskPoint(firm, branch, category, asked_at, due_at, draft_.record().window);
    promise.earliest_at = EarliestMoment(firm, branch, asked_at, due_at, draft_.record().window);
    promise.steps = PlanSteps(firm, branch, category, promise);
    return promise;
  }

  // Now, unless the actor is on the phone, or was when the lease ran out: another's call is not theirs.
  Instant CallOfActorBegan() const {
    const std::string& actor = context_.actor.person;
    if (before_.calling_person == actor) return before_.call_begun_at.value_or(draft_.now());
    const bool outlasted_its_lease = before_.lapsed_caller == actor && before_.lapsed_call_at &&
                                     draft_.now() <= *before_.lapsed_call_at + Millis(limits::kLongestCall);
    return outlasted_its_lease ? *before_.lapsed_call_at : draft_.now();
  }

  Result<Decision> OrUnchanged(std::optional<Decision> decision) {
    if (decision) return *std::move(decision);
    return Decision{before_, {}, {}, false};
  }

  CallbackDraft draft_;
  const CallbackRecord& before_;
  const DecisionContext& context_;
};

std::optional<Refusal> AwayWhenForwarded(const CallbackRecord& record, const Forward& forward, Instant now,
                                         const DecisionContext& context) {
  const Branch* branch = context.firm.FindBranch(record.branch);
  if (forward.assignee.kind != Party::Kind::kPerson || !record.open()) return std::nullopt;
  const Availability who(context.firm, *branch, context.absences);
  if (who.CanMeet(forward.assignee.id, MomentToMeetOf(record), now)) return std::nullopt;
  return Refusal{Reason::kAssigneeAway,
                 "Whom it is forwarded to is not there in time: choose somebody else, or send although_away, and who "
                 "stands in hears of it.",
                 {},
                 {{"person", forward.assignee.id}}};
}

std::optional<Refusal> HindranceOf(const CallbackRecord& record, const Command& command, Instant now,
                                   const DecisionContext& context) {
  if (const auto* undo = std::get_if<Undo>(&command); undo && undo->sequence != record.last_sequence()) {
    return Refuse(Reason::kNotLatest,
                  "Only the latest event can be undone, and only one that a person made: read the callback again.");
  }
  const std::optional<Action> action = ActionOf(command);
  auto refusal =
      action ? HindranceOf(record, *action, context.actor.person, now) : HindranceOf(record, TraitsOf(command));
  const auto* forward = std::get_if<Forward>(&command);
  if (refusal || !forward || forward->although_away) return refusal;
  return AwayWhenForwarded(record, *forward, now, context);
}

}  // namespace

Result<Decision> Decide(const CallbackRecord& record, const Command& command, const DecisionContext& context) {
  const CommandTraits traits = TraitsOf(command);
  if (!traits.is_first && record.version == 0) return NotFound("name", FaultCode::kNoSuchCallback);
  const Branch* branch = context.firm.FindBranch(record.branch);
  if (!branch) return NotFound("branch", FaultCode::kUnknownBranch);
  if (!Includes(traits.audience, RoleIn(context.firm, context.actor))) {
    return Refuse(Reason::kNotAllowed, "This is not for your role: ask a colleague or the manager of the branch.");
  }
  Result<bool> repeated = WasApplied(record.applied, context.request);
  if (!repeated) return repeated.refusal();
  if (*repeated) return Decision{record, {}, {}, false};
  if (traits.is_first && record.version > 0) {
    return Refuse(Reason::kIdReused, "There is a callback of this id already: take a new one.");
  }
  CallbackDraft draft(record, context, *branch);
  if (!traits.is_first) {
    if (auto refusal = HindranceOf(record, command, draft.now(), context)) return *std::move(refusal);
  }
  return std::visit(Decider(std::move(draft), record, context), command);
}

}  // namespace krul::domain
