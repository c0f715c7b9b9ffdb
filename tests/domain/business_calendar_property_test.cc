// Random calendars judged by an independent count: a walk over every minute that asks the wall clock and the rules.
// KRUL_SEED repeats a run.
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/domain/business_calendar.h"
#include "tests/support/seed.h"

namespace krul::domain {
namespace {

constexpr std::int64_t kMinute = 60'000;
constexpr int kWindowMinutes = 45 * 24 * 60;
// In each of the six zones; each case asks eight questions.
constexpr int kCalendars = 100;
constexpr int kCasesOfCalendar = 1700;

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
    for (const Interval& interval : minutes_) open_before_.push_back(open_before_.back() + (interval.number != 0));
    for (std::size_t i = 0; i < minutes_.size(); ++i) {
      if (minutes_[i].number != 0) closing_of_day_[minutes_[i].day] = Starts(i + 1);
    }
  }

  // nullopt: later than the window.
  std::optional<Instant> Add(Instant start, Millis amount) const {
    if (amount == Millis(0) && IsOpen(start)) return start;
    const Millis wanted = OpenBefore(start) + amount;
    // The first open minute at whose end enough has passed; for nothing at all, the next one.
    const auto enough = amount == Millis(0)
                            ? std::upper_bound(open_before_.begin(), open_before_.end(), wanted.count() / kMinute)
                            : std::lower_bound(open_before_.begin(), open_before_.end(), CeilToMinutes(wanted));
    if (enough == open_before_.end()) return std::nullopt;
    const std::size_t minute = static_cast<std::size_t>(enough - open_before_.begin()) - 1;
    return Starts(minute) + (wanted - Millis(open_before_[minute] * kMinute));
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
    const Millis left = OpenBefore(end) - amount;
    if (left < OpenBefore(floor)) return floor;
    // The last minute before which no more than that has passed: it is open.
    const auto more = std::upper_bound(open_before_.begin(), open_before_.end(), left.count() / kMinute);
    const std::size_t minute = static_cast<std::size_t>(more - open_before_.begin()) - 1;
    return std::max(floor, Starts(minute) + (left - Millis(open_before_[minute] * kMinute)));
  }

  Millis Between(Instant from, Instant to) const { return OpenBefore(to) - OpenBefore(from); }

  bool IsOpen(Instant at) const { return minutes_[Index(at)].number != 0; }

  std::optional<Instant> ClosingOf(absl::CivilDay day) const {
    const auto found = closing_of_day_.find(day);
    return found == closing_of_day_.end() ? std::nullopt : std::optional(found->second);
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
  static std::int64_t CeilToMinutes(Millis span) { return (span.count() + kMinute - 1) / kMinute; }
  // Since the window began.
  Millis OpenBefore(Instant at) const {
    const std::size_t i = Index(at);
    const Millis into = minutes_[i].number != 0 ? at - Starts(i) : Millis(0);
    return Millis(open_before_[i] * kMinute) + into;
  }
  std::size_t Index(Instant at) const { return static_cast<std::size_t>(ToMillis(at) / kMinute - first_minute_); }

  absl::TimeZone zone_;
  std::int64_t first_minute_;
  std::vector<Interval> minutes_;
  std::vector<std::int64_t> open_before_ = {0};  // minutes, before each minute of the window and at its end
  std::map<absl::CivilDay, Instant> closing_of_day_;
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
  const Instant later = start + Millis(chance.Between(0, 22 * 1440) * kMinute / (chance.OneIn(3) ? 50 : 1));
  // Minutes, days, and several weeks.
  const std::int64_t most = chance.OneIn(3) ? 60 : chance.OneIn(3) ? 300 * 60 : 1800;
  const Millis amount = Millis(chance.OneIn(8) ? 0 : chance.Between(0, most) * kMinute);

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

class BusinessCalendarProperties : public testing::TestWithParam<ZoneAndYear> {};

TEST_P(BusinessCalendarProperties, CountsLikeOneWhoWatchesEveryMinute) {
  const std::uint64_t seed = TestSeed();
  Chance chance(seed);
  absl::TimeZone zone;
  ASSERT_TRUE(absl::LoadTimeZone(GetParam().zone, &zone));
  for (int round = 0; round < kCalendars; ++round) {
    const std::int64_t first_minute = SomeFirstMinute(chance, zone, GetParam().year);
    const CalendarRules rules = SomeRules(chance, absl::ToCivilDay(absl::FromUnixSeconds(first_minute * 60), zone));
    const Timeline minutes(rules, zone, first_minute);
    const BusinessCalendar calendar(rules, zone);
    for (int i = 0; i < kCasesOfCalendar; ++i) {
      Compare(calendar, minutes, chance);
      if (HasFatalFailure()) FAIL() << "seed " << seed << ", round " << round << ", case " << i;
    }
  }
}

// Even weeks are passed over as a whole; counted day by day, a year comes to the same.
TEST_P(BusinessCalendarProperties, AYearIsTheSumOfItsDays) {
  Chance chance(TestSeed());
  absl::TimeZone zone;
  ASSERT_TRUE(absl::LoadTimeZone(GetParam().zone, &zone));
  for (int round = 0; round < 300; ++round) {
    const std::int64_t first_minute = SomeFirstMinute(chance, zone, GetParam().year);
    const CalendarRules rules = SomeRules(chance, absl::ToCivilDay(absl::FromUnixSeconds(first_minute * 60), zone));
    const BusinessCalendar calendar(rules, zone);
    const Instant from = FromMillis(first_minute * kMinute),
                  to = from + Millis(chance.Between(0, 500 * 1440) * kMinute);
    Millis sum(0);
    std::vector<OpenSpan> spans;
    for (const BusinessCalendar::Day& day : calendar.Days(from, to, 600)) {
      for (const OpenSpan& span : day.counted) {
        sum += span.to - span.from;
        spans.push_back(span);
      }
    }
    ASSERT_EQ(calendar.Between(from, to), sum) << "round " << round;
    if (spans.empty()) continue;
    const auto some = static_cast<std::size_t>(chance.Between(0, static_cast<std::int64_t>(spans.size()) - 1));
    Millis until(0);
    for (std::size_t i = 0; i <= some; ++i) until += spans[i].to - spans[i].from;
    ASSERT_EQ(calendar.Add(from, until), spans[some].to) << "round " << round;
    ASSERT_EQ(calendar.Subtract(spans[some].to, until, from), spans[0].from) << "round " << round;
  }
}

std::string NameOf(const testing::TestParamInfo<ZoneAndYear>& place) {
  std::string name = place.param.zone;
  std::replace(name.begin(), name.end(), '/', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(InZones, BusinessCalendarProperties, testing::ValuesIn(kZones), NameOf);

}  // namespace
}  // namespace krul::domain
