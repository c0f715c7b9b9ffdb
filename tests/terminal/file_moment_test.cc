#include "clients/terminal/files/file_moment.h"

#include <gtest/gtest.h>

#include <string>

namespace krul::terminal {
namespace {

absl::TimeZone Amsterdam() {
  absl::TimeZone zone;
  EXPECT_TRUE(absl::LoadTimeZone("Europe/Amsterdam", &zone));
  return zone;
}

// As the wall of Amsterdam shows it; "two ways", or "none".
std::string ReadCell(const std::string& text, DateOrder order = DateOrder::kUnknown,
                     WithoutHour without_hour = WithoutHour::kBeginsTheDay) {
  const FileMoment moment = MomentFromFile(text, order, without_hour, Amsterdam());
  if (!moment.time) return moment.two_ways ? "two ways" : "none";
  EXPECT_FALSE(moment.two_ways);
  return absl::FormatTime("%Y-%m-%d %H:%M:%E*S", *moment.time, Amsterdam());
}

TEST(MomentFromFile, ReadsWhatCanBeReadInOneWay) {
  const std::string right = "2026-11-24 14:05:00";
  for (const char* text : {"2026-11-24 14:05",
                           "2026-11-24T14:05",
                           "2026-11-24T14:05:00+01:00",
                           "2026-11-24T13:05:00Z",
                           "2026-11-24T13:05:00.000+0000",
                           "2026-11-24 08:05:00 -05",
                           "2026/11/24 14:05",
                           "2026-11-24  14:05:00",
                           "24-11-2026 14:05",
                           "24/11/2026 14:05",
                           "24.11.2026 14.05",
                           "11/24/2026 2:05 PM",
                           "11/24/2026 2:05pm",
                           "24 nov 2026 14:05",
                           "24 nov. 2026 14.05 uur",
                           "24-nov-2026 14:05",
                           "Tue, 24 Nov 2026 14:05:00 +0100",
                           "dinsdag 24 november 2026 om 14.05 uur",
                           "Nov 24, 2026, 2:05 PM",
                           "November 24 2026 at 14:05",
                           " 24-11-2026, 14:05 ",
                           "46350,586806",
                           "46350.586806"}) {
    EXPECT_EQ(ReadCell(text), right) << text;
  }
  EXPECT_EQ(ReadCell("24-11-2026 9:05"), "2026-11-24 09:05:00");
  EXPECT_EQ(ReadCell("2026-11-24 14:05:09.123"), "2026-11-24 14:05:09.123");
  EXPECT_EQ(ReadCell("2026-11-24 14:05:09,5"), "2026-11-24 14:05:09.5");
  EXPECT_EQ(ReadCell("3 maart 2026 0:00"), "2026-03-03 00:00:00");
  EXPECT_EQ(ReadCell("Mar 3 2026 12:00 am"), "2026-03-03 00:00:00");
  EXPECT_EQ(ReadCell("11-11-2026 12:00 PM"), "2026-11-11 12:00:00") << "either way the same day";
}

TEST(MomentFromFile, AsksWhichOfTwoWays) {
  EXPECT_EQ(ReadCell("04-11-2026 14:05"), "two ways");
  EXPECT_EQ(ReadCell("04-11-2026 14:05", DateOrder::kDayMonthYear), "2026-11-04 14:05:00");
  EXPECT_EQ(ReadCell("04-11-2026 14:05", DateOrder::kMonthDayYear), "2026-04-11 14:05:00");
  EXPECT_EQ(ReadCell("24-11-26 14:05"), "two ways") << "of 2026, or the 26th";
  EXPECT_EQ(ReadCell("24-11-26 14:05", DateOrder::kDayMonthYear), "2026-11-24 14:05:00");
  EXPECT_EQ(ReadCell("26/11/24 14:05", DateOrder::kYearMonthDay), "2026-11-24 14:05:00");
  EXPECT_EQ(ReadCell("11/24/2026 14:05", DateOrder::kDayMonthYear), "2026-11-24 14:05:00") << "there is no other way";
}

TEST(MomentFromFile, TakesADayWithoutAnHourWhole) {
  EXPECT_EQ(ReadCell("2026-11-24"), "2026-11-24 00:00:00");
  EXPECT_EQ(ReadCell("46350"), "2026-11-24 00:00:00");
  const auto end = [](const char* text) { return ReadCell(text, DateOrder::kUnknown, WithoutHour::kEndsTheDay); };
  EXPECT_EQ(end("24 nov 2026"), "2026-11-25 00:00:00");
  EXPECT_EQ(end("46350"), "2026-11-25 00:00:00");
  EXPECT_EQ(end("46350,5"), "2026-11-24 12:00:00");
}

TEST(MomentFromFile, GuessesNothing) {
  for (const char* text : {"",
                           "gisteren",
                           "14:05",
                           "24-11 14:05",
                           "30-02-2026 14:05",
                           "31/31/2026 10:00",
                           "2026-13-01 10:00",
                           "2026-11-24 25:00",
                           "2026-11-24 14:60",
                           "2026-11-24 14",
                           "2026-11-24 1405",
                           "24-11-2026 13:05 PM",
                           "2026-11-24 14:05 xyz",
                           "24 xyz 2026 14:05",
                           "24-2026-11 10:00",
                           "463500",
                           "4635",
                           "12345,5",
                           "46350,5,5",
                           "2026-03-29 02:30",
                           "2026-11-24 14:05 +1",
                           "infinite-future",
                           "0612345678",
                           "2026-11-24-05 10:00"}) {
    EXPECT_EQ(ReadCell(text), "none") << text;
  }
}

TEST(DateOrderOf, KnowsThreeWords) {
  EXPECT_EQ(DateOrderOf("d-m-y"), DateOrder::kDayMonthYear);
  EXPECT_EQ(DateOrderOf("m-d-y"), DateOrder::kMonthDayYear);
  EXPECT_EQ(DateOrderOf("y-m-d"), DateOrder::kYearMonthDay);
  EXPECT_EQ(DateOrderOf("dmy"), std::nullopt);
}

}  // namespace
}  // namespace krul::terminal
