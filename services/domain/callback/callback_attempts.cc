#include "services/domain/callback/callback_attempts.h"

#include <algorithm>

#include "services/domain/promise/escalation.h"
#include "services/domain/promise/promise.h"
#include "services/domain/promise/service_level.h"

namespace krul::domain {

void CountAttempt(CallbackDraft& draft, Outcome outcome, Instant at) {
  Promise& promise = draft.promise();
  if (!IsReached(outcome)) {
    if (!promise.attempted_at && at >= promise.earliest_at) promise.attempted_at = at;
    if (!promise.met_at && at >= AttemptsCountFrom(draft.record()) && at <= promise.due_at) promise.met_at = at;
    return;
  }
  if (!promise.met_at && at >= promise.agreed_at.value_or(Instant{})) promise.met_at = at;
  if (promise.reached_at) return;
  promise.reached_at = at;
  promise.reached_after = draft.SinceAsked(at);
}

void PlanNextAttempt(CallbackDraft& draft, const RecordAttempt& attempt) {
  CallbackRecord& record = draft.record();
  record.reminder_at.reset();
  draft.DropRetry();
  record.retry_at = attempt.call_again_at;
  if (attempt.outcome == Outcome::kConnected) {
    draft.PlanReminder();
  } else if (!record.retry_at || !IsReached(attempt.outcome)) {
    // Not later than the firm tries again, unless the caller named the time.
    const Instant latest =
        RetryAt(draft.promised_firm(), draft.promised_branch(), draft.promised_category(), draft.now(), record.window);
    record.retry_at = std::min(record.retry_at.value_or(latest), latest);
  }
  if (!record.retry_at) return;
  // A time that the caller named outside his own hours is counted without them.
  const bool in_window = record.window && Allows(*record.window, draft.promised_branch().time_zone, *record.retry_at);
  record.retry_soon_at = RetrySoonAt(draft.promised_firm(), draft.promised_branch(), draft.promised_category(),
                                     draft.now(), *record.retry_at, in_window ? record.window : std::nullopt);
  Promise& promise = draft.promise();
  if (!DueMomentIsSettled(promise)) return;  // that one is watched until it is
  promise.at_risk_noticed = false;
  EndCondition(promise.steps, StepCondition::kAtRisk);
  BeginCondition(promise.steps, StepCondition::kAtRisk, *record.retry_soon_at, draft.promised_firm(),
                 draft.promised_branch());
}

void Agree(CallbackDraft& draft, const Renegotiate& agreed) {
  CallbackRecord& record = draft.record();
  Promise& promise = draft.promise();
  const Firm& firm = draft.promised_firm();
  const Branch& branch = draft.promised_branch();
  if (record.window && !Allows(*record.window, branch.time_zone, agreed.due_at)) record.window.reset();
  draft.DropRetry();
  record.reminder_at.reset();
  ++promise.moment;
  promise.agreed_at = draft.now();
  promise.met_at.reset();
  promise.due_at = agreed.due_at;
  promise.at_risk_at = AtRiskPoint(firm, branch, draft.promised_category(), draft.now(), agreed.due_at, record.window);
  promise.at_risk_noticed = promise.broken_noticed = false;
  EndCondition(promise.steps, StepCondition::kAtRisk);
  EndCondition(promise.steps, StepCondition::kBroken);
  BeginCondition(promise.steps, StepCondition::kAtRisk, promise.at_risk_at, firm, branch);
  BeginCondition(promise.steps, StepCondition::kBroken, FirstInstantAfter(agreed.due_at), firm, branch);
  draft.Append(EventType::kRenegotiated, {.moment = agreed.due_at}, agreed.reason);
}

}  // namespace krul::domain
