// What presses next: the moment that must be met now, how it stands, and its place in lists.
#include "services/domain/promise/due_moment.h"

#include <gtest/gtest.h>

#include "services/domain/promise/promise.h"
#include "tests/domain/callback_story.h"

namespace krul::domain {
namespace {

using namespace sample;
using namespace std::chrono_literals;

std::string LevelAt(const CallbackRecord& record, const char* time) {
  switch (StandingOf(record, Mon(time)).level) {
    case StandingLevel::kOnTime:
      return "ON_TIME";
    case StandingLevel::kSoon:
      return "SOON";
    case StandingLevel::kLate:
      return "LATE";
  }
  return "";
}

TEST(StandingTest, GoesByThePromiseUntilItIsSettled) {
  CallbackStory story;
  story.AcknowledgedByAnna();  // promised by 14:00, at risk from 13:00
  EXPECT_EQ(DueMomentOf(story.record), (DueMoment{DueMoment::Kind::kPromised, Mon("14:00"), Mon("13:00")}));
  const Standing early = StandingOf(story.record, Mon("12:59"));
  EXPECT_EQ(early.level, StandingLevel::kOnTime);
  EXPECT_EQ(early.worsens_at, Mon("13:00"));
  EXPECT_EQ(early.worsens_to, StandingLevel::kSoon);
  const Standing soon = StandingOf(story.record, Mon("13:00"));
  EXPECT_EQ(soon.level, StandingLevel::kSoon);
  EXPECT_EQ(soon.worsens_at, Mon("14:00") + 1ms);
  EXPECT_EQ(soon.worsens_to, StandingLevel::kLate);
  EXPECT_EQ(LevelAt(story.record, "14:00"), "SOON") << "on time is at or before";
  const Standing late = StandingOf(story.record, Mon("14:01"));
  EXPECT_EQ(late.level, StandingLevel::kLate);
  EXPECT_FALSE(late.worsens_at.has_value());
}

TEST(StandingTest, AnAgreedTimeTakesThePlaceOfThePromised) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(Renegotiate{Wed("12:00"), "is out"}, "anna", Mon("11:00"));
  EXPECT_EQ(DueMomentOf(story.record).kind, DueMoment::Kind::kAgreed);
  EXPECT_EQ(DueMomentOf(story.record).at, Wed("12:00"));
}

TEST(StandingTest, AMissedRetryIsLateUntilSomebodyTriesAgainThoughThePromiseWasKept) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(RecordAttempt{Outcome::kNoAnswer}, "anna", Mon("11:00"));
  const Instant retry = *story.record.retry_at;
  EXPECT_EQ(DueMomentOf(story.record), (DueMoment{DueMoment::Kind::kRetry, retry, Mon("12:30")}));
  EXPECT_EQ(StandingOf(story.record, retry).level, StandingLevel::kSoon);
  EXPECT_EQ(StandingOf(story.record, retry + 1ms).level, StandingLevel::kLate);
  story.LookAtIt(retry + 1ms);
  EXPECT_FALSE(story.record.retry_at.has_value()) << "looked at";
  EXPECT_EQ(StandingOf(story.record, retry + 2h).level, StandingLevel::kLate) << "and still late";
  EXPECT_EQ(StatusOf(story.record, retry + 2h), PromiseStatus::kOnTrack) << "the status tells of the promise alone";
  story.Do(RecordAttempt{Outcome::kNoAnswer}, "anna", retry + 3h);
  EXPECT_EQ(StandingOf(story.record, retry + 3h).level, StandingLevel::kOnTime);
}

TEST(RankTest, IsTheMomentLessAnHourIfTheCallerRangOnceOrMore) {
  CallbackStory story;
  story.AcknowledgedByAnna();
  EXPECT_EQ(RankOf(story.record), Mon("14:00"));
  story.Do(Chase{}, "fatima", Mon("10:30"));
  EXPECT_EQ(RankOf(story.record), Mon("13:00"));
  story.Do(Chase{}, "fatima", Mon("10:40"));
  EXPECT_EQ(RankOf(story.record), Mon("13:00")) << "once, however often";
  story.Do(RecordAttempt{Outcome::kNoAnswer}, "anna", Mon("11:00"));
  EXPECT_EQ(RankOf(story.record), *story.record.retry_at) << "since the last attempt nobody rang";
}

TEST(RankTest, OneWhoRangAgainComesAboveWhatIsDueWithinTheSameHour) {
  CallbackStory plain, rang;
  plain.AcknowledgedByAnna();
  rang.AcknowledgedByAnna();
  plain.record.promise.due_at = plain.record.promise.original_due_at = Mon("15:00");
  rang.record.promise.due_at = rang.record.promise.original_due_at = Mon("15:05");
  EXPECT_TRUE(ComesBefore(plain.record, rang.record));
  for (int times = 0; times < 3; ++times) rang.Do(Chase{}, "fatima", Mon("10:30"));
  EXPECT_TRUE(ComesBefore(rang.record, plain.record));
  plain.record.promise.due_at = plain.record.promise.original_due_at = Mon("14:00");
  EXPECT_TRUE(ComesBefore(plain.record, rang.record)) << "not above what is due an hour and more before";
}

}  // namespace
}  // namespace krul::domain
