#include "services/domain/promise/promise.h"

#include <algorithm>

namespace krul::domain {

namespace {

bool WasDoneInTime(const Promise& promise) {
  const Instant due = promise.original_due_at;
  return (promise.reached_at && *promise.reached_at <= due) || (promise.attempted_at && *promise.attempted_at <= due);
}

// Of a moment to be met by `due_at`, for which calls count since `from`: one that began in time lasts until its lease.
Instant MissedFrom(const CallbackRecord& record, Instant due_at, Instant from) {
  const bool calls = record.state == State::kCalling && record.lease_until && record.call_begun_at;
  const bool in_time = calls && *record.call_begun_at <= due_at && *record.call_begun_at >= from;
  return FirstInstantAfter(in_time ? std::max(due_at, *record.lease_until) : due_at);
}

}  // namespace

bool DueMomentIsSettled(const Promise& promise) { return promise.met_at.has_value(); }

Instant AttemptsCountFrom(const CallbackRecord& record) {
  const Promise& promise = record.promise;
  if (!promise.agreed_at) return promise.earliest_at;
  return record.window ? std::max(*promise.agreed_at, record.window->not_before) : *promise.agreed_at;
}

Instant MissedFrom(const CallbackRecord& record) {
  return MissedFrom(record, record.promise.due_at, AttemptsCountFrom(record));
}

Instant RetryMissedFrom(const CallbackRecord& record) {
  return record.retry_at ? MissedFrom(record, *record.retry_at, Instant{}) : kNever;
}

std::optional<Instant> AtRiskPending(const CallbackRecord& record) {
  if (record.promise.at_risk_noticed) return std::nullopt;
  if (!DueMomentIsSettled(record.promise)) return record.promise.at_risk_at;
  return record.retry_at ? record.retry_soon_at : std::nullopt;
}

PromiseStatus Judge(const Promise& promise, Disposition disposition, Instant now) {
  const Instant due = promise.original_due_at;
  if (disposition == Disposition::kHandledAtDesk) return PromiseStatus::kNotJudged;
  const bool cancelled = disposition == Disposition::kWithdrawn || disposition == Disposition::kDuplicate;
  if (cancelled && now <= due) return PromiseStatus::kNotJudged;
  if (WasDoneInTime(promise)) return PromiseStatus::kKept;
  if (now > due) return PromiseStatus::kMissed;
  switch (disposition) {
    case Disposition::kCallerReachedUs:
    case Disposition::kResolved:
      return PromiseStatus::kKept;
    default:
      return PromiseStatus::kNotJudged;
  }
}

PromiseStatus StatusOf(const CallbackRecord& record, Instant now) {
  const Promise& promise = record.promise;
  if (promise.verdict) return *promise.verdict;
  if (DueMomentIsSettled(promise) || WasDoneInTime(promise)) return PromiseStatus::kOnTrack;
  if (now >= MissedFrom(record)) return PromiseStatus::kBroken;
  return now >= promise.at_risk_at ? PromiseStatus::kAtRisk : PromiseStatus::kOnTrack;
}

std::optional<Instant> NextLook(const CallbackRecord& record) {
  if (!record.open()) return record.erase_at;
  Instant next = kNever;
  const auto consider = [&next](Instant at) { next = std::min(next, at); };
  const auto consider_passing = [&](const std::optional<Instant>& limit) {
    if (limit) consider(FirstInstantAfter(*limit));
  };
  consider_passing(record.assign_by);
  consider_passing(record.acknowledge_by);
  consider_passing(record.lease_until);
  consider_passing(record.reminder_at);
  consider(record.holder_gone_at.value_or(kNever));
  consider(record.offer_at.value_or(kNever));
  consider(record.tell_at.value_or(kNever));
  consider(RetryMissedFrom(record));
  consider(AtRiskPending(record).value_or(kNever));
  const Promise& promise = record.promise;
  if (!DueMomentIsSettled(promise) && !promise.broken_noticed) consider(MissedFrom(record));
  for (const PlannedStep& planned : promise.steps) {
    if (StepIsPending(record, planned)) consider(StepComesAt(record, planned));
  }
  if (next == kNever) return std::nullopt;
  return next;
}

bool StepIsPending(const CallbackRecord& record, const PlannedStep& planned) {
  if (planned.taken || planned.at == kNever) return false;
  switch (planned.step.condition) {
    case StepCondition::kUnacknowledged:
      return record.state == State::kNoted || record.state == State::kAssigned;
    case StepCondition::kRetryDue:
      return !record.retry_at;  // a new retry was agreed since: it begins the condition again
    case StepCondition::kAtRisk:
      return !DueMomentIsSettled(record.promise) || record.retry_at || record.retry_missed_at;
    case StepCondition::kBroken:
      return !DueMomentIsSettled(record.promise);
  }
  return false;
}

Instant StepComesAt(const CallbackRecord& record, const PlannedStep& planned) {
  if (planned.step.condition != StepCondition::kBroken) return planned.at;
  return std::max(planned.at, MissedFrom(record));
}

}  // namespace krul::domain
