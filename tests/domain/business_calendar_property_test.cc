// Random calendars judged by an independent count: a walk over every minute that asks the wall clock and the rules.
// KRUL_SEED repeats a run.
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "services/domain/calendar/business_calendar.h"
#include "tests/domain/minute_timeline.h"
#include "tests/domain/random_calendar.h"
#include "tests/support/seed.h"

namespace krul::domain {
namespace {

using namespace random_calendar;

// In each of the six zones; each case asks eight questions.
constexpr int kCalendars = 100;
constexpr int kCasesOfCalendar = 1700;

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
