// What the model makes of each command but looking.
#include <chrono>

#include "absl/strings/str_cat.h"
#include "tests/simulation/promise_model.h"

namespace krul::simulation {
using namespace domain;
using namespace std::chrono_literals;

namespace {

constexpr Millis kInstant(1);  // a limit may still be met at its very instant
constexpr Millis kDay(24h);

template <class... Handlers>
struct Either : Handlers... {
  using Handlers::operator()...;
};
template <class... Handlers>
Either(Handlers...) -> Either<Handlers...>;

}  // namespace

void PromiseModel::HangUp() {
  if (now_.state == State::kCalling) now_.state = State::kAcknowledged;
  now_.fires.erase(Timer::kLease);
  now_.on_the_phone.clear();
  now_.phoned_at.reset();
}

void PromiseModel::ForgetPhoned() {
  now_.phoned_last.clear();
  now_.phoned_last_at.reset();
}

void PromiseModel::Take(const std::string& actor, Instant now) {
  const Party taker{Party::Kind::kPerson, actor};
  if (now_.assignee != taker) now_.away_told.clear();
  now_.assignee = taker;
  now_.waits = false;
  now_.pooled.reset();
  now_.mine_since.reset();
  now_.passed_over.clear();
  now_.fires.erase(Timer::kOffer);
  if (!now_.promise.mine_after) now_.promise.mine_after = Moments().OpenTime(now_.promise.asked_at, now);
  now_.fires.erase(Timer::kAssign);
  now_.fires.erase(Timer::kAcknowledge);
  Unplan(StepCondition::kUnacknowledged);
  if (now_.state == State::kNoted || now_.state == State::kAssigned) now_.state = State::kAcknowledged;
}

void PromiseModel::Reach(Instant at) {
  const bool before_agreement = now_.promise.agreed && at < *now_.promise.agreed;
  if (!now_.promise.met && !before_agreement) now_.promise.met = at;
  if (now_.promise.reached) return;
  now_.promise.reached = at;
  now_.promise.reached_after = Moments().OpenTime(now_.promise.asked_at, at);
}

PromiseStatus PromiseModel::VerdictAt(Instant now, Disposition disposition) const {
  const Instant due = now_.promise.original_due;
  const auto in_time = [&](std::optional<Instant> at) { return at && *at <= due; };
  if (now_.handled_at_desk) return PromiseStatus::kNotJudged;
  const bool withdrawn = disposition == Disposition::kWithdrawn || disposition == Disposition::kDuplicate;
  if (withdrawn && now <= due) return PromiseStatus::kNotJudged;
  if (in_time(now_.promise.reached) || in_time(now_.promise.attempted)) return PromiseStatus::kKept;
  if (now > due) return PromiseStatus::kMissed;
  return disposition == Disposition::kCallerReachedUs ? PromiseStatus::kKept : PromiseStatus::kNotJudged;
}

void PromiseModel::Close(State state, Disposition disposition, Instant now) {
  HangUp();
  ForgetPhoned();
  now_.open = now_.waits = false;
  now_.state = state;
  now_.pooled.reset();
  now_.mine_since.reset();
  now_.to_tell.clear();
  now_.fires.clear();
  now_.fires[Timer::kErase] = now + kDay * firm().erase_after_days;
  now_.promise.verdict = VerdictAt(now, disposition);
  now_.promise.closed = now;
  now_.promise.closed_as = disposition;
  now_.promise.answered_by = now_.assignee.kind == Party::Kind::kPerson ? now_.assignee.id : "";
}

void PromiseModel::NoteIt(const Note& note, Instant now) {
  category_ = note.category;
  requested_ = note.requested;
  spoken_ = note.origin == Origin::kDesk;
  now_.window = note.window;
  noted_day_ = Moments().LocalDay(now);
  now_.fires[Timer::kAssign] = now + 60s + kInstant;
  const Firm& quoted = *firms_.all.at(note.firm_version);
  // Targets are given, and so is a time that the caller consented to without wishing for a window.
  if (spoken_ && (note.window || !note.agreed_otherwise)) {
    const auto promised = PromisedMoments(quoted, *quoted.FindBranch(branch_), note.window)
                              .Due(*quoted.FindCategory(category_), note.called_at);
    if (promised.due != note.due_at) {
      differs_ = absl::StrCat("promised ", ToMillis(note.due_at), " instead of ", ToMillis(promised.due));
    }
    if (promised.beyond_level != note.agreed_otherwise) differs_ += " beyond the service level or not";
  }
  PromiseIt(quoted, note.due_at, note.called_at);
  now_.promise.agreed_otherwise = note.agreed_otherwise;
  now_.promise.agreed_person = note.agreed_person;
  Happened(EventType::kNoted);
}

void PromiseModel::AttemptIt(const RecordAttempt& attempt, const std::string& actor, Instant now) {
  const Instant at = PhonedAt(actor, now);
  Take(actor, now);
  HangUp();
  ForgetPhoned();
  const bool spoken = attempt.outcome == Outcome::kConnected || attempt.outcome == Outcome::kRescheduled;
  if (spoken) Reach(at);
  if (!spoken && !now_.promise.attempted && at >= now_.promise.earliest) now_.promise.attempted = at;
  if (!spoken && !Settled() && at >= CountsFrom() && at <= now_.promise.due) now_.promise.met = at;
  ++now_.attempts;
  now_.failed_attempts += !spoken;
  now_.fires.erase(Timer::kReminder);
  now_.fires.erase(Timer::kRetry);
  now_.missed_retry.reset();
  now_.rang = false;
  const Instant at_latest = spoken && attempt.call_again_at ? kNever : PromisedClock().Retry(promised_category(), now);
  const Instant again = std::min(attempt.call_again_at.value_or(kNever), at_latest);
  if (attempt.call_again_at || attempt.outcome != Outcome::kConnected) RetryIt(again, now);
  if (attempt.outcome == Outcome::kConnected) now_.fires[Timer::kReminder] = Reminder(now);
  Unplan(StepCondition::kRetryDue);
  Happened(EventType::kAttempted);
}

void PromiseModel::RenegotiateIt(const Renegotiate& agreed, Instant now) {
  now_.promise.due = agreed.due_at;
  now_.promise.agreed = now;
  now_.promise.met.reset();
  ++now_.promise.agreements;
  if (now_.window && !PromisedClock().LiesInWindow(agreed.due_at)) now_.window.reset();
  now_.fires.erase(Timer::kRetry);
  now_.fires.erase(Timer::kReminder);
  now_.missed_retry.reset();
  for (const auto condition : {StepCondition::kAtRisk, StepCondition::kBroken, StepCondition::kRetryDue}) {
    Unplan(condition);
  }
  now_.promise.at_risk = PromisedClock().AtRisk(promised_category(), now, agreed.due_at);
  now_.promise.at_risk_told = now_.promise.broken_told = false;
  Begin(StepCondition::kAtRisk, now_.promise.at_risk, PromisedCalendar());
  Begin(StepCondition::kBroken, agreed.due_at + kInstant, PromisedCalendar());
  Happened(EventType::kRenegotiated);
}

void PromiseModel::ReopenIt(Instant now) {
  now_.former.push_back(now_.promise);
  now_.open = true;
  now_.fires.clear();
  now_.passed_over.clear();
  now_.meant_for = {};
  now_.closed_told = 0;
  PromisedMoments::Promised promised = Moments().Due(category(), now);
  if (promised.due == kNever) {
    now_.window.reset();
    promised = Moments().Due(category(), now);
  }
  ++now_.promise.number;
  PromiseIt(firm(), promised.due, now);
  now_.failed_attempts = 0;
  now_.missed_retry.reset();
  now_.rang = false;
  now_.promise.agreed_otherwise = promised.beyond_level;
  if (!holder().empty() && People().CanMeet(holder(), HoldingNow().moment, now)) {
    return GiveTo(now_.assignee, EventType::kReopened, now);
  }
  LeaveToAssign(now);
  Happened(EventType::kReopened);
}

void PromiseModel::ChaseIt(Instant now) {
  ++now_.chasers;
  now_.rang = true;
  Happened(EventType::kChased);
  if (holder().empty()) return;
  Tell(holder(), absl::StrCat("event", events_));
  Tell(People().WhoActs(holder(), now), absl::StrCat("event", events_));
}

void PromiseModel::BeginCallIt(const std::string& actor, Instant now) {
  if (!OnThePhone(now)) now_.phoned_at = now;  // else it is the same call
  Take(actor, now);
  ForgetPhoned();
  now_.state = State::kCalling;
  now_.on_the_phone = actor;
  now_.fires[Timer::kLease] = now + 15min + kInstant;
  Happened(EventType::kCallBegun);
}

void PromiseModel::Do(const Command& command, const std::string& actor, Instant now) {
  std::visit(Either{
                 [&](const Note& note) { NoteIt(note, now); },
                 [&](const HandleAtDesk& handled) {
                   category_ = handled.category;
                   noted_day_ = Moments().LocalDay(now);
                   now_.handled_at_desk = true;
                   now_.promise.version = firm().version;
                   now_.promise.due = now_.promise.original_due = now_.promise.at_risk = now;
                   Close(State::kCompleted, Disposition::kHandledAtDesk, now);
                   Happened(EventType::kHandledAtDesk);
                 },
                 [&](const Assign& assign) { AssignIt(assign, now); },
                 [&](const JudgeHolder&) { judges_ = now_.open; },
                 [&](const FollowFirm&) {
                   judges_ = now_.open;
                   if (now_.open) TellIfClosed(now);
                 },
                 [&](const Acknowledge&) {
                   HangUp();
                   Take(actor, now);
                   Happened(EventType::kAcknowledged);
                 },
                 [&](const BeginCall&) { BeginCallIt(actor, now); },
                 [&](const RecordAttempt& attempt) { AttemptIt(attempt, actor, now); },
                 [&](const Forward& forward) { ForwardIt(forward, now); },
                 [&](const Renegotiate& agreed) { RenegotiateIt(agreed, now); },
                 [&](const Chase&) { ChaseIt(now); },
                 [&](const Complete& complete) {
                   if (complete.disposition == Disposition::kResolved) Reach(PhonedAt(actor, now));
                   Close(State::kCompleted, complete.disposition, now);
                   Happened(EventType::kCompleted);
                 },
                 [&](const Cancel& cancel) {
                   Close(State::kCancelled, cancel.disposition, now);
                   Happened(EventType::kCancelled);
                 },
                 [&](const Reopen&) { ReopenIt(now); },
                 [&](const Undo&) { UndoIt(now); },
                 [&](const EraseCaller&) {
                   if (now_.erased) return;
                   now_.fires.erase(Timer::kErase);
                   now_.erased = true;
                   Happened(EventType::kErased);
                 },
                 [&](const LookAt& look) { Look(look, now); },
             },
             command);
}

}  // namespace krul::simulation
