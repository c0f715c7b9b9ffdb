// Calendars drawn at random, in zones whose clocks change in every way there is.
#pragma once
#include <algorithm>
#include <random>
#include <vector>

#include "absl/time/time.h"
#include "services/domain/firm/firm.h"

namespace krul::domain::random_calendar {

struct ZoneAndYear {
  const char* zone;
  int year;
};
// The clock changes at night, at midnight, by half an hour, a minute past midnight back into the day before, by a whole
// day.
inline constexpr ZoneAndYear kZones[] = {{"Europe/Amsterdam", 2026},    {"America/New_York", 2026},
                                         {"Australia/Lord_Howe", 2026}, {"America/Santiago", 2025},
                                         {"America/St_Johns", 2010},    {"Pacific/Apia", 2011}};

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : engine_(seed) {}
  std::int64_t Between(std::int64_t least, std::int64_t most) {
    return std::uniform_int_distribution<std::int64_t>(least, most)(engine_);
  }
  bool OneIn(int n) { return Between(1, n) == 1; }

 private:
  std::mt19937_64 engine_;
};

inline std::vector<Opening> SomeOpenings(Chance& chance) {
  std::vector<int> ends;
  for (std::int64_t i = 2 * chance.Between(0, 3); i > 0; --i) {
    // Often about the hours in which clocks change.
    ends.push_back(static_cast<int>(chance.OneIn(2) ? chance.Between(0, 1440) : chance.Between(0, 16) * 15));
  }
  if (!ends.empty() && chance.OneIn(4)) ends[0] = 1440;
  if (!ends.empty() && chance.OneIn(4)) ends[1] = 0;
  std::sort(ends.begin(), ends.end());
  std::vector<Opening> openings;
  for (std::size_t i = 0; i + 1 < ends.size(); i += 2) {
    const bool touches = !openings.empty() && openings.back().to_minute == ends[i];
    if (ends[i] < ends[i + 1] && !touches) openings.push_back({ends[i], ends[i + 1]});
  }
  return openings;
}

inline CalendarRules SomeRules(Chance& chance, absl::CivilDay first) {
  CalendarRules rules;
  const bool same_all_week = chance.OneIn(3);
  for (std::size_t day = 0; day < 7; ++day) {
    rules.week[day] = same_all_week && day > 0 ? rules.week[0] : SomeOpenings(chance);
  }
  for (std::int64_t i = chance.Between(0, 6); i > 0; --i) {
    rules.special_days[first + chance.Between(0, 44)] = {"special", SomeOpenings(chance)};
  }
  return rules;
}

// A window of weeks, half of the time with a change of the clock in it.
inline std::int64_t SomeFirstMinute(Chance& chance, absl::TimeZone zone, int year) {
  absl::Time first = absl::FromCivil(absl::CivilDay(year, 1, 1), zone) + absl::Minutes(chance.Between(0, 360 * 1440));
  absl::TimeZone::CivilTransition change;
  if (chance.OneIn(2) && zone.NextTransition(first, &change)) {
    first = absl::FromCivil(change.to, zone) - absl::Minutes(chance.Between(1, 20 * 1440));
  }
  return absl::ToUnixSeconds(first) / 60;
}

}  // namespace krul::domain::random_calendar
