#include "services/domain/callback/callback_look.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/domain/promise/due_moment.h"
#include "services/domain/promise/escalation.h"
#include "services/domain/promise/promise.h"

namespace krul::domain {
namespace {
using namespace std::chrono_literals;

// In the order in which timers of one instant are handled.
enum class TimerKind {
  kLease,
  kAssign,
  kAcknowledge,
  kHolder,
  kOffer,
  kAtRisk,
  kBroken,
  kRetry,
  kStep,
  kTell,
  kReminder
};

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
  if (record.holder_gone_at) consider(*record.holder_gone_at, TimerKind::kHolder);
  if (record.offer_at) consider(*record.offer_at, TimerKind::kOffer);
  if (record.tell_at) consider(*record.tell_at, TimerKind::kTell);
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
        break;
      case TimerKind::kAssign:
        draft_.Append(EventType::kUnassignedAlarm, {.cause = EventCause::kNobodyYet});
        draft_.TellManager(EventType::kUnassignedAlarm);
        record.assign_by = draft_.IsShort() ? draft_.calendar().Add(draft_.now(), 1h) : NextReminder();
        break;
      case TimerKind::kAcknowledge:
        Expire();
        break;
      case TimerKind::kHolder:
        record.holder_gone_at.reset();
        draft_.JudgeHolder();
        break;
      case TimerKind::kOffer:
        Offer();
        break;
      case TimerKind::kAtRisk:
        draft_.promise().at_risk_noticed = true;
        draft_.Append(EventType::kAtRisk);
        break;
      case TimerKind::kBroken:
        draft_.promise().broken_noticed = true;
        draft_.promise().at_risk_noticed = true;
        draft_.Append(EventType::kBroken);
        draft_.JudgeHolder();
        break;
      case TimerKind::kRetry:
        record.retry_missed_at = std::exchange(record.retry_at, std::nullopt);
        record.retry_soon_at.reset();
        draft_.Append(EventType::kRetryDue);
        Begin(StepCondition::kRetryDue);
        draft_.PlanReminder();
        draft_.JudgeHolder();
        break;
      case TimerKind::kStep:
        Take(timer.step);
        break;
      case TimerKind::kReminder:
        draft_.Append(EventType::kReminded);
        draft_.TellManager(EventType::kReminded);
        record.reminder_at = NextReminder();
        draft_.JudgeHolder();
        break;
      case TimerKind::kTell:
        draft_.TellWhatWaited();
        break;
    }
  }

  void Expire() {
    CallbackRecord& record = draft_.record();
    draft_.PassOverHolder();
    record.acknowledge_by.reset();
    record.mine_since.reset();
    ++record.urgency;
    draft_.Append(EventType::kAcknowledgementExpired, {.party = record.assignee});
    Begin(StepCondition::kUnacknowledged);
    // Nobody else is told in between.
    if (!AStepGivesItAway()) PassToNext();
  }

  void PassToNext() {
    CallbackRecord& record = draft_.record();
    if (look_.next_assignee) {
      told_.emplace(StepCondition::kUnacknowledged, look_.next_assignee->id);
      draft_.AssignTo(*look_.next_assignee, EventType::kAssigned);
      if (look_.next_is_alarm) draft_.LeaveToPool(look_.offer_at);
      return;
    }
    record.state = State::kNoted;
    record.assignee = {};
    record.waits_for_people = false;
    record.assign_by = draft_.now() + Millis(1min);
  }

  // Who lies in the pool is asked for anew; where nobody can be asked yet, nothing happens until somebody can.
  void Offer() {
    CallbackRecord& record = draft_.record();
    record.offer_at.reset();
    if (!look_.next_assignee || !look_.next_is_alarm) return PassToNext();
    if (look_.offer_at && *look_.offer_at > draft_.now()) record.offer_at = look_.offer_at;
  }

  bool AStepGivesItAway() {
    const std::vector<PlannedStep>& steps = draft_.promise().steps;
    return std::any_of(steps.begin(), steps.end(), [this](const PlannedStep& planned) {
      const bool comes_now = planned.step.condition == StepCondition::kUnacknowledged && !planned.taken &&
                             planned.at <= draft_.now() && MayTell(planned.step);
      return comes_now && planned.step.action == StepAction::kReassign && !TakerOf(planned.step).empty();
    });
  }

  // Quiet hours are those in force, whatever version the promise keeps.
  bool MayTell(const EscalationStep& step) { return step.outside_hours || draft_.calendar().IsOpen(draft_.now()); }

  // Who gets it by a step; what climbed does not fall back to whom it was taken from. Empty: nobody.
  std::string TakerOf(const EscalationStep& step) {
    const CallbackRecord& record = draft_.record();
    const Availability who = draft_.availability();
    for (std::string& person : RecipientsOf(step, record, who, draft_.now())) {
      const auto& passed = record.passed_over;
      const bool has_had_it = std::find(passed.begin(), passed.end(), person) != passed.end();
      if (has_had_it || record.assignee == Party{Party::Kind::kPerson, person}) continue;
      if (who.CanMeet(person, MomentToMeetOf(record), draft_.now())) return std::move(person);
    }
    return {};
  }

  void Begin(StepCondition condition) {
    BeginCondition(draft_.promise().steps, condition, draft_.now(), draft_.promised_firm(), draft_.promised_branch());
  }

  void Take(std::size_t index) {
    CallbackRecord& record = draft_.record();
    PlannedStep& planned = draft_.promise().steps[index];
    if (!MayTell(planned.step)) {
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
    std::vector<std::string> people = RecipientsOf(step, record, draft_.availability(), draft_.now());
    const std::string taker = step.action == StepAction::kReassign ? TakerOf(step) : std::string();
    ++record.urgency;
    EventFacts facts{.people = people, .number = static_cast<int>(index) + 1};
    if (!taker.empty()) {
      draft_.PassOverHolder();
      facts.people = {taker};
      told_.emplace(step.condition, taker);
      draft_.AssignTo({Party::Kind::kPerson, taker}, EventType::kEscalated, std::move(facts));
      return;
    }
    draft_.Append(EventType::kEscalated, std::move(facts));
    // Who is meant by two steps on one happening hears of it once.
    std::erase_if(people, [&](const std::string& person) { return !told_.emplace(step.condition, person).second; });
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

  Instant NextReminder() {
    const int days = draft_.IsShort() ? 1 : 5;
    const Instant closing = draft_.calendar().ClosingOfWorkingDay(draft_.now(), days);
    return closing == kNever ? draft_.now() + Millis(24h) * days : closing;
  }

  CallbackDraft& draft_;
  const LookAt& look_;
  std::set<std::pair<StepCondition, std::string>> told_;  // in this look
};

}  // namespace

bool NeedsNextAssignee(const CallbackRecord& record, Instant now) {
  now = std::max(now, record.last_event_at());
  const bool expires = record.acknowledge_by && *record.acknowledge_by < now;
  return record.open() && (expires || (record.offer_at && *record.offer_at <= now));
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
