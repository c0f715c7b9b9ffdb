// Business time as a clerk with a calendar and a watch would count it.
#include "services/domain/calendar/business_calendar.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/time/time.h"

namespace krul::domain {
namespace {

using namespace std::chrono_literals;

absl::TimeZone Zone(const std::string& name) {
  absl::TimeZone zone;
  EXPECT_TRUE(absl::LoadTimeZone(name, &zone)) << name;
  return zone;
}

// "2026-11-23 10:00" on the wall.
Instant On(const std::string& wall, absl::TimeZone zone) {
  absl::Time time;
  std::string error;
  EXPECT_TRUE(absl::ParseTime("%Y-%m-%d %H:%M", wall, zone, &time, &error)) << wall << ": " << error;
  return FromMillis(absl::ToUnixMillis(time));
}

std::string Wall(Instant at, absl::TimeZone zone) {
  return at == kNever ? "never" : absl::FormatTime("%Y-%m-%d %H:%M", absl::FromUnixMillis(ToMillis(at)), zone);
}

Opening Hours(int from_hour, int from_minute, int to_hour, int to_minute) {
  return {from_hour * 60 + from_minute, to_hour * 60 + to_minute};
}

// Monday to Friday with a lunch break, Saturday shorter, closed at Christmas.
CalendarRules Shop() {
  CalendarRules rules;
  rules.id = "shop";
  for (std::size_t day = 0; day < 5; ++day) rules.week[day] = {Hours(9, 0, 12, 30), Hours(13, 0, 17, 30)};
  rules.week[5] = {Hours(10, 0, 16, 0)};
  rules.special_days[absl::CivilDay(2026, 12, 25)] = {"Kerstmis", {}};
  rules.special_days[absl::CivilDay(2026, 12, 26)] = {"Tweede Kerstdag", {}};
  rules.special_days[absl::CivilDay(2026, 12, 20)] = {"Koopzondag", {Hours(12, 0, 17, 0)}};
  return rules;
}

class ShopInUtrecht : public ::testing::Test {
 protected:
  Instant At(const std::string& wall) const { return On(wall, zone_); }
  std::string Text(Instant at) const { return Wall(at, zone_); }

