#include "services/domain/promise/promise_explanation.h"

namespace krul::domain {
namespace {
using Kind = ExplainedDay::Kind;
using Skip = ExplainedDay::Skip;
using Level = ExplainedEnd::Level;
using WindowEffect = ExplainedEnd::WindowEffect;

ExplainedDay Closed(const BusinessCalendar::Day& day, Kind kind) {
  const Skip skip = !day.closed_because.empty() ? Skip::kHoliday : day.special ? Skip::kDate : Skip::kWeekday;
  return {.day = day.day, .kind = kind, .skip = skip, .holiday = day.closed_because};
}

void ExplainHours(const BusinessCalendar& calendar, const Branch& branch, Instant called_at, Instant due,
                  Explanation& told) {
  // Counted up to where the time ran out; rounding comes on top.
  const Instant exact = calendar.Add(called_at, told.end.business_time);
  told.end.rounded_up = due - exact;
  const absl::CivilDay call_day(branch.time_zone.At(absl::FromChrono(called_at)).cs);
  for (const BusinessCalendar::Day& day : calendar.Days(called_at, exact)) {
    if (!day.working_day) {
      told.days.push_back(Closed(day, Kind::kSkipped));
    } else if (day.counted.empty()) {
      // The day of the call after closing, or the day of the deadline before its opening.
      const Instant after = day.day == call_day ? called_at : exact;
      told.days.push_back({.day = day.day, .kind = Kind::kNothingCounted, .after = after});
    } else {
      told.days.push_back({.day = day.day, .kind = Kind::kCounted, .counted = day.counted});
    }
  }
}

ExplainedDay DayOfCall(const BusinessCalendar::Day& day, std::optional<Instant> closing, const ServiceLevel& level,
                       Instant called_at, Instant due) {
  if (!day.working_day) return Closed(day, Kind::kCallDayClosed);
  if (level.kind != ServiceLevel::Kind::kSameDay) return {.day = day.day, .kind = Kind::kCallDayNotCounted};
  if (closing != due && called_at >= *closing)
    return {.day = day.day, .kind = Kind::kCallDayAfterClosing, .closing_at = closing};
  const Kind kind = closing == due ? Kind::kCallDayInTime : Kind::kCallDayTooLate;
  return {.day = day.day, .kind = kind, .closing_at = closing, .margin = level.same_day_margin};
}

void ExplainDays(const BusinessCalendar& calendar, const ServiceLevel& level, Instant called_at, Instant due,
                 Explanation& told) {
  const bool same_day = level.kind == ServiceLevel::Kind::kSameDay;
  for (const BusinessCalendar::Day& day : calendar.Days(called_at, due)) {
    if (told.days.empty()) {
      told.days.push_back(DayOfCall(day, calendar.ClosingOfDay(called_at), level, called_at, due));
    } else if (!day.working_day) {
      told.days.push_back(Closed(day, Kind::kSkipped));
    } else {
      told.days.push_back({.day = day.day,
                           .kind = Kind::kWorkingDay,
                           .working_day = ++told.end.working_day,
                           .of_working_days = same_day ? 0 : level.working_days});
    }
  }
}

Explanation ExplainLevel(const Firm& firm, const Branch& branch, const Category& category, Instant called_at) {
  Explanation told;
  const Instant due = PlanPromise(firm, branch, category, called_at).due_at;
  told.end.level = Level::kNeverOpen;
  if (due == kNever) return told;
  told.end.level_due_at = due;
  const BusinessCalendar calendar(firm.CalendarOf(branch), branch.time_zone);
  const ServiceLevel& level = category.call_back_within;
  switch (level.kind) {
    case ServiceLevel::Kind::kBusinessTime:
      told.end.level = Level::kBusinessTime;
      told.end.business_time = level.business_time;
      ExplainHours(calendar, branch, called_at, due, told);
      break;
    case ServiceLevel::Kind::kWorkingDays:
      told.end.level = Level::kWorkingDays;
      ExplainDays(calendar, level, called_at, due, told);
      break;
    case ServiceLevel::Kind::kSameDay:
      told.end.level = Level::kSameDay;
      ExplainDays(calendar, level, called_at, due, told);
      break;
  }
  return told;
}

}  // namespace

Millis ExplainedDay::counted_time() const {
  Millis sum(0);
  for (const OpenSpan& span : counted) sum += span.to - span.from;
  return sum;
}

Explanation ExplainPromise(const Firm& firm, const Branch& branch, const Category& category, Instant called_at,
                           const Window& window) {
  Explanation told = ExplainLevel(firm, branch, category, called_at);
  if (!window) return told;
  told.end.window = window;
  const PromisePlan plan = PlanPromise(firm, branch, category, called_at, window);
  if (plan.due_at == kNever) {
    told.end.window_effect = WindowEffect::kNeverOpen;
    return told;
  }
  told.end.window_effect = plan.beyond_level ? WindowEffect::kTooLittleBefore : WindowEffect::kLastMomentBefore;
  told.end.window_due_at = plan.due_at;
  return told;
}

void AddAgreed(const Promise& promise, ExplainedEnd& end) {
  if (promise.due_at == promise.original_due_at) return;
  end.judged_at = promise.original_due_at;
  end.agreed_at = promise.due_at;
}

}  // namespace krul::domain
