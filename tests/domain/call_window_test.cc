// A caller who wants to be called at certain hours: what is promised then, when it is at risk, when to try again.
// KRUL_SEED repeats a run of the last test.
#include "services/domain/calendar/call_window.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "services/domain/promise/service_level.h"
#include "tests/domain/minute_timeline.h"
#include "tests/domain/random_calendar.h"
#include "tests/domain/sample_firm.h"
#include "tests/support/seed.h"

namespace krul::domain {
namespace {

using namespace std::chrono_literals;
using namespace sample;

CallWindow Between(int from_hour, int until_hour) { return {from_hour * 60, until_hour * 60, Instant{}}; }
CallWindow NotBefore(Instant at) { return {0, 1440, at}; }

class AWindow : public testing::Test {
 protected:
  PromisePlan Plan(const char* category, Instant called_at, const Window& window) const {
    return PlanPromise(firm, firm.branches[0], *firm.FindCategory(category), called_at, window);
  }
  std::string Due(const char* category, Instant called_at, const Window& window) const {
    return Wall(Plan(category, called_at, window).due_at);
  }
  Instant Retry(Instant from, const Window& window) const {
    return RetryAt(firm, firm.branches[0], firm.categories[0], from, window);
  }
  void OpenDayAndNight() {
    for (auto& day : firm.calendars["shop"].week) day = {{0, 1440}};
  }

