// When a caller wants to be called: "not before 15:00", "between 9 and 11", "not before Thursday".
#pragma once
#include <algorithm>
#include <optional>

#include "services/domain/calendar/business_calendar.h"
#include "services/domain/firm/firm.h"

namespace krul::domain {

// Every day between two times on the wall of the home branch, and not before an instant.
struct CallWindow {
  int from_minute = 0;      // minutes after local midnight, 0 to 1439
  int until_minute = 1440;  // later than from_minute, at most 1440
  Instant not_before{};
  bool operator==(const CallWindow&) const = default;
  bool all_day() const { return from_minute == 0 && until_minute == 1440; }
};

// Does a moment agreed with the caller, met at or before it, lie within the window?
bool Allows(const CallWindow& window, absl::TimeZone zone, Instant moment);

// The business hours in which a caller may be called: those of the calendar, cut to the window if there is one.
// Lives no longer than `rules`; for one thread.
class CallingHours {
 public:
  CallingHours(const CalendarRules& rules, absl::TimeZone zone, const std::optional<CallWindow>& window);
  CallingHours(const CallingHours&) = delete;

  const BusinessCalendar& calendar() const { return calendar_; }
  // From when on a call counts: `from`, or the instant before which the caller does not want to be called.
  Instant Begin(Instant from) const { return std::max(from, not_before_); }

 private:
  std::optional<CalendarRules> narrowed_;
  BusinessCalendar calendar_;
  Instant not_before_;
};

}  // namespace krul::domain