  const absl::TimeZone zone_ = Zone("Europe/Amsterdam");
  const CalendarRules rules_ = Shop();
  const BusinessCalendar calendar_{rules_, zone_};
};

TEST_F(ShopInUtrecht, IsOpenFromTheFirstMinuteAndClosedAtTheLast) {
  EXPECT_FALSE(calendar_.IsOpen(At("2026-11-23 09:00") - 1ms));
  EXPECT_TRUE(calendar_.IsOpen(At("2026-11-23 09:00")));
  EXPECT_TRUE(calendar_.IsOpen(At("2026-11-23 12:30") - 1ms));
  EXPECT_FALSE(calendar_.IsOpen(At("2026-11-23 12:30")));
  EXPECT_FALSE(calendar_.IsOpen(At("2026-12-25 10:00")));
  EXPECT_TRUE(calendar_.IsOpen(At("2026-12-20 12:00")));
}

TEST_F(ShopInUtrecht, BusinessTimeRunsAcrossLunchNightsWeekendsAndHolidays) {
  const struct {
    const char* start;
    Millis amount;
    const char* expected;
  } kCases[] = {
      {"2026-11-23 10:00", 1h, "2026-11-23 11:00"},
      {"2026-11-23 10:00", 2h + 30min, "2026-11-23 12:30"},  // exactly at a closing: that closing
      {"2026-11-23 10:00", 2h + 31min, "2026-11-23 13:01"},
      {"2026-11-23 12:45", 1h, "2026-11-23 14:00"},
      {"2026-11-23 16:30", 4h, "2026-11-24 12:00"},
      {"2026-11-23 20:00", 4h, "2026-11-24 13:30"},
      {"2026-11-27 17:00", 1h, "2026-11-28 10:30"},  // Friday evening to Saturday
      {"2026-11-28 15:00", 2h, "2026-11-30 10:00"},  // Saturday to Monday
      {"2026-12-24 17:00", 1h, "2026-12-28 09:30"},  // across both days of Christmas and Sunday
      {"2026-12-19 15:30", 1h, "2026-12-20 12:30"},  // a Sunday that opens for once
      {"2026-11-23 03:00", 0h, "2026-11-23 09:00"},  // no time at all: the next opening
      {"2026-11-23 09:30", 0h, "2026-11-23 09:30"},
      {"2026-11-23 09:00", 46h, "2026-11-28 16:00"},  // a whole week
  };
  for (const auto& test : kCases) {
    EXPECT_EQ(Text(calendar_.Add(At(test.start), test.amount)), test.expected) << test.start;
  }
}

TEST_F(ShopInUtrecht, SubtractingFindsTheLatestStartButNotBeforeTheFloor) {
  const Instant floor = At("2026-11-20 09:00");
  EXPECT_EQ(Text(calendar_.Subtract(At("2026-11-23 14:00"), 1h, floor)), "2026-11-23 13:00");
  EXPECT_EQ(Text(calendar_.Subtract(At("2026-11-23 14:00"), 90min, floor)), "2026-11-23 12:00");
  EXPECT_EQ(Text(calendar_.Subtract(At("2026-11-23 09:30"), 1h, floor)), "2026-11-21 15:30");
  EXPECT_EQ(Text(calendar_.Subtract(At("2026-11-22 12:00"), 1h, floor)), "2026-11-21 15:00");
  EXPECT_EQ(Text(calendar_.Subtract(At("2026-11-23 09:30"), 100h, floor)), "2026-11-20 09:00");
  EXPECT_EQ(Text(calendar_.Subtract(At("2026-11-23 20:00"), 0h, floor)), "2026-11-23 20:00");
}

TEST_F(ShopInUtrecht, BetweenCountsOpenTimeOnly) {
  EXPECT_EQ(calendar_.Between(At("2026-11-23 12:00"), At("2026-11-23 13:30")), 1h);
  EXPECT_EQ(calendar_.Between(At("2026-11-23 00:00"), At("2026-11-30 00:00")), 46h);
  EXPECT_EQ(calendar_.Between(At("2026-12-25 00:00"), At("2026-12-28 09:00")), 0h);
  EXPECT_EQ(calendar_.Between(At("2026-11-23 14:00"), At("2026-11-23 13:00")), 0h);
}

TEST_F(ShopInUtrecht, WorkingDaysCountFromTheDayAfterAndEndAtClosing) {
  const struct {
    const char* start;
    int days;
    const char* expected;
  } kCases[] = {
      {"2026-11-23 10:00", 2, "2026-11-25 17:30"},
      {"2026-11-23 20:00", 2, "2026-11-25 17:30"},  // after closing it is still Monday
      {"2026-11-22 12:00", 1, "2026-11-23 17:30"},  // called on a closed Sunday
      {"2026-11-27 10:00", 1, "2026-11-28 16:00"},  // Saturday is a working day here
      {"2026-12-24 10:00", 1, "2026-12-28 17:30"},
      {"2026-11-23 20:00", 0, "2026-11-23 17:30"},  // of the day itself, though past
      {"2026-11-22 12:00", 0, "2026-11-23 17:30"},
  };
  for (const auto& test : kCases) {
    EXPECT_EQ(Text(calendar_.ClosingOfWorkingDay(At(test.start), test.days)), test.expected) << test.start;
  }
  EXPECT_EQ(Text(calendar_.ClosingOfDay(At("2026-11-28 23:00")).value()), "2026-11-28 16:00");
  EXPECT_EQ(calendar_.ClosingOfDay(At("2026-12-25 10:00")), std::nullopt);
}

TEST_F(ShopInUtrecht, TellsWhatWasCountedAndWhyNot) {
  const auto days = calendar_.Days(At("2026-12-24 17:00"), At("2026-12-28 09:30"));
  ASSERT_EQ(days.size(), 5u);
  ASSERT_EQ(days[0].counted.size(), 1u);
  EXPECT_EQ(Text(days[0].counted[0].from), "2026-12-24 17:00");
  EXPECT_EQ(Text(days[0].counted[0].to), "2026-12-24 17:30");
  EXPECT_EQ(days[1].closed_because, "Kerstmis");
  EXPECT_TRUE(days[1].special);
  EXPECT_EQ(days[3].closed_because, "");
  EXPECT_FALSE(days[3].working_day);
  ASSERT_EQ(days[4].counted.size(), 1u);
  EXPECT_EQ(Text(days[4].counted[0].to), "2026-12-28 09:30");
  EXPECT_EQ(calendar_.Days(At("2026-12-01 00:00"), At("2027-12-01 00:00"), 7).size(), 7u);
}

// Open through the night in which the clock changes: 01:00 to 04:00 and 22:00 to midnight, every day.
class NightShift : public ::testing::Test {
 protected:
  NightShift() {
    for (auto& day : rules_.week) day = {Hours(1, 0, 4, 0), Hours(22, 0, 24, 0)};
  }
  Instant At(const std::string& wall) const { return On(wall, zone_); }

