#include "services/domain/callback/callback_look.h"

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/domain/callback/callback_assignees.h"
#include "services/domain/promise/escalation.h"
#include "services/domain/promise/promise.h"

namespace krul::domain {
namespace {
using namespace std::chrono_literals;

// In the order in which timers of one instant are handled.
enum class TimerKind { kLease, kAssign, kAcknowledge, kAtRisk, kBroken, kRetry, kStep, kReminder };

struct PassedTimer {
  Instant at{};
  TimerKind kind = TimerKind::kReminder;
  std::size_t step = 0;  // with kStep
};

std::vector<PassedTimer> PassedTimers(const CallbackRecord& record, Instant now) {
  std::vector<PassedTimer> passed;
  const auto consider = [&](Instant at, TimerKind kind, std::size_t step = 0) {
    if (at <= now) passed.push_back({at, kind, step});
  };
  const auto consider_limit = [&](const std::optional<Instant>& limit, TimerKind kind) {
    if (limit) consider(FirstInstantAfter(*limit), kind);
  };
  consider_limit(record.lease_until, TimerKind::kLease);
  consider_limit(record.assign_by, TimerKind::kAssign);
  consider_limit(record.acknowledge_by, TimerKind::kAcknowledge);
  const Promise& promise = record.promise;
  if (const auto at_risk_at = AtRiskPending(record)) consider(*at_risk_at, TimerKind::kAtRisk);
  if (!DueMomentIsSettled(promise) && !promise.broken_noticed) consider(MissedFrom(record), TimerKind::kBroken);
  if (record.retry_at) consider(RetryMissedFrom(record), TimerKind::kRetry);
  for (std::size_t i = 0; i < promise.steps.size(); ++i) {
    if (StepIsPending(record, promise.steps[i])) {
      consider(StepComesAt(record, promise.steps[i]), TimerKind::kStep, i);
    }
  }
  consider_limit(record.reminder_at, TimerKind::kReminder);
  std::stable_sort(passed.begin(), passed.end(), [](const PassedTimer& a, const PassedTimer& b) {
    return std::pair(a.at, a.kind) < std::pair(b.at, b.kind);
  });
  return passed;
}

class Looker {
 public:
  Looker(CallbackDraft& draft, const LookAt& look) : draft_(draft), look_(look) {}

  // A timer may begin a condition whose first step has passed as well; none is handled twice, so this ends.
  void HandleAll() {
    for (std::vector<PassedTimer> passed; !(passed = PassedTimers(draft_.record(), draft_.now())).empty();) {
      Handle(passed.front());
    }
  }

 private:
  void Handle(const PassedTimer& timer) {
    CallbackRecord& record = draft_.record();
    switch (timer.kind) {
      case TimerKind::kLease:
        draft_.Append(EventType::kLeaseLapsed, {.party = {Party::Kind::kPerson, record.calling_person}});
        draft_.LapseCall();
        TellIfHolderLeft(draft_);
        break;
      case TimerKind::kAssign:
        draft_.Append(EventType::kUnassignedAlarm, {.cause = EventCause::kNobodyYet});
        draft_.TellManager(EventType::kUnassignedAlarm);
        record.assign_by = IsShort() ? draft_.calendar().Add(draft_.now(), 1h) : NextReminder();
        break;
      case TimerKind::kAcknowledge:
        Expire();
        break;
      case TimerKind::kAtRisk:
        draft_.promise().at_risk_noticed = true;
        draft_.Append(EventType::kAtRisk);
        break;
      case TimerKind::kBroken:
        draft_.promise().broken_noticed = true;
        draft_.promise().at_risk_noticed = true;
        draft_.Append(EventType::kBroken);
        break;
      case TimerKind::kRetry:
        record.retry_missed_at = std::exchange(record.retry_at, std::nullopt);
        record.retry_soon_at.reset();
        draft_.Append(EventType::kRetryDue);
        Begin(StepCondition::kRetryDue);
        draft_.PlanReminder();
        break;
      case TimerKind::kStep:
        Take(timer.step);
        break;
      case TimerKind::kReminder:
        draft_.Append(EventType::kReminded);
        if (record.assignee.kind == Party::Kind::kPerson) Remind(record.assignee.id);
        draft_.TellManager(EventType::kReminded);
        record.reminder_at = NextReminder();
        break;
    }
  }

