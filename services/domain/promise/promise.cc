#include "services/domain/promise/promise.h"

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

}  // namespace krul::domain