  Firm firm = SampleFirm();
};

TEST_F(AWindow, WithinTheServiceLevelIsPromisedToItsEnd) {
  const PromisePlan plan = Plan("question", Mon("08:00"), Between(9, 11));  // the level says 13:00
  EXPECT_EQ(plan.due_at, Mon("11:00"));
  EXPECT_EQ(plan.at_risk_at, Mon("10:00"));
  EXPECT_FALSE(plan.beyond_level);
  EXPECT_EQ(Due("order", Mon("10:00"), Between(9, 11)), Wall(Wed("11:00")));
  EXPECT_EQ(Due("complaint", Mon("10:00"), Between(9, 11)), Wall(Mon("11:00")));
}

TEST_F(AWindow, ThatTheServiceLevelCutsIsPromisedToTheServiceLevel) {
  EXPECT_EQ(Due("question", Mon("10:00"), Between(12, 17)), Wall(Mon("14:00")));
}

TEST_F(AWindow, ThatLeavesLessTimeThanAnAcknowledgementIsThatOfTheNextDay) {
  const PromisePlan plan = Plan("question", Mon("10:00") + 1ms, Between(9, 11));
  EXPECT_EQ(plan.due_at, Tue("11:00"));
  EXPECT_TRUE(plan.beyond_level);
  EXPECT_EQ(Due("question", Mon("10:00"), Between(9, 11)), Wall(Mon("11:00"))) << "an hour is just enough";
  EXPECT_EQ(Due("complaint", Mon("10:45"), Between(9, 11)), Wall(Tue("11:00")));
  EXPECT_EQ(Due("question", Fri("16:30"), Between(9, 10)), Wall(Mon("10:00") + 7 * 24h));
}

TEST_F(AWindow, InWhichTheBranchIsOpenForMinutesIsWholeOnTheNextDay) {
  const CallWindow evening{16 * 60 + 50, 21 * 60, {}};  // and the branch closes at 17:00
  EXPECT_EQ(Due("question", Mon("10:00"), evening), Wall(Tue("17:00"))) << "six days would add up to an hour";
  EXPECT_EQ(Due("order", Mon("10:00"), evening), Wall(Wed("17:00"))) << "the level leaves a whole day of it";
  EXPECT_EQ(Retry(Mon("16:55"), evening), Tue("17:00"));
}

TEST_F(AWindow, ThatBeginsAfterTheServiceLevelIsPromisedBeyondIt) {
  const PromisePlan plan = Plan("question", Mon("10:00"), Between(15, 24));
  EXPECT_EQ(plan.due_at, Mon("17:00"));
  EXPECT_EQ(plan.at_risk_at, Mon("16:00"));
  EXPECT_TRUE(plan.beyond_level);
}

TEST_F(AWindow, NotBeforeADayCountsFromThen) {
  const PromisePlan plan = Plan("question", Mon("10:00"), NotBefore(Thu("12:00")));
  EXPECT_EQ(plan.due_at, Thu("16:00"));
  EXPECT_EQ(plan.at_risk_at, Thu("15:00"));
  EXPECT_TRUE(plan.beyond_level);
  EXPECT_EQ(Due("order", Mon("10:00"), NotBefore(Thu("12:00"))), Wall(Thu("17:00")));
  EXPECT_EQ(Due("question", Mon("10:00"), NotBefore(Mon("09:00"))), Wall(Mon("14:00"))) << "which is over";
  EXPECT_EQ(Due("question", Mon("10:00"), NotBefore(Mon("12:30"))), Wall(Mon("14:00"))) << "an hour and a half is left";
}

TEST_F(AWindow, OfTheWholeDayIsNone) {
  for (const Instant called_at : {Mon("10:00"), Mon("20:00"), Sat("13:59")}) {
    EXPECT_EQ(Due("order", called_at, CallWindow()), Due("order", called_at, std::nullopt));
    EXPECT_EQ(Due("complaint", called_at, CallWindow()), Due("complaint", called_at, std::nullopt));
  }
  EXPECT_TRUE(CallWindow().all_day());
  EXPECT_FALSE(Between(0, 23).all_day());
}

TEST_F(AWindow, OfAMinuteIsEnoughIfThatIsAllTheCallerHas) {
  EXPECT_EQ(Due("question", Mon("10:00"), CallWindow{16 * 60 + 59, 17 * 60, {}}), Wall(Mon("17:00")));
  EXPECT_EQ(Due("question", Mon("10:00"), CallWindow{9 * 60, 9 * 60 + 1, {}}), Wall(Tue("09:01")));
}

TEST_F(AWindow, InWhichTheBranchIsNeverOpenPromisesNothing) {
  const PromisePlan plan = Plan("question", Mon("10:00"), Between(20, 22));
  EXPECT_EQ(plan.due_at, kNever);
  EXPECT_EQ(plan.at_risk_at, kNever);
  EXPECT_EQ(Due("order", Mon("10:00"), Between(17, 24)), "never") << "it closes as the window begins";
  EXPECT_EQ(Due("order", Mon("10:00"), Between(0, 9)), "never");
}

TEST_F(AWindow, CutsSpecialDaysToo) {
  firm.calendars["shop"].special_days[absl::CivilDay(2026, 11, 23)] = {"late night", {{13 * 60, 21 * 60}}};
  EXPECT_EQ(Due("question", Mon("10:00"), Between(19, 24)), Wall(Mon("21:00")));
  EXPECT_EQ(Due("question", Mon("10:00"), Between(9, 11)), Wall(Tue("11:00")));
}

TEST_F(AWindow, OfASkippedHourDoesNotExistThatDay) {
  OpenDayAndNight();
  // On 28 March 2027 the clock goes from 02:00 to 03:00.
  EXPECT_EQ(Due("question", At("2027-03-27 12:00"), Between(2, 3)), "2027-03-29 03:00:00.000");
  EXPECT_EQ(Due("question", At("2027-03-27 12:00"), Between(1, 4)), "2027-03-28 04:00:00.000");
  // An hour of the two that the wall shows is left, and an hour is what an acknowledgement takes.
  EXPECT_EQ(Due("question", At("2027-03-27 22:00"), Between(2, 4)), "2027-03-28 04:00:00.000");
}

TEST_F(AWindow, OfARepeatedHourLastsTwo) {
  OpenDayAndNight();
  // On 25 October 2026 the clock goes from 03:00 back to 02:00.
  const Instant two_o_clock = At("2026-10-25 01:00") + 1h;
  EXPECT_EQ(Plan("question", At("2026-10-24 12:00"), Between(2, 3)).due_at, two_o_clock + 2h);
  EXPECT_EQ(Retry(two_o_clock + 30min, Between(2, 3)), At("2026-10-26 02:30"));
}

TEST_F(AWindow, IsWhatARetryCountsIn) {
  EXPECT_EQ(Retry(Mon("10:30"), Between(9, 11)), Tue("10:30"));
  EXPECT_EQ(Retry(Mon("08:00"), Between(9, 11)), Mon("11:00"));
  EXPECT_EQ(Retry(Mon("10:30"), NotBefore(Wed("10:00"))), Wed("12:00"));
  EXPECT_EQ(Retry(Mon("10:30"), Between(20, 22)), Mon("12:30")) << "the branch has changed its hours";
}

TEST_F(AWindow, IsWhatTheAtRiskPointOfAnAgreedMomentCountsIn) {
  const auto at_risk = [&](const char* category, Instant due_at, const Window& window) {
    return AtRiskPoint(firm, firm.branches[0], *firm.FindCategory(category), Mon("12:00"), due_at, window);
  };
  EXPECT_EQ(at_risk("question", Wed("09:30"), Between(9, 11)), Tue("10:30"));
  EXPECT_EQ(at_risk("order", Wed("11:00"), Between(9, 11)), Wed("10:00")) << "a quarter of four hours";
  EXPECT_EQ(at_risk("order", Tue("08:00"), Between(9, 11)), Tue("08:00") - 5h) << "a quarter of the night";
  EXPECT_EQ(at_risk("question", Thu("10:00"), NotBefore(Thu("09:30"))), Thu("09:30"));
}

// --- judged minute by minute ---

struct AskedOfAWindow {
  Firm firm;  // one branch, one category
  CallWindow window;
  Instant called_at{};
};

// A walk from minute to minute through what the caller and the branch leave open.
class Walk {
 public:
  Walk(const Timeline& minutes, Instant begin) : minutes_(minutes), begin_(begin) {}

