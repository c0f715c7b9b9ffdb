// The timers of the model: which are pending, and what comes of each that passes.
#include <algorithm>
#include <chrono>

#include "services/domain/promise/promise.h"
#include "tests/simulation/promise_model.h"

namespace krul::simulation {
using namespace domain;
using namespace std::chrono_literals;

namespace {

constexpr Millis kInstant(1);  // a limit may still be met at its very instant
constexpr Millis kDay(24h);

}  // namespace

Instant PromiseModel::CountsFrom() const {
  if (!now_.promise.agreed) return now_.promise.earliest;
  return std::max(*now_.promise.agreed, now_.window ? now_.window->not_before : Instant{});
}

Instant PromiseModel::Missed() const {
  const Instant missed = now_.promise.due + kInstant;
  const auto lease = now_.fires.find(Timer::kLease);
  const bool called_in_time = now_.state == State::kCalling && lease != now_.fires.end() &&
                              *now_.phoned_at <= now_.promise.due && *now_.phoned_at >= CountsFrom();
  return called_in_time ? std::max(missed, lease->second) : missed;
}

// Whoever is on the phone in time holds the alarm of a retry as well.
Instant PromiseModel::RetryMissed() const {
  const Instant missed = now_.fires.at(Timer::kRetry);
  const auto lease = now_.fires.find(Timer::kLease);
  const bool called_in_time = lease != now_.fires.end() && *now_.phoned_at < missed;
  return called_in_time ? std::max(missed, lease->second) : missed;
}

std::optional<Instant> PromiseModel::AtRiskAt() const {
  if (now_.promise.at_risk_told) return std::nullopt;
  if (!Settled()) return now_.promise.at_risk;
  return now_.fires.contains(Timer::kRetry) ? std::optional(now_.retry_at_risk) : std::nullopt;
}

Instant PromiseModel::StepAt(const Step& step) const {
  return step.spec.condition == StepCondition::kBroken ? std::max(step.at, Missed()) : step.at;
}

Instant PromiseModel::MomentAt() const {
  if (!Settled()) return now_.promise.due;
  if (now_.missed_retry) return *now_.missed_retry;
  for (const Timer timer : {Timer::kRetry, Timer::kReminder}) {
    if (const auto at = Planned(timer)) return *at - kInstant;
  }
  return now_.promise.due;
}

Instant PromiseModel::rank() const { return MomentAt() - (now_.rang ? Millis(1h) : Millis(0)); }

std::vector<PromiseModel::Due> PromiseModel::Pending() const {
  std::vector<Due> pending;
  if (!now_.open) {
    if (const auto erase = now_.fires.find(Timer::kErase); erase != now_.fires.end()) {
      pending.push_back({erase->second, Timer::kErase});
    }
    return pending;
  }
  for (const auto& [timer, at] : now_.fires) {
    if (timer != Timer::kErase) pending.push_back({timer == Timer::kRetry ? RetryMissed() : at, timer});
  }
  const PromiseMade& promise = now_.promise;
  if (const auto at_risk = AtRiskAt()) pending.push_back({*at_risk, Timer::kAtRisk});
  if (!Settled() && !promise.broken_told) pending.push_back({Missed(), Timer::kBroken});
  for (std::size_t i = 0; i < promise.steps.size(); ++i) {
    if (IsPending(promise.steps[i])) pending.push_back({StepAt(promise.steps[i]), Timer::kStep, i});
  }
  return pending;
}

bool PromiseModel::IsPending(const Step& step) const {
  if (step.taken || step.at == kNever) return false;
  const bool retries = now_.fires.contains(Timer::kRetry);
  switch (step.spec.condition) {
    case StepCondition::kUnacknowledged:
      return now_.state == State::kNoted || now_.state == State::kAssigned;
    case StepCondition::kAtRisk:
      return !Settled() || retries || now_.missed_retry;
    case StepCondition::kBroken:
      return !Settled();
    case StepCondition::kRetryDue:
      return !retries;
  }
  return false;
}

std::optional<Instant> PromiseModel::NextLook() const {
  std::optional<Instant> next;
  for (const Due& due : Pending()) next = std::min(next.value_or(kNever), due.at);
  return next;
}

void PromiseModel::Begin(StepCondition condition, Instant began, const BusinessCalendar& calendar) {
  for (Step& step : now_.promise.steps) {
    if (step.spec.condition != condition || step.taken) continue;
    if (condition == StepCondition::kUnacknowledged && step.at != kNever) continue;  // the first one counts
    step.at = step.spec.wall_time           ? began + step.spec.delay
              : step.spec.delay > Millis(0) ? calendar.Add(began, step.spec.delay)
                                            : began;
  }
}

void PromiseModel::PromiseIt(const Firm& file, Instant due, Instant asked_at) {
  const Branch& branch = *file.FindBranch(branch_);
  const Category& agreed = *file.FindCategory(category_);
  const int number = now_.promise.number;
  now_.promise = {};
  now_.promise.number = number;
  now_.promise.version = file.version;
  now_.promise.asked_at = asked_at;
  now_.promise.due = now_.promise.original_due = due;
  now_.promise.at_risk = PromisedMoments(file, branch, now_.window).AtRisk(agreed, asked_at, due);
  now_.promise.earliest = PromisedMoments(file, branch, now_.window).Earliest(asked_at, due);
  for (const EscalationStep& step : agreed.escalation) now_.promise.steps.push_back({step});
  const BusinessCalendar calendar(file.CalendarOf(branch), branch.time_zone);
  Begin(StepCondition::kAtRisk, now_.promise.at_risk, calendar);
  Begin(StepCondition::kBroken, due + kInstant, calendar);
}

void PromiseModel::Unplan(StepCondition condition) {
  for (Step& step : now_.promise.steps) {
    if (step.spec.condition == condition) step = {step.spec};
  }
}

void PromiseModel::RetryIt(Instant again, Instant now) {
  now_.fires[Timer::kRetry] = again + kInstant;
  Category quarter = promised_category();
  quarter.at_risk_before = Millis(0);
  const bool in_window = now_.window && PromisedClock().LiesInWindow(again);
  const PromisedMoments clock(under(), promised_home(), in_window ? now_.window : std::nullopt);
  now_.retry_at_risk = clock.AtRisk(quarter, now, again);
  if (!Settled()) return;
  now_.promise.at_risk_told = false;
  Unplan(StepCondition::kAtRisk);
  Begin(StepCondition::kAtRisk, now_.retry_at_risk, PromisedCalendar());
}

Instant PromiseModel::Reminder(Instant now) const {
  const BusinessCalendar calendar = Calendar();
  const Instant today = calendar.ClosingOfDay(now).value_or(now);
  const Instant closing = today > now ? today : calendar.ClosingOfWorkingDay(now, 1);
  return (closing == kNever ? now + kDay : closing) + kInstant;
}

void PromiseModel::NeverWithoutLook(Instant now) {
  if (!now_.open) return;
  const auto next = NextLook();
  // What is late is looked at by the end of the next working day, until the history fills.
  const bool is_late = events_ < 100 && rank() + (now_.rang ? Millis(1h) : Millis(0)) < now;
  if (!next || (is_late && *next > Calendar().ClosingOfWorkingDay(now, 1) + kInstant)) {
    now_.fires[Timer::kReminder] = Reminder(now);
  }
}

void PromiseModel::Look(const LookAt& look, Instant now) {
  told_in_look_.clear();
  while (true) {
    std::vector<Due> due = Pending();
    std::erase_if(due, [now](const Due& one) { return one.at > now; });
    if (due.empty()) return;
    looked_ = true;
    Fire(*std::min_element(due.begin(), due.end(), [](const Due& a, const Due& b) { return a.Order() < b.Order(); }),
         look, now);
  }
}

void PromiseModel::Fire(const Due& due, const LookAt& look, Instant now) {
  const bool often = events_ + 1 < 100;
  const auto at_closing = [&] {
    const Instant closing = Calendar().ClosingOfWorkingDay(now, often ? 1 : 5);
    return (closing == kNever ? now + kDay * (often ? 1 : 5) : closing) + kInstant;
  };
  switch (due.timer) {
    case Timer::kLease: {
      const auto phoned = std::pair(now_.on_the_phone, now_.phoned_at);
      HangUp();
      std::tie(now_.phoned_last, now_.phoned_last_at) = phoned;
      return Happened(EventType::kLeaseLapsed);
    }
    case Timer::kAssign:
      now_.fires[Timer::kAssign] = often ? Calendar().Add(now, 1h) + kInstant : at_closing();
      Happened(EventType::kUnassignedAlarm);
      return ManagerIsTold(EventType::kUnassignedAlarm, now);
    case Timer::kAcknowledge:
      return Expire(look, now);
    case Timer::kHolder:
      now_.fires.erase(Timer::kHolder);
      judges_ = true;
      return;
    case Timer::kOffer:
      return Offer(look, now);
    case Timer::kAtRisk:
      now_.promise.at_risk_told = true;
      return Happened(EventType::kAtRisk);
    case Timer::kBroken:
      now_.promise.at_risk_told = now_.promise.broken_told = judges_ = true;
      return Happened(EventType::kBroken);
    case Timer::kRetry:
      now_.missed_retry = now_.fires.at(Timer::kRetry) - Millis(1);
      now_.fires.erase(Timer::kRetry);
      Begin(StepCondition::kRetryDue, now, PromisedCalendar());
      now_.fires[Timer::kReminder] = Reminder(now);
      judges_ = true;
      return Happened(EventType::kRetryDue);
    case Timer::kStep:
      return TakeStep(due.step, now);
    case Timer::kReminder:
      now_.fires[Timer::kReminder] = at_closing();
      judges_ = true;
      Happened(EventType::kReminded);
      return ManagerIsTold(EventType::kReminded, now);
    case Timer::kTell:
      return TellWhatWaited(now);
    case Timer::kErase:
      now_.fires.erase(Timer::kErase);
      now_.erased = true;
      return Happened(EventType::kErased);
  }
}

}  // namespace krul::simulation