  void Expire() {
    CallbackRecord& record = draft_.record();
    const std::string late = record.assignee.id;
    if (std::find(record.let_expire.begin(), record.let_expire.end(), late) == record.let_expire.end()) {
      record.let_expire.push_back(late);
    }
    record.acknowledge_by.reset();
    ++record.urgency;
    draft_.Append(EventType::kAcknowledgementExpired, {.party = record.assignee});
    Begin(StepCondition::kUnacknowledged);
    if (look_.next_assignee) {
      draft_.AssignTo(*look_.next_assignee, EventType::kAssigned);
      record.waits_for_people = look_.next_is_alarm;
      if (look_.next_is_alarm) draft_.TellManager(EventType::kUnassignedAlarm);
      return;
    }
    record.state = State::kNoted;
    record.assignee = {};
    record.assign_by = draft_.now() + Millis(1min);
  }

  void Begin(StepCondition condition) {
    BeginCondition(draft_.promise().steps, condition, draft_.now(), draft_.promised_firm(), draft_.promised_branch());
  }

  void Take(std::size_t index) {
    CallbackRecord& record = draft_.record();
    PlannedStep& planned = draft_.promise().steps[index];
    // Quiet hours are those in force, whatever version the promise keeps.
    if (!planned.step.outside_hours && !draft_.calendar().IsOpen(draft_.now())) {
      planned.at = draft_.calendar().NextOpening(draft_.now());
      return;
    }
    // Nobody else may ring the caller while somebody speaks to him.
    if (planned.step.action == StepAction::kReassign && record.lease_until) {
      planned.at = FirstInstantAfter(*record.lease_until);
      return;
    }
    planned.taken = true;
    const EscalationStep step = draft_.promise().steps[index].step;
    const std::vector<std::string> people = RecipientsOf(step, record, draft_.firm(), draft_.branch());
    ++record.urgency;
    EventFacts facts{.people = people, .number = static_cast<int>(index) + 1};
    if (step.action == StepAction::kReassign && !people.empty() &&
        record.assignee != Party{Party::Kind::kPerson, people.front()}) {
      draft_.AssignTo({Party::Kind::kPerson, people.front()}, EventType::kEscalated, std::move(facts));
      return;
    }
    draft_.Append(EventType::kEscalated, std::move(facts));
    draft_.TellAll(people, EventType::kEscalated, absl::StrCat("step", index + 1, TimeOf(step)));
  }

  // A step is taken again for the next moment, after the next attempt, when "mine" is missing once more: a notice of
  // its own tells so.
  std::string TimeOf(const EscalationStep& step) {
    const CallbackRecord& record = draft_.record();
    switch (step.condition) {
      case StepCondition::kRetryDue:
        return absl::StrCat("attempt", record.attempts.size());
      case StepCondition::kUnacknowledged:
        return absl::StrCat("event", record.last_sequence());
      case StepCondition::kAtRisk:
        if (DueMomentIsSettled(record.promise)) return absl::StrCat("attempt", record.attempts.size());
        [[fallthrough]];
      case StepCondition::kBroken:
        return record.promise.moment > 1 ? absl::StrCat("moment", record.promise.moment) : "";
    }
    return "";
  }

  void Remind(const std::string& person) {
    draft_.Tell(person, EventType::kReminded, absl::StrCat("event", draft_.record().history.back().sequence));
  }
  // Whatever comes back by itself comes once a week when the history fills, so that it never runs over.
  bool IsShort() { return draft_.record().history.size() < 100; }
  Instant NextReminder() {
    const int days = IsShort() ? 1 : 5;
    const Instant closing = draft_.calendar().ClosingOfWorkingDay(draft_.now(), days);
    return closing == kNever ? draft_.now() + Millis(24h) * days : closing;
  }

  CallbackDraft& draft_;
  const LookAt& look_;
};

}  // namespace

bool NeedsNextAssignee(const CallbackRecord& record, Instant now) {
  return record.open() && record.acknowledge_by && *record.acknowledge_by < std::max(now, record.last_event_at());
}

Decision LookAtPassedTimers(CallbackDraft draft, const LookAt& look) {
  CallbackRecord& record = draft.record();
  if (!record.open()) {
    if (!record.erase_at || *record.erase_at > draft.now()) return {record, {}, {}, false};
    draft.Erase();
    return draft.Finish(false);
  }
  if (PassedTimers(record, draft.now()).empty()) return {record, {}, {}, false};
  Looker(draft, look).HandleAll();
  return draft.Finish(false);
}

}  // namespace krul::domain
