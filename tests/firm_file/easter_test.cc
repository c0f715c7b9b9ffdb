#include "services/firm_file/easter.h"

#include <gtest/gtest.h>

#include <array>

namespace krul::firm_file {
namespace {

struct MonthAndDay {
  int month;
  int day;
};

// As calendars print them: 1990 to 2049.
constexpr std::array<MonthAndDay, 60> kSundays = {{
    {4, 15}, {3, 31}, {4, 19}, {4, 11}, {4, 3},  {4, 16}, {4, 7},  {3, 30}, {4, 12}, {4, 4},   // 1990
    {4, 23}, {4, 15}, {3, 31}, {4, 20}, {4, 11}, {3, 27}, {4, 16}, {4, 8},  {3, 23}, {4, 12},  // 2000
    {4, 4},  {4, 24}, {4, 8},  {3, 31}, {4, 20}, {4, 5},  {3, 27}, {4, 16}, {4, 1},  {4, 21},  // 2010
    {4, 12}, {4, 4},  {4, 17}, {4, 9},  {3, 31}, {4, 20}, {4, 5},  {3, 28}, {4, 16}, {4, 1},   // 2020
    {4, 21}, {4, 13}, {3, 28}, {4, 17}, {4, 9},  {3, 25}, {4, 13}, {4, 5},  {4, 25}, {4, 10},  // 2030
    {4, 1},  {4, 21}, {4, 6},  {3, 29}, {4, 17}, {4, 9},  {3, 25}, {4, 14}, {4, 5},  {4, 18},  // 2040
}};

TEST(Easter, IsTheSundayThatCalendarsPrint) {
  int year = 1990;
  for (const MonthAndDay& sunday : kSundays) {
    EXPECT_EQ(EasterSunday(year), absl::CivilDay(year, sunday.month, sunday.day)) << year;
    ++year;
  }
}

TEST(Easter, IsASundayFrom22MarchTo25April) {
  for (int year = 1900; year <= 2210; ++year) {
    const absl::CivilDay easter = EasterSunday(year);
    EXPECT_EQ(absl::GetWeekday(easter), absl::Weekday::sunday) << year;
    EXPECT_GE(easter, absl::CivilDay(year, 3, 22));
    EXPECT_LE(easter, absl::CivilDay(year, 4, 25));
  }
}

// By the moon alone these would be on 25 or 26 April.
TEST(Easter, AVeryLateMoonCountsAWeekEarlier) {
  EXPECT_EQ(EasterSunday(1954), absl::CivilDay(1954, 4, 18));
  EXPECT_EQ(EasterSunday(1981), absl::CivilDay(1981, 4, 19));
  EXPECT_EQ(EasterSunday(2076), absl::CivilDay(2076, 4, 19));
}

}  // namespace
}  // namespace krul::firm_file