  const absl::TimeZone zone_ = Zone("Europe/Amsterdam");
  CalendarRules rules_;
  const BusinessCalendar calendar_{rules_, zone_};
};

TEST_F(NightShift, LosesAnHourInSpringAndGainsOneInAutumn) {
  EXPECT_EQ(calendar_.Between(At("2026-03-28 12:00"), At("2026-03-29 12:00")), 2h + 2h);
  EXPECT_EQ(calendar_.Between(At("2026-10-24 12:00"), At("2026-10-25 12:00")), 2h + 4h);
  EXPECT_EQ(calendar_.Between(At("2026-11-24 12:00"), At("2026-11-25 12:00")), 2h + 3h);
  // 29 March: 01:00 and one hour is 03:00 on the wall.
  EXPECT_EQ(Wall(calendar_.Add(At("2026-03-29 01:00"), 1h), zone_), "2026-03-29 03:00");
  EXPECT_EQ(Wall(calendar_.Add(At("2026-03-29 01:00"), 2h), zone_), "2026-03-29 04:00");
  // 25 October: 01:00 and two hours is 02:00 for the second time.
  const Instant twice = calendar_.Add(At("2026-10-25 01:00"), 2h);
  EXPECT_EQ(Wall(twice, zone_), "2026-10-25 02:00");
  EXPECT_EQ(twice - At("2026-10-25 01:00"), 2h);
}

TEST_F(NightShift, EndsAtMidnight) {
  EXPECT_EQ(Wall(calendar_.NextClosing(At("2026-11-23 23:00")), zone_), "2026-11-24 00:00");
  EXPECT_EQ(Wall(calendar_.ClosingOfWorkingDay(At("2026-11-23 10:00"), 1), zone_), "2026-11-25 00:00");
  EXPECT_FALSE(calendar_.IsOpen(At("2026-11-24 00:00")));
}

TEST(ChangeOfTheClock, AnOpeningInASkippedHourIsNoneAndOfARepeatedHourTheFirstCounts) {
  const absl::TimeZone zone = Zone("Europe/Amsterdam");
  CalendarRules rules;
  for (auto& day : rules.week) day = {Hours(2, 0, 3, 0)};
  const BusinessCalendar calendar(rules, zone);
  EXPECT_EQ(calendar.ClosingOfDay(On("2026-03-29 12:00", zone)), std::nullopt);
  EXPECT_EQ(Wall(calendar.NextOpening(On("2026-03-28 12:00", zone)), zone), "2026-03-30 02:00");
  EXPECT_EQ(calendar.Between(On("2026-10-25 00:00", zone), On("2026-10-26 00:00", zone)), 2h);

  for (auto& day : rules.week) day = {Hours(1, 30, 2, 30)};
  // Skipped is 02:00 to 03:00: the opening ends at the jump. Repeated: it ends at the first 02:30.
  EXPECT_EQ(calendar.Between(On("2026-03-29 00:00", zone), On("2026-03-30 00:00", zone)), 30min);
  EXPECT_EQ(calendar.Between(On("2026-10-25 00:00", zone), On("2026-10-26 00:00", zone)), 1h);
}

TEST(MidnightOpenings, TouchingDaysCountThroughButCloseAtMidnight) {
  const absl::TimeZone zone = Zone("America/New_York");
  CalendarRules rules;
  for (auto& day : rules.week) day = {Hours(0, 0, 24, 0)};
  const BusinessCalendar calendar(rules, zone);
  EXPECT_EQ(calendar.Add(On("2026-06-01 12:00", zone), 36h), On("2026-06-03 00:00", zone));
  EXPECT_EQ(Wall(calendar.NextClosing(On("2026-06-01 12:00", zone)), zone), "2026-06-02 00:00");
  EXPECT_TRUE(calendar.IsOpen(On("2026-06-02 00:00", zone)));
  // A day with a change of the clock has its real length: 8 March 2026 has 23 hours.
  EXPECT_EQ(calendar.Between(On("2026-03-08 00:00", zone), On("2026-03-09 00:00", zone)), 23h);
}

TEST(AlwaysClosed, AnswersNeverInsteadOfSearchingOn) {
  const CalendarRules rules;
  const BusinessCalendar calendar(rules, absl::UTCTimeZone());
  const Instant now = On("2026-11-23 10:00", absl::UTCTimeZone());
  EXPECT_FALSE(calendar.IsOpen(now));
  EXPECT_EQ(calendar.NextOpening(now), kNever);
  EXPECT_EQ(calendar.NextClosing(now), kNever);
  EXPECT_EQ(calendar.Add(now, 1h), kNever);
  EXPECT_EQ(calendar.ClosingOfWorkingDay(now, 1), kNever);
  EXPECT_EQ(calendar.Subtract(now, 1h, now - 24h), now - 24h);
  EXPECT_EQ(calendar.Between(now, now + 24h), 0h);
}

TEST(OnlyOneDayAYear, IsFoundWithin366DaysAndNotBeyond) {
  CalendarRules rules;
  rules.special_days[absl::CivilDay(2027, 11, 24)] = {"Open day", {Hours(10, 0, 11, 0)}};
  const BusinessCalendar calendar(rules, absl::UTCTimeZone());
  EXPECT_EQ(Wall(calendar.NextOpening(On("2026-11-23 23:59", absl::UTCTimeZone())), absl::UTCTimeZone()),
            "2027-11-24 10:00");
  EXPECT_EQ(calendar.NextOpening(On("2026-11-22 23:59", absl::UTCTimeZone())), kNever);
}

TEST(Never, StaysNever) {
  const CalendarRules rules = Shop();
  const BusinessCalendar calendar(rules, absl::UTCTimeZone());
  EXPECT_FALSE(calendar.IsOpen(kNever));
  EXPECT_EQ(calendar.NextOpening(kNever), kNever);
  EXPECT_EQ(calendar.Add(kNever, 1h), kNever);
  EXPECT_EQ(calendar.ClosingOfWorkingDay(kNever, 2), kNever);
  EXPECT_EQ(calendar.Between(On("2026-11-23 10:00", absl::UTCTimeZone()), kNever), Millis::max());
}

}  // namespace
}  // namespace krul::domain
