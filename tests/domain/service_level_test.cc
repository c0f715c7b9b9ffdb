// From a call to its deadlines, as a clerk would count them on the calendar. The firm is open Monday to Friday
// 09:00-17:00 and Saturday 10:00-14:00; a question is answered within 4 hours, a complaint the same day when it comes 2
// hours before closing, an order within 2 working days.
#include "services/domain/promise/service_level.h"

#include <gtest/gtest.h>

#include <string>

#include "services/domain/limits.h"
#include "tests/domain/callback_story.h"

namespace krul::domain {
namespace {

using namespace std::chrono_literals;
using namespace sample;

const Instant kNextMonday = At("2026-11-30 00:00");
const Instant kSunday = At("2026-11-29 12:00");

struct Agreement {
  PromisePlan Plan(const std::string& id, Instant called_at) const {
    return PlanPromise(firm, branch(), category(id), called_at);
  }
  std::string Due(const std::string& id, Instant called_at) const { return Wall(Plan(id, called_at).due_at); }
  const Branch& branch() const { return firm.branches.front(); }
  const Category& category(const std::string& id) const { return *firm.FindCategory(id); }
  Branch& branch() { return firm.branches.front(); }
  Category& question() { return firm.categories.front(); }
  CalendarRules& shop() { return firm.calendars["shop"]; }

