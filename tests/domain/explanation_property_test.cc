// Over calendars drawn at random, the days of an explanation add up to what was promised.
#include <gtest/gtest.h>

#include "services/domain/promise/promise_explanation.h"
#include "services/domain/speech/explanation_sentences.h"
#include "tests/domain/random_calendar.h"
#include "tests/domain/sample_firm.h"
#include "tests/support/seed.h"

namespace krul::domain {
namespace {

using namespace random_calendar;
using Kind = ExplainedDay::Kind;

constexpr int kCalendars = 150;  // in each of the six zones; each case asks three questions
constexpr int kCasesOfCalendar = 10;
constexpr auto kExplained = std::chrono::hours(24) * 390;

// Every date between the call and the deadline, each once.
void ExpectNoDateLeftOut(const Explanation& told, const absl::TimeZone& zone, Instant called_at) {
  ASSERT_FALSE(told.days.empty());
  EXPECT_EQ(told.days.front().day, absl::CivilDay(zone.At(absl::FromChrono(called_at)).cs));
  for (std::size_t i = 1; i < told.days.size(); ++i) EXPECT_EQ(told.days[i].day, told.days[i - 1].day + 1);
}

void ExpectHoursAddUp(const Explanation& told, Instant called_at, Millis amount) {
  Millis sum(0);
  Instant last = called_at;
  for (const ExplainedDay& day : told.days) {
    sum += day.counted_time();
    EXPECT_EQ(day.kind == Kind::kCounted, !day.counted.empty());
    EXPECT_EQ(day.kind == Kind::kNothingCounted, day.after.has_value());
    for (const OpenSpan& span : day.counted) {
      EXPECT_LE(last, span.from);
      EXPECT_LT(span.from, span.to);
      last = span.to;
    }
  }
  EXPECT_EQ(sum, amount);
  EXPECT_EQ(last + told.end.rounded_up, *told.end.level_due_at) << "it is due where the counting ends, rounded up";
}

void ExpectDaysAddUp(const Explanation& told, int working_days) {
  int counted = 0;
  for (const ExplainedDay& day : told.days) {
    if (day.kind == Kind::kWorkingDay) {
      EXPECT_EQ(day.working_day, ++counted);
    }
    EXPECT_EQ(day.kind == Kind::kSkipped || day.kind == Kind::kCallDayClosed, day.skip != ExplainedDay::Skip::kNone);
  }
  EXPECT_EQ(counted, told.end.working_day);
  if (working_days > 0) {
    EXPECT_EQ(counted, working_days);
  }
}

// How many of the three were judged. A calendar that opens a few hours a year is explained for its first 400 dates.
int Explain(const Firm& firm, Instant called_at, Chance& chance) {
  const Branch& branch = firm.branches.front();
  Category category = firm.categories.front();
  int judged = 0;
  const auto explained = [&](ServiceLevel level, const auto& expect) {
    category.call_back_within = level;
    const Explanation told = ExplainPromise(firm, branch, category, called_at);
    const Instant due = PlanPromise(firm, branch, category, called_at).due_at;
    EXPECT_EQ(told.end.level_due_at.value_or(kNever), due);
    EXPECT_EQ(told.days.empty(), due == kNever);
    if (due == kNever || due - called_at > kExplained) return;
    ++judged;
    ExpectNoDateLeftOut(told, branch.time_zone, called_at);
    EXPECT_EQ(SentencesOf(told, branch.time_zone).size(), told.days.size() + 1);
    expect(told);
  };
  const Millis amount = Millis(std::chrono::minutes(chance.Between(1, 40 * 60)));
  explained({.kind = ServiceLevel::Kind::kBusinessTime, .business_time = amount},
            [&](const Explanation& told) { ExpectHoursAddUp(told, called_at, amount); });
  const int days = static_cast<int>(chance.Between(1, 6));
  explained({.kind = ServiceLevel::Kind::kWorkingDays, .working_days = days},
            [&](const Explanation& told) { ExpectDaysAddUp(told, days); });
  const Millis margin = Millis(std::chrono::minutes(chance.Between(0, 240)));
  explained({.kind = ServiceLevel::Kind::kSameDay, .same_day_margin = margin},
            [&](const Explanation& told) { ExpectDaysAddUp(told, 0); });
  return judged;
}

TEST(ExplanationProperty, DaysAddUpToWhatWasPromised) {
  const std::uint64_t seed = TestSeed();
  SCOPED_TRACE(seed);
  Chance chance(seed);
  int judged = 0;
  for (const ZoneAndYear& where : kZones) {
    Firm firm = sample::SampleFirm();
    ASSERT_TRUE(absl::LoadTimeZone(where.zone, &firm.branches.front().time_zone));
    const absl::TimeZone zone = firm.branches.front().time_zone;
    for (int i = 0; i < kCalendars; ++i) {
      const std::int64_t first = SomeFirstMinute(chance, zone, where.year);
      const absl::CivilDay day(zone.At(absl::FromUnixSeconds(first * 60)).cs);
      firm.calendars[firm.branches.front().calendar] = SomeRules(chance, day);
      for (int asked = 0; asked < kCasesOfCalendar && !::testing::Test::HasFailure(); ++asked) {
        judged += Explain(firm, FromMillis((first + chance.Between(0, 20 * 1440)) * 60'000), chance);
      }
    }
  }
  EXPECT_GT(judged, 2 * kCalendars * kCasesOfCalendar * static_cast<int>(std::size(kZones)));
}

}  // namespace
}  // namespace krul::domain
