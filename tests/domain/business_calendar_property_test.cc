// Random calendars judged by an independent count: a walk over every minute that asks the wall clock and the rules.
// KRUL_SEED repeats a run.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/domain/business_calendar.h"

namespace krul::domain {
namespace {

constexpr std::int64_t kMinute = 60'000;
constexpr int kWindowMinutes = 45 * 24 * 60;

struct ZoneAndYear {
  const char* zone;
  int year;
};
// The clock changes at night, at midnight, by half an hour, a minute past midnight back into the day before, by a whole
// day.
constexpr ZoneAndYear kZones[] = {{"Europe/Amsterdam", 2026}, {"America/New_York", 2026}, {"Australia/Lord_Howe", 2026},
                                  {"America/Santiago", 2025}, {"America/St_Johns", 2010}, {"Pacific/Apia", 2011}};

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

std::vector<Opening> SomeOpenings(Chance& chance) {
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

// Which interval is open in each minute of some weeks. An interval lasts from when the clock first shows its start
// until it first shows its end; hence the latest time shown so far decides, not the time shown.
class Timeline {
 public:
  struct Interval {
    absl::CivilDay day;
    int number = 0;  // 0: closed
    bool operator==(const Interval&) const = default;
  };

  Timeline(const CalendarRules& rules, absl::TimeZone zone, std::int64_t first_minute)
      : zone_(zone), first_minute_(first_minute) {
    absl::CivilMinute latest = absl::CivilMinute::min();
    for (std::int64_t minute = first_minute - 2 * 1440; minute < first_minute + kWindowMinutes; ++minute) {
      latest = std::max(latest, absl::ToCivilMinute(absl::FromUnixSeconds(minute * 60), zone));
      if (minute >= first_minute) minutes_.push_back(At(rules, latest));
    }
  }

  std::optional<Instant> Add(Instant start, Millis amount) const {
    for (std::size_t i = Index(start); i < minutes_.size(); ++i) {
      if (minutes_[i].number == 0) continue;
      const Instant begin = std::max(Starts(i), start);
      if (amount <= Starts(i + 1) - begin) return begin + amount;
      amount -= Starts(i + 1) - begin;
    }
    return std::nullopt;
  }

  std::optional<Instant> NextClosing(Instant at) const {
    std::size_t i = Index(at);
    while (i < minutes_.size() && minutes_[i].number == 0) ++i;
    std::size_t end = i;
    while (end < minutes_.size() && minutes_[end] == minutes_[i]) ++end;
    return end < minutes_.size() ? std::optional(Starts(end)) : std::nullopt;
  }

  Instant Subtract(Instant end, Millis amount, Instant floor) const {
    if (amount == Millis(0)) return end;
    for (std::size_t i = Index(end) + 1; i-- > 0 && Starts(i + 1) > floor;) {
      if (minutes_[i].number == 0) continue;
      const Instant stop = std::min(Starts(i + 1), end);
      if (amount <= stop - Starts(i) && stop > Starts(i)) return std::max(stop - amount, floor);
      amount -= stop - Starts(i);
    }
    return floor;
  }

  Millis Between(Instant from, Instant to) const {
    Millis sum(0);
    for (std::size_t i = Index(from); i < minutes_.size() && Starts(i) < to; ++i) {
      if (minutes_[i].number != 0) sum += std::min(Starts(i + 1), to) - std::max(Starts(i), from);
    }
    return sum;
  }

  bool IsOpen(Instant at) const { return minutes_[Index(at)].number != 0; }

  std::optional<Instant> ClosingOf(absl::CivilDay day) const {
    for (std::size_t i = minutes_.size(); i-- > 0;) {
      if (minutes_[i].number != 0 && minutes_[i].day == day) return Starts(i + 1);
    }
    return std::nullopt;
  }

  absl::CivilDay DayOf(Instant at) const { return absl::ToCivilDay(absl::FromUnixMillis(ToMillis(at)), zone_); }
  Instant Starts(std::size_t index) const {
    return FromMillis((first_minute_ + static_cast<std::int64_t>(index)) * kMinute);
  }

 private:
  static Interval At(const CalendarRules& rules, absl::CivilMinute shown) {
    const absl::CivilDay day(shown);
    const auto special = rules.special_days.find(day);
    const auto& openings = special != rules.special_days.end()
                               ? special->second.openings
                               : rules.week[static_cast<std::size_t>(absl::GetWeekday(day))];
    const int minute = shown.hour() * 60 + shown.minute();
    for (std::size_t i = 0; i < openings.size(); ++i) {
      if (minute >= openings[i].from_minute && minute < openings[i].to_minute) return {day, static_cast<int>(i) + 1};
    }
    return {day, 0};
  }
  std::size_t Index(Instant at) const { return static_cast<std::size_t>(ToMillis(at) / kMinute - first_minute_); }

  absl::TimeZone zone_;
  std::int64_t first_minute_;
  std::vector<Interval> minutes_;
};

CalendarRules SomeRules(Chance& chance, absl::CivilDay first) {
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
std::int64_t SomeFirstMinute(Chance& chance, absl::TimeZone zone, int year) {
  absl::Time first = absl::FromCivil(absl::CivilDay(year, 1, 1), zone) + absl::Minutes(chance.Between(0, 360 * 1440));
  absl::TimeZone::CivilTransition change;
  if (chance.OneIn(2) && zone.NextTransition(first, &change)) {
    first = absl::FromCivil(change.to, zone) - absl::Minutes(chance.Between(1, 20 * 1440));
  }
  return absl::ToUnixSeconds(first) / 60;
}

void Compare(const BusinessCalendar& calendar, const Timeline& minutes, Chance& chance) {
  const Instant first = minutes.Starts(0);
  const auto moment = [&](int days) {
    // On whole minutes often, since those are where openings end.
    const Instant at = first + Millis(chance.Between(2 * 1440, (2 + days) * 1440) * kMinute);
    return chance.OneIn(2) ? at : at + Millis(chance.Between(0, kMinute - 1));
  };
  const Instant start = moment(20);
  const Instant later = start + Millis(chance.Between(0, 15 * 1440) * kMinute / (chance.OneIn(3) ? 50 : 1));
  const Millis amount = Millis(chance.OneIn(8) ? 0 : chance.Between(0, chance.OneIn(3) ? 60 : 1800) * kMinute);

  ASSERT_EQ(calendar.IsOpen(start), minutes.IsOpen(start));
  if (const auto expected = minutes.Add(start, amount)) {
    ASSERT_EQ(calendar.Add(start, amount), *expected);
  }
  if (const auto expected = minutes.Add(start, Millis(0))) {
    ASSERT_EQ(calendar.NextOpening(start), *expected);
  }
  if (const auto expected = minutes.NextClosing(start)) {
    ASSERT_EQ(calendar.NextClosing(start), *expected);
  }
  ASSERT_EQ(calendar.Between(start, later), minutes.Between(start, later));
  const Instant floor = start - Millis(chance.Between(0, 2 * 1440) * kMinute);
  ASSERT_EQ(calendar.Subtract(later, amount, floor), minutes.Subtract(later, amount, floor));

  const absl::CivilDay day = minutes.DayOf(start);
  ASSERT_EQ(calendar.ClosingOfDay(start), minutes.ClosingOf(day));
  const int wanted = static_cast<int>(chance.Between(0, 4));
  int left = std::max(wanted, 1);
  for (absl::CivilDay next = wanted == 0 ? day : day + 1; next < minutes.DayOf(first) + 44; ++next) {
    const std::optional<Instant> closing = minutes.ClosingOf(next);
    if (!closing || --left > 0) continue;
    ASSERT_EQ(calendar.ClosingOfWorkingDay(start, wanted), *closing) << wanted << " working days";
    break;
  }

  Millis sum(0);
  for (const BusinessCalendar::Day& counted : calendar.Days(start, later)) {
    for (const OpenSpan& span : counted.counted) {
      ASSERT_EQ(span.day, counted.day);
      ASSERT_LT(span.from, span.to);
      sum += span.to - span.from;
    }
  }
  ASSERT_EQ(sum, minutes.Between(start, later));
}

TEST(BusinessCalendarProperties, CountsLikeOneWhoWatchesEveryMinute) {
  const char* given = std::getenv("KRUL_SEED");
  const std::uint64_t seed = given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device()();
  std::cout << "KRUL_SEED=" << seed << "\n";
  Chance chance(seed);
  for (int round = 0; round < 34; ++round) {
    for (const ZoneAndYear& place : kZones) {
      absl::TimeZone zone;
      ASSERT_TRUE(absl::LoadTimeZone(place.zone, &zone));
      const std::int64_t first_minute = SomeFirstMinute(chance, zone, place.year);
      const CalendarRules rules = SomeRules(chance, absl::ToCivilDay(absl::FromUnixSeconds(first_minute * 60), zone));
      const Timeline minutes(rules, zone, first_minute);
      const BusinessCalendar calendar(rules, zone);
      for (int i = 0; i < 100; ++i) {
        Compare(calendar, minutes, chance);
        if (HasFatalFailure()) FAIL() << "seed " << seed << ", " << place.zone << ", round " << round << ", case " << i;
      }
    }
  }
}

}  // namespace
}  // namespace krul::domain
