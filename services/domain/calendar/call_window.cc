#include "services/domain/calendar/call_window.h"

#include <algorithm>

namespace krul::domain {
namespace {

std::vector<Opening> Cut(const std::vector<Opening>& openings, const CallWindow& window) {
  std::vector<Opening> cut;
  for (const Opening& opening : openings) {
    const Opening part{std::max(opening.from_minute, window.from_minute),
                       std::min(opening.to_minute, window.until_minute)};
    if (part.from_minute < part.to_minute) cut.push_back(part);
  }
  return cut;
}

std::optional<CalendarRules> Narrowed(const CalendarRules& rules, const std::optional<CallWindow>& window) {
  if (!window || window->all_day()) return std::nullopt;
  CalendarRules narrowed = rules;
  for (std::vector<Opening>& day : narrowed.week) day = Cut(day, *window);
  for (auto& [date, special] : narrowed.special_days) special.openings = Cut(special.openings, *window);
  return narrowed;
}

}  // namespace

bool Allows(const CallWindow& window, absl::TimeZone zone, Instant moment) {
  const Instant last = moment - Millis(1);
  const absl::CivilSecond wall = zone.At(absl::FromUnixMillis(ToMillis(last))).cs;
  const int minute = wall.hour() * 60 + wall.minute();
  return last >= window.not_before && minute >= window.from_minute && minute < window.until_minute;
}

CallingHours::CallingHours(const CalendarRules& rules, absl::TimeZone zone, const std::optional<CallWindow>& window)
    : narrowed_(Narrowed(rules, window)),
      calendar_(narrowed_ ? *narrowed_ : rules, zone),
      not_before_(window ? window->not_before : Instant{}) {}

}  // namespace krul::domain
