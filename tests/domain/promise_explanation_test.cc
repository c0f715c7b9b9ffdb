// The explanation of a promise, line by line: what was counted, what was skipped and why, and where it ends.
#include "services/domain/promise/promise_explanation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/domain/speech/explanation_sentences.h"
#include "tests/domain/sample_firm.h"

namespace krul::domain {
namespace {

using namespace sample;
using ::testing::ElementsAre;

const Instant kSunday = At("2026-11-29 12:00");

class ExplainedPromise : public ::testing::Test {
 protected:
  std::vector<std::string> Explained(const std::string& category, Instant called_at) const {
    return SentencesOf(ExplainPromise(firm, firm.branches.front(), *firm.FindCategory(category), called_at),
                       firm.branches.front().time_zone);
  }
  CalendarRules& shop() { return firm.calendars["shop"]; }

  Firm firm = SampleFirm();
};

TEST_F(ExplainedPromise, OfHoursNamesTheIntervalsCounted) {
  EXPECT_THAT(Explained("question", Mon("10:00")),
              ElementsAre("Mon 23 Nov: 10:00-14:00 counted, 4 h",
                          "Due Mon 23 Nov 14:00: 4 h of business time after the call."));
  EXPECT_THAT(Explained("question", Mon("03:00")),
              ElementsAre("Mon 23 Nov: 09:00-13:00 counted, 4 h",
                          "Due Mon 23 Nov 13:00: 4 h of business time after the call."));
  EXPECT_THAT(Explained("question", Mon("15:00")),
              ElementsAre("Mon 23 Nov: 15:00-17:00 counted, 2 h", "Tue 24 Nov: 09:00-11:00 counted, 2 h",
                          "Due Tue 24 Nov 11:00: 4 h of business time after the call."));
  EXPECT_THAT(Explained("question", Mon("20:00")),
              ElementsAre("Mon 23 Nov: nothing counted after 20:00", "Tue 24 Nov: 09:00-13:00 counted, 4 h",
                          "Due Tue 24 Nov 13:00: 4 h of business time after the call."));
  shop().week[0] = {{9 * 60, 12 * 60 + 30}, {13 * 60, 17 * 60}};
  EXPECT_THAT(Explained("question", Mon("11:00")),
              ElementsAre("Mon 23 Nov: 11:00-12:30, 13:00-15:30 counted, 4 h",
                          "Due Mon 23 Nov 15:30: 4 h of business time after the call."));
}

TEST_F(ExplainedPromise, OfHoursTellsWhatRoundingAdds) {
  EXPECT_THAT(Explained("question", Sat("13:01")),
              ElementsAre("Sat 28 Nov: 13:01-14:00 counted, 59 min", "Sun 29 Nov: skipped, closed on Sundays",
                          "Mon 30 Nov: 09:00-12:01 counted, 3 h 1 min",
                          "Due Mon 30 Nov 12:05: 4 h of business time after the call, rounded up by 4 min."));
  shop().week[0] = {{9 * 60, 16 * 60 + 58}};
  EXPECT_THAT(Explained("question", Mon("12:57")),
              ElementsAre("Mon 23 Nov: 12:57-16:57 counted, 4 h",
                          "Due Mon 23 Nov 16:58: 4 h of business time after the call, rounded up by 1 min."));
}

TEST_F(ExplainedPromise, OfWorkingDaysNumbersThem) {
  for (const char* time : {"10:00", "20:00"}) {
    EXPECT_THAT(Explained("order", Mon(time)),
                ElementsAre("Mon 23 Nov: the day of the call, not counted", "Tue 24 Nov: working day 1 of 2",
                            "Wed 25 Nov: working day 2 of 2",
                            "Due Wed 25 Nov 17:00: closing of working day 2 after the day of the call, not rounded."));
  }
  EXPECT_THAT(Explained("order", kSunday),
              ElementsAre("Sun 29 Nov: the day of the call, closed on Sundays", "Mon 30 Nov: working day 1 of 2",
                          "Tue 1 Dec: working day 2 of 2",
                          "Due Tue 1 Dec 17:00: closing of working day 2 after the day of the call, not rounded."));
}

TEST_F(ExplainedPromise, OfTheSameDayTellsWhyItIsOrIsNot) {
  EXPECT_THAT(Explained("complaint", Mon("10:00")),
              ElementsAre("Mon 23 Nov: the day of the call, noted at least 2 h before closing at 17:00",
                          "Due Mon 23 Nov 17:00: closing of the same day, not rounded."));
  const struct {
    Instant called_at;
    const char* because;
  } kCases[] = {
      {Mon("15:01"), "Mon 23 Nov: the day of the call, less than 2 h before closing at 17:00"},
      {Mon("20:00"), "Mon 23 Nov: the day of the call, after closing at 17:00"},
  };
  for (const auto& test : kCases) {
    EXPECT_THAT(Explained("complaint", test.called_at),
                ElementsAre(test.because, "Tue 24 Nov: working day 1",
                            "Due Tue 24 Nov 17:00: closing of working day 1 after the day of the call, not rounded."));
  }
  EXPECT_THAT(Explained("complaint", kSunday),
              ElementsAre("Sun 29 Nov: the day of the call, closed on Sundays", "Mon 30 Nov: working day 1",
                          "Due Mon 30 Nov 17:00: closing of working day 1 after the day of the call, not rounded."));
}

TEST_F(ExplainedPromise, NamesTheHolidaysSkipped) {
  shop().special_days[absl::CivilDay(2026, 11, 24)] = {"Stocktaking", {}};
  shop().special_days[absl::CivilDay(2026, 11, 25)] = {"", {}};
  EXPECT_THAT(Explained("question", Mon("16:00")),
              ElementsAre("Mon 23 Nov: 16:00-17:00 counted, 1 h", "Tue 24 Nov: skipped, Stocktaking",
                          "Wed 25 Nov: skipped, closed on this date", "Thu 26 Nov: 09:00-12:00 counted, 3 h",
                          "Due Thu 26 Nov 12:00: 4 h of business time after the call."));
  EXPECT_THAT(Explained("order", Tue("10:00")),
              ElementsAre("Tue 24 Nov: the day of the call, Stocktaking", "Wed 25 Nov: skipped, closed on this date",
                          "Thu 26 Nov: working day 1 of 2", "Fri 27 Nov: working day 2 of 2",
                          "Due Fri 27 Nov 17:00: closing of working day 2 after the day of the call, not rounded."));
}

TEST_F(ExplainedPromise, CallsTheEndOfADayItsTwentyFourthHour) {
  shop().week[0] = {{16 * 60, 24 * 60}};
  EXPECT_THAT(Explained("complaint", Mon("20:00")),
              ElementsAre("Mon 23 Nov: the day of the call, noted at least 2 h before closing at 24:00",
                          "Due Mon 23 Nov 24:00: closing of the same day, not rounded."));
  EXPECT_THAT(Explained("question", Mon("20:00")),
              ElementsAre("Mon 23 Nov: 20:00-24:00 counted, 4 h",
                          "Due Mon 23 Nov 24:00: 4 h of business time after the call."));
}

TEST_F(ExplainedPromise, ThatHasNoDeadlineSaysSo) {
  shop() = {};
  for (const char* category : {"question", "complaint", "order"}) {
    EXPECT_THAT(Explained(category, Mon("10:00")),
                ElementsAre("No deadline: the calendar of the branch does not open again."));
  }
}

}  // namespace
}  // namespace krul::domain