  Firm firm = SampleFirm();
};

struct Case {
  const char* given;
  Instant called_at;
  Instant due_at;
};

template <std::size_t N>
void ExpectDue(const Agreement& agreement, const std::string& category, const Case (&cases)[N]) {
  for (const Case& test : cases) {
    EXPECT_EQ(agreement.Due(category, test.called_at), Wall(test.due_at)) << category << ", " << test.given;
  }
}

TEST(WorkingDays, AreCountedFromTheDayAfterTheCallToTheClosing) {
  ExpectDue({}, "order",
            {
                {"Monday morning: Wednesday's closing", Mon("10:00"), Wed("17:00")},
                {"Monday after closing is still Monday", Mon("20:00"), Wed("17:00")},
                {"Monday before opening too", Mon("00:00"), Wed("17:00")},
                {"the last millisecond of Monday", Tue("00:00") - 1ms, Wed("17:00")},
                {"Saturday is a working day here", Thu("10:00"), Sat("14:00")},
                {"Sunday is none", Fri("10:00"), kNextMonday + 17h},
                {"called on a closed Sunday", kSunday, At("2026-12-01 17:00")},
            });
}

TEST(WorkingDays, LeaveOutHolidaysAndCountExtraOpenings) {
  Agreement agreement;
  agreement.shop().special_days[absl::CivilDay(2026, 11, 24)] = {"Stocktaking", {}};
  EXPECT_EQ(agreement.Due("order", Mon("10:00")), Wall(Thu("17:00")));
  EXPECT_EQ(agreement.Due("order", Tue("10:00")), Wall(Thu("17:00"))) << "called on the closed day itself";
  agreement.shop().special_days[absl::CivilDay(2026, 11, 29)] = {"Open Sunday", {{12 * 60, 16 * 60}}};
  EXPECT_EQ(agreement.Due("order", Fri("10:00")), Wall(kSunday + 4h));
}

TEST(WorkingDays, EndWithTheLastIntervalThatStartsOnThem) {
  Agreement agreement;
  agreement.shop().week[2] = {{9 * 60, 12 * 60}, {20 * 60, 24 * 60}};  // Wednesday
  EXPECT_EQ(agreement.Due("order", Mon("10:00")), Wall(Thu("00:00")));
}

TEST(WorkingDays, AreThoseOfTheHomeBranchOnItsOwnWall) {
  Agreement agreement;
  ASSERT_TRUE(absl::LoadTimeZone("America/New_York", &agreement.branch().time_zone));
  EXPECT_EQ(agreement.Due("order", Tue("03:00")), Wall(Wed("23:00"))) << "Monday 21:00 there, hence Wednesday 17:00";
}

TEST(TheSameDay, IsPromisedUpToTheMarginBeforeClosing) {
  ExpectDue({}, "complaint",
            {
                {"in the morning", Mon("10:00"), Mon("17:00")},
                {"before opening", Mon("03:00"), Mon("17:00")},
                {"at the margin", Mon("15:00"), Mon("17:00")},
                {"a millisecond past it", Mon("15:00") + 1ms, Tue("17:00")},
                {"after closing", Mon("20:00"), Tue("17:00")},
                {"at the margin of a short day", Sat("12:00"), Sat("14:00")},
                {"past it: Monday", Sat("12:01"), kNextMonday + 17h},
                {"on a closed day", kSunday, kNextMonday + 17h},
            });
}

TEST(Hours, AreCountedFromTheNextOpeningAcrossNightsAndSundays) {
  ExpectDue({}, "question",
            {
                {"within the day", Mon("10:00"), Mon("14:00")},
                {"before opening", Mon("06:00"), Mon("13:00")},
                {"they run out exactly at closing", Mon("13:00"), Mon("17:00")},
                {"across the night", Mon("15:00"), Tue("11:00")},
                {"after closing", Mon("20:00"), Tue("13:00")},
                {"across Sunday", Sat("13:00"), kNextMonday + 12h},
            });
}

TEST(Hours, AreRoundedUpToFiveMinutes) {
  ExpectDue({}, "question",
            {
                {"a millisecond past", Mon("10:00") + 1ms, Mon("14:05")},
                {"a minute past", Mon("10:01"), Mon("14:05")},
                {"a millisecond before", Mon("10:05") - 1ms, Mon("14:05")},
                {"at five minutes", Mon("10:05"), Mon("14:05")},
                {"up to the closing", Mon("12:56"), Mon("17:00")},
                {"a millisecond of tomorrow", Mon("13:00") + 1ms, Tue("09:05")},
            });
}

TEST(Hours, AreNeverRoundedPastTheEndOfTheInterval) {
  Agreement agreement;
  agreement.shop().week[0] = {{9 * 60, 12 * 60 + 32}, {13 * 60 + 1, 16 * 60 + 58}};
  ExpectDue(agreement, "question",
            {
                {"to the lunch break", Mon("08:00"), Mon("13:30")},  // 3 h 32 before lunch, 28 after it
                {"to the closing of an odd minute", Mon("12:26"), Mon("16:55")},
                {"where five minutes lie past the closing", Mon("12:29"), Mon("16:58")},
                {"at that closing itself", Mon("12:32"), Tue("09:05")},
            });
  agreement.question().call_back_within.business_time = 3h + 31min;
  EXPECT_EQ(agreement.Due("question", Mon("09:00")), Wall(Mon("12:32"))) << "not into the lunch break";
}

TEST(Hours, AreRoundedOnTheWallOfEveryZone) {
  Agreement agreement;
  ASSERT_TRUE(absl::LoadTimeZone("Asia/Kathmandu", &agreement.branch().time_zone));  // 5 h 45 ahead of UTC
  const Instant due = agreement.Plan("question", Mon("07:01")).due_at;               // 11:46 there
  EXPECT_EQ(absl::FormatTime("%H:%M", absl::FromChrono(due), agreement.branch().time_zone), "15:50");
}

TEST(TheAtRiskPoint, LiesAsLongBeforeTheDueMomentAsTheFirmFileSays) {
  Agreement agreement;
  EXPECT_EQ(Wall(agreement.Plan("question", Mon("10:00")).at_risk_at), Wall(Mon("13:00")));
  EXPECT_EQ(Wall(agreement.Plan("question", Mon("13:30")).at_risk_at), Wall(Mon("16:30"))) << "due Tuesday 09:30";
  agreement.question().at_risk_before = 5h;
  EXPECT_EQ(Wall(agreement.Plan("question", Mon("10:00")).at_risk_at), Wall(Mon("10:00"))) << "not before the call";
}

TEST(TheAtRiskPoint, LeavesAQuarterOfTheBusinessTimeWhereTheFirmFileSaysNothing) {
  const Agreement agreement;
  EXPECT_EQ(Wall(agreement.Plan("complaint", Mon("10:00")).at_risk_at), Wall(Mon("15:15"))) << "of 7 hours";
  EXPECT_EQ(Wall(agreement.Plan("order", Mon("10:00")).at_risk_at), Wall(Wed("11:15"))) << "of 7, 8 and 8";
}

TEST(TheAtRiskPoint, OfAnAgreedMomentLiesBeforeItEvenOutsideHours) {
  const Agreement agreement;
  const auto at_risk = [&](const char* category, Instant from, Instant due_at) {
    return AtRiskPoint(agreement.firm, agreement.branch(), agreement.category(category), from, due_at);
  };
  EXPECT_EQ(at_risk("question", Mon("11:00"), Tue("10:00")), Tue("09:00"));
  EXPECT_EQ(at_risk("complaint", Mon("16:00"), Tue("12:00")), Tue("11:00"));
  EXPECT_EQ(at_risk("complaint", Mon("18:00"), Mon("22:00")), Mon("21:00")) << "a quarter of the evening";
  EXPECT_EQ(at_risk("complaint", Mon("18:00"), Mon("18:00")), Mon("18:00"));
  EXPECT_EQ(at_risk("complaint", Mon("18:00"), Mon("12:00")), Mon("12:00"));
  EXPECT_EQ(at_risk("question", Mon("18:00"), kNever), kNever);
}

TEST(ARetry, ComesAfterTheBusinessTimeOfTheCategoryElseTwoHours) {
  Agreement agreement;
  const auto retry = [&](const char* category, Instant from) {
    return Wall(RetryAt(agreement.firm, agreement.branch(), agreement.category(category), from));
  };
  agreement.question().retry_after = 30min;
  EXPECT_EQ(retry("question", Mon("10:00")), Wall(Mon("10:30")));
  EXPECT_EQ(retry("question", Mon("16:45")), Wall(Tue("09:15")));
  EXPECT_EQ(limits::kRetryAfter, 2h);
  EXPECT_EQ(retry("complaint", Mon("10:00")), Wall(Mon("12:00")));
  EXPECT_EQ(retry("complaint", Sat("13:00")), Wall(kNextMonday + 10h));
}

}  // namespace
}  // namespace krul::domain
