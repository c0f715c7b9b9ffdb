#include "services/domain/promise/promise.h"

#include <algorithm>

namespace krul::domain {

bool DueMomentIsSettled(const Promise& promise) {
  return promise.reached_at.has_value() || (promise.attempted_at && *promise.attempted_at <= promise.due_at);
}

PromiseStatus Judge(const Promise& promise, Disposition disposition, Instant now) {
  const Instant due = promise.original_due_at;
  if (disposition == Disposition::kHandledAtDesk) return PromiseStatus::kNotJudged;
  if (promise.reached_at && *promise.reached_at <= due) return PromiseStatus::kKept;
  if (promise.attempted_at && *promise.attempted_at <= due) return PromiseStatus::kKept;
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
  if (DueMomentIsSettled(promise)) return PromiseStatus::kOnTrack;
  if (now > promise.due_at) return PromiseStatus::kBroken;
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
  consider_passing(record.retry_at);
  consider_passing(record.lease_until);
  consider_passing(record.reminder_at);
  const Promise& promise = record.promise;
  if (!DueMomentIsSettled(promise)) {
    if (!promise.at_risk_noticed) consider(promise.at_risk_at);
    if (!promise.broken_noticed) consider(FirstInstantAfter(promise.due_at));
  }
  for (const PlannedStep& planned : promise.steps) {
    if (StepIsPending(record, planned)) consider(planned.at);
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
    case StepCondition::kBroken:
      return !DueMomentIsSettled(record.promise);
  }
  return false;
}

}  // namespace krul::domain