  Millis OpenUntil(Instant end) const {
    Millis open(0);
    for (Instant at = begin_; at < end; at += Millis(kMinute)) open += Millis(minutes_.IsOpen(at) ? kMinute : 0);
    return open;
  }
  Instant EndOfLastOpenMinuteBefore(Instant end) const {
    Instant at = end;
    while (!minutes_.IsOpen(at - Millis(kMinute))) at -= Millis(kMinute);
    return at;
  }
  // When so many open minutes have passed; nullopt: not in these weeks.
  std::optional<Instant> After(Millis wanted) const {
    for (Instant at = begin_; at < minutes_.Starts(kWindowMinutes - 1440); at += Millis(kMinute)) {
      if (!minutes_.IsOpen(at)) continue;
      wanted -= Millis(kMinute);
      if (wanted <= Millis(0)) return at + Millis(kMinute);
    }
    return std::nullopt;
  }
  Instant Before(Instant end, Millis wanted) const {
    Instant at = end;
    for (; at > begin_ && wanted > Millis(0); at -= Millis(kMinute)) {
      if (minutes_.IsOpen(at - Millis(kMinute))) wanted -= Millis(kMinute);
    }
    return at;
  }

 private:
  const Timeline& minutes_;
  const Instant begin_;
};

// Of the next date on which any of the window is open; kNever: none in these weeks.
Instant EndOfTheNextDay(const Timeline& minutes, Instant begin) {
  const absl::CivilDay end = minutes.DayOf(minutes.Starts(kWindowMinutes - 1440));
  for (absl::CivilDay day = minutes.DayOf(begin) + 1; day < end; ++day) {
    if (const auto closing = minutes.ClosingOf(day)) return *closing;
  }
  return kNever;
}

std::optional<Instant> DueByWalking(const AskedOfAWindow& asked, const Timeline& minutes, Instant level_due) {
  const Category& category = asked.firm.categories[0];
  const Walk walk(minutes, std::max(asked.called_at, asked.window.not_before));
  const Millis length(kMinute * (asked.window.until_minute - asked.window.from_minute));
  const Millis enough = std::max(std::min(category.acknowledge_within, length), Millis(kMinute));
  const Instant whole_day = EndOfTheNextDay(minutes, std::max(asked.called_at, asked.window.not_before));
  if (walk.OpenUntil(level_due) >= enough || whole_day <= level_due) return walk.EndOfLastOpenMinuteBefore(level_due);
  const auto possible = walk.After(enough);
  if (!possible) return std::nullopt;
  const auto by_level = walk.After(category.call_back_within.business_time);
  const bool by_hours = category.call_back_within.kind == ServiceLevel::Kind::kBusinessTime;
  const bool at_any_hour = asked.window.from_minute == 0 && asked.window.until_minute == 1440;
  std::optional<Instant> closing = minutes.ClosingOf(minutes.DayOf(*possible - Millis(kMinute)));
  if (closing && *closing > minutes.Starts(kWindowMinutes - 1440)) return std::nullopt;  // the walk ends before it
  if (closing) closing = std::min(*closing, whole_day);
  if (at_any_hour && by_hours) closing = by_level ? minutes.NextClosing(*by_level - Millis(kMinute)) : std::nullopt;
  if (!closing || !by_hours) return closing;
  if (!by_level || (!at_any_hour && std::max(*by_level, *possible) >= *closing)) return closing;
  Instant due = at_any_hour ? *by_level : std::max(*by_level, *possible);
  while (due < *closing && ToMillis(due) % (5 * kMinute) != 0) due += Millis(kMinute);
  return due;
}

AskedOfAWindow SomeQuestion(random_calendar::Chance& chance, absl::TimeZone zone, const CalendarRules& rules,
                            Instant first) {
  AskedOfAWindow asked;
  asked.firm.calendars["some"] = rules;
  asked.firm.branches.push_back({.id = "b", .time_zone = zone, .calendar = "some"});
  Category& category = asked.firm.categories.emplace_back();
  category.call_back_within.kind = static_cast<ServiceLevel::Kind>(chance.Between(0, 2));
  category.call_back_within.business_time = Millis(kMinute * chance.Between(1, 600));
  category.call_back_within.working_days = static_cast<int>(chance.Between(1, 3));
  category.call_back_within.same_day_margin = Millis(kMinute * chance.Between(0, 180));
  category.acknowledge_within = Millis(kMinute * chance.Between(1, 240));
  category.at_risk_before = Millis(kMinute * chance.Between(1, 180));
  category.retry_after = Millis(kMinute * chance.Between(1, 240));
  asked.called_at = first + Millis(kMinute * chance.Between(2 * 1440, 12 * 1440));
  asked.window.from_minute = static_cast<int>(chance.OneIn(3) ? 0 : chance.Between(0, 1400));
  asked.window.until_minute =
      static_cast<int>(chance.OneIn(3) ? 1440 : chance.Between(asked.window.from_minute + 1, 1440));
  if (chance.OneIn(3)) asked.window.not_before = asked.called_at + Millis(kMinute * chance.Between(-600, 5 * 1440));
  return asked;
}

TEST(Windows, ArePromisedAsOneWhoWatchesEveryMinuteWould) {
  const std::uint64_t seed = TestSeed();
  random_calendar::Chance chance(seed);
  int promised = 0, beyond = 0;
  for (const auto& [name, year] : random_calendar::kZones) {
    absl::TimeZone zone;
    ASSERT_TRUE(absl::LoadTimeZone(name, &zone));
    for (int round = 0; round < 80; ++round) {
      const std::int64_t first_minute = SomeFirstMinute(chance, zone, year);
      const absl::CivilDay first_day = absl::ToCivilDay(absl::FromUnixSeconds(first_minute * 60), zone);
      const CalendarRules rules = SomeRules(chance, first_day);
      const AskedOfAWindow asked = SomeQuestion(chance, zone, rules, FromMillis(first_minute * kMinute));
      const Timeline minutes(rules, zone, first_minute, asked.window), whole_days(rules, zone, first_minute);
      const Branch& branch = asked.firm.branches[0];
      const Category& category = asked.firm.categories[0];
      const Instant level_due = PlanPromise(asked.firm, branch, category, asked.called_at).due_at;
      if (level_due > asked.called_at + 20 * 24h) continue;

      SCOPED_TRACE(absl::StrCat("seed ", seed, ", ", name, ", round ", round));
      const PromisePlan plan = PlanPromise(asked.firm, branch, category, asked.called_at, asked.window);
      const auto due = DueByWalking(asked, minutes, level_due);
      if (!due) continue;
      ++promised;
      ASSERT_EQ(plan.due_at, *due);
      ASSERT_EQ(plan.beyond_level, *due > level_due);
      beyond += plan.beyond_level;
      const Walk walk(minutes, std::max(asked.called_at, asked.window.not_before));
      ASSERT_EQ(plan.at_risk_at, walk.Before(*due, category.at_risk_before));
      const auto retry = walk.After(category.retry_after);
      const auto whole =
          Walk(whole_days, std::max(asked.called_at, asked.window.not_before)).After(category.retry_after);
      const auto end = whole ? minutes.NextClosing(*whole - Millis(1)) : std::nullopt;
      if (retry && end) {
        ASSERT_EQ(RetryAt(asked.firm, branch, category, asked.called_at, asked.window), std::min(*retry, *end));
      }
    }
  }
  EXPECT_GT(promised, 300);
  EXPECT_GT(beyond, 50);
  std::cout << promised << " windows promised, " << beyond << " of them beyond the service level\n";
}

}  // namespace
}  // namespace krul::domain
