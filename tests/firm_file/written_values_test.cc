#include "services/firm_file/written_values.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace krul::firm_file {
namespace {
using namespace std::chrono_literals;
using domain::Opening;
using domain::ServiceLevel;
using ::testing::ElementsAre;

TEST(WrittenValues, DurationsAreHoursThenMinutes) {
  EXPECT_EQ(ReadDuration("4h"), 4h);
  EXPECT_EQ(ReadDuration("90m"), 90min);
  EXPECT_EQ(ReadDuration("1h30m"), 90min);
  EXPECT_EQ(ReadDuration(" 1 hour 30 minutes "), 90min);
  EXPECT_EQ(ReadDuration("2 hours"), 2h);
  EXPECT_EQ(ReadDuration("1minute"), 1min);
  EXPECT_EQ(ReadDuration("5 min"), 5min);
  EXPECT_EQ(ReadDuration("0"), 0min);
  EXPECT_EQ(ReadDuration("0m"), 0min);
  EXPECT_EQ(ReadDuration("8784h"), 8784h);
  for (const char* wrong : {"", "4", "h", "4d", "4 H", "-4h", "1.5h", "30m1h", "1h1h", "1m1m", "4h0", "8784h1m",
                            "999999999h", "9999999999h", "1h,30m", "soon"}) {
    EXPECT_FALSE(ReadDuration(wrong)) << wrong;
  }
}

TEST(WrittenValues, TimesAreOfTheClockOf24Hours) {
  EXPECT_EQ(ReadTime("09:00"), 540);
  EXPECT_EQ(ReadTime("9:05"), 545);
  EXPECT_EQ(ReadTime("00:00"), 0);
  EXPECT_EQ(ReadTime("24:00"), 1440);
  for (const char* wrong : {"", "9", "9:5", "09.00", "24:01", "25:00", "12:60", "-1:00", "009:00", " :00"}) {
    EXPECT_FALSE(ReadTime(wrong)) << wrong;
  }
}

TEST(WrittenValues, WeekdaysAreNamesAndRanges) {
  EXPECT_THAT(*ReadWeekdays("mon"), ElementsAre(0u));
  EXPECT_THAT(*ReadWeekdays("mon-wed"), ElementsAre(0u, 1u, 2u));
  EXPECT_THAT(*ReadWeekdays("mon, wed - thu,sun"), ElementsAre(0u, 2u, 3u, 6u));
  for (const char* wrong :
       {"", "Mon", "monday", "ma", "fri-mon", "mon-", "mon--tue", "mon-tue-wed", "mon,", "mon tue"}) {
    EXPECT_FALSE(ReadWeekdays(wrong)) << wrong;
  }
}

TEST(WrittenValues, ServiceLevelsAreOfThreeKinds) {
  EXPECT_EQ(ReadServiceLevel("90m")->business_time, 90min);
  EXPECT_EQ(ReadServiceLevel("90m")->kind, ServiceLevel::Kind::kBusinessTime);
  EXPECT_EQ(ReadServiceLevel("1 working day")->working_days, 1);
  EXPECT_EQ(ReadServiceLevel("250working days")->working_days, 250);
  EXPECT_EQ(ReadServiceLevel(" same day ")->kind, ServiceLevel::Kind::kSameDay);
  for (const char* wrong : {"", "0", "0h", "soon", "next day", "same  day", "Same day", "working day", "0 working days",
                            "251 working days", "two working days", "2 days", "-1 working days"}) {
    EXPECT_FALSE(ReadServiceLevel(wrong)) << wrong;
  }
}

TEST(WrittenValues, IdsAreLowerCaseAndShort) {
  EXPECT_TRUE(IsId("utrecht-2"));
  EXPECT_TRUE(IsId(std::string(64, 'a')));
  for (const char* wrong : {"", "Utrecht", "a b", "a_b", "a/b", "a.b", "caf\u00e9"}) EXPECT_FALSE(IsId(wrong)) << wrong;
  EXPECT_FALSE(IsId(std::string(65, 'a')));
}

TEST(WrittenValues, NumbersAreDigits) {
  EXPECT_EQ(ReadNumber("007"), 7);
  EXPECT_EQ(ReadNumber("999999999"), 999999999);
  for (const char* wrong : {"", "1e3", "+1", "-1", "1.0", " 1", "1000000000"}) EXPECT_FALSE(ReadNumber(wrong)) << wrong;
}

std::vector<Opening> Openings(const char* text) {
  std::vector<Opening> openings;
  EXPECT_EQ(ReadOpenings(text, openings), "") << text;
  EXPECT_EQ(ArrangeOpenings(openings), "") << text;
  return openings;
}

TEST(WrittenValues, HoursAreSortedAndJoined) {
  EXPECT_THAT(Openings("13:00-17:30, 9:00 - 12:30"), ElementsAre(Opening{540, 750}, Opening{780, 1050}));
  EXPECT_THAT(Openings("09:00-12:00, 12:00-13:00"), ElementsAre(Opening{540, 780}));
  EXPECT_THAT(Openings("00:00-24:00"), ElementsAre(Opening{0, 1440}));
  EXPECT_THAT(Openings("closed"), ElementsAre());
  EXPECT_THAT(Openings(""), ElementsAre());
}

TEST(WrittenValues, FaultyHoursAreToldWithWhatToWrite) {
  std::vector<Opening> openings;
  for (const char* wrong :
       {"9", "09:00", "09:00-", "09:00-12:00-13:00", "09:00-12:00,", "nine", "09:00-12:00; 13:00-14:00"}) {
    EXPECT_EQ(ReadOpenings(wrong, openings), "write openings such as 09:00-12:30, 13:00-17:30, or closed") << wrong;
  }
  EXPECT_EQ(ReadOpenings("22:00-06:00", openings),
            "an opening ends later than it starts; one across midnight is two, such as 22:00-24:00 and 00:00-06:00 on "
            "the next day");
  openings = {{540, 720}, {700, 780}};
  EXPECT_EQ(ArrangeOpenings(openings),
            "the openings from 09:00 and from 11:40 overlap; let one end before the next starts");
}

}  // namespace
}  // namespace krul::firm_file
