#include "services/domain/promise/service_level.h"

#include <algorithm>

#include "services/domain/calendar/business_calendar.h"
#include "services/domain/limits.h"

namespace krul::domain {
namespace {

BusinessCalendar HomeCalendar(const Firm& firm, const Branch& branch) {
  return BusinessCalendar(firm.CalendarOf(branch), branch.time_zone);
}

// Up to the next 5 minutes, so that the time can be spoken, but never past the end of the interval in which it lies.
// All zones of today differ from UTC by multiples of 15 minutes, hence what is round in UTC is round on the wall.
Instant RoundPromise(const BusinessCalendar& calendar, Instant due) {
  if (due == kNever) return kNever;
  const Instant rounded = std::chrono::ceil<std::chrono::duration<std::int64_t, std::ratio<300>>>(due);
  static_assert(limits::kPromiseRounding == std::chrono::seconds(300));
  // Time that runs out exactly at a closing belongs to the interval that ends there.
  const Instant just_before = due - Millis(1);
  const Instant closing = calendar.NextClosing(calendar.IsOpen(just_before) ? just_before : due);
  return std::min(rounded, closing);
}

Instant DueAt(const BusinessCalendar& calendar, const ServiceLevel& level, Instant called_at) {
  switch (level.kind) {
    case ServiceLevel::Kind::kBusinessTime:
      return RoundPromise(calendar, calendar.Add(called_at, level.business_time));
    case ServiceLevel::Kind::kWorkingDays:
      return calendar.ClosingOfWorkingDay(called_at, std::max(level.working_days, 1));
    case ServiceLevel::Kind::kSameDay: {
      const std::optional<Instant> closing = calendar.ClosingOfDay(called_at);
      if (closing && called_at <= *closing - level.same_day_margin) return *closing;
      return calendar.ClosingOfWorkingDay(called_at, 1);
    }
  }
  return kNever;
}

// The end of the last span before `end` in which anything is open.
Instant LastMomentUntil(const BusinessCalendar& calendar, Instant end, Instant floor) {
  return calendar.Subtract(end, Millis(1), floor) + Millis(1);
}

Instant DueInWindow(const CallingHours& hours, const Category& category, const CallWindow& window, Instant called_at,
                    Instant level_due) {
  const BusinessCalendar& calendar = hours.calendar();
  const Instant begin = hours.Begin(called_at);
  const Millis enough =
      std::min(category.acknowledge_within, Millis(std::chrono::minutes(window.until_minute - window.from_minute)));
  // Where the branch is open for minutes of the window, a whole day of it must do: it would take weeks to add up.
  const Instant whole_day = calendar.ClosingOfWorkingDay(begin, 1);
  const bool level_leaves_enough = calendar.Between(begin, level_due) >= std::max(enough, Millis(1));
  if (level_due != kNever && (level_leaves_enough || whole_day <= level_due)) {
    return LastMomentUntil(calendar, level_due, begin);
  }
  // At any hour, but not before an instant: business time counts as though the call came then.
  const bool by_hours = category.call_back_within.kind == ServiceLevel::Kind::kBusinessTime;
  if (window.all_day() && by_hours) return DueAt(calendar, category.call_back_within, begin);
  const Instant possible = calendar.Add(begin, enough);
  if (possible == kNever) return kNever;
  // The end of the window on that day, be there a lunch break in it or not.
  const Instant closing = std::min(
      whole_day, calendar.ClosingOfDay(enough > Millis(0) ? possible - Millis(1) : possible).value_or(possible));
  if (!by_hours) return closing;
  const Instant level_in_window = calendar.Add(begin, category.call_back_within.business_time);
  return std::min(closing, RoundPromise(calendar, std::max(possible, level_in_window)));
}

}  // namespace

PromisePlan PlanPromise(const Firm& firm, const Branch& branch, const Category& category, Instant called_at,
                        const Window& window) {
  PromisePlan plan;
  plan.due_at = DueAt(HomeCalendar(firm, branch), category.call_back_within, called_at);
  if (window) {
    const Instant level_due = plan.due_at;
    const CallingHours hours(firm.CalendarOf(branch), branch.time_zone, window);
    plan.due_at = DueInWindow(hours, category, *window, called_at, level_due);
    plan.beyond_level = plan.due_at > level_due;
  }
  plan.at_risk_at = AtRiskPoint(firm, branch, category, called_at, plan.due_at, window);
  return plan;
}

Instant AtRiskPoint(const Firm& firm, const Branch& branch, const Category& category, Instant from, Instant due_at,
                    const Window& window) {
  const CallingHours hours(firm.CalendarOf(branch), branch.time_zone, window);
  const BusinessCalendar& calendar = hours.calendar();
  from = hours.Begin(from);
  if (due_at == kNever || due_at <= from) return due_at;
  if (category.at_risk_before > Millis(0)) return calendar.Subtract(due_at, category.at_risk_before, from);
  const Millis business_time = calendar.Between(from, due_at);
  // A moment may be agreed this evening, after hours: then a quarter of the evening is left.
  if (business_time == Millis(0)) return due_at - (due_at - from) / 4;
  return calendar.Subtract(due_at, business_time / 4, from);
}

Instant EarliestMoment(const Firm& firm, const Branch& branch, Instant from, Instant due_at, const Window& window) {
  if (!window) return Instant{};
  const CallingHours hours(firm.CalendarOf(branch), branch.time_zone, window);
  const Instant earliest = hours.calendar().NextOpening(hours.Begin(from));
  return earliest < due_at ? earliest : Instant{};
}

Instant RetrySoonAt(const Firm& firm, const Branch& branch, Category category, Instant from, Instant retry_at,
                    const Window& window) {
  category.at_risk_before = Millis(0);
  return AtRiskPoint(firm, branch, category, from, retry_at, window);
}

Instant RetryAt(const Firm& firm, const Branch& branch, const Category& category, Instant from, const Window& window) {
  const Millis wait = category.retry_after > Millis(0) ? category.retry_after : Millis(limits::kRetryAfter);
  const CallingHours hours(firm.CalendarOf(branch), branch.time_zone, window);
  const BusinessCalendar home = HomeCalendar(firm, branch);
  const Instant begin = hours.Begin(from);
  const Instant retry_at = hours.calendar().Add(begin, wait);
  // The branch may have changed its hours since the window was agreed: then the branch's own count.
  if (retry_at == kNever) return home.Add(from, wait);
  // And of a short window the first end after that count: a retry weeks ahead would end the pressure.
  return std::min(retry_at, hours.calendar().NextClosing(home.Add(begin, wait) - Millis(1)));
}

bool IsOpenWhenDue(const Firm& firm, const Branch& branch, Instant due_at) {
  return HomeCalendar(firm, branch).IsOpen(due_at - Millis(1));
}

}  // namespace krul::domain
