// How a promise stands while open, and how it is judged once closed. On time means at or before the deadline.
#include <gtest/gtest.h>

#include <optional>

#include "services/domain/promise/promise.h"
#include "tests/domain/callback_story.h"

namespace krul::domain {
namespace {

using namespace std::chrono_literals;
using namespace sample;

const Instant kDue = Mon("14:00");
const Instant kLate = kDue + 1ms;

TEST(StatusWhileOpen, FollowsTheClockWithoutAnyLook) {
  CallbackStory story;
  story.AcknowledgedByAnna();
  EXPECT_EQ(StatusOf(story.record, Mon("13:00") - 1ms), PromiseStatus::kOnTrack);
  EXPECT_EQ(StatusOf(story.record, Mon("13:00")), PromiseStatus::kAtRisk);
  EXPECT_EQ(StatusOf(story.record, kDue), PromiseStatus::kAtRisk);
  EXPECT_EQ(StatusOf(story.record, kLate), PromiseStatus::kBroken);
}

TEST(StatusWhileOpen, IsOnTrackOnceReachedOrAttemptedInTime) {
  for (const Outcome outcome : {Outcome::kConnected, Outcome::kRescheduled, Outcome::kNoAnswer}) {
    CallbackStory story;
    story.AcknowledgedByAnna().Do(RecordAttempt{outcome}, "anna", kDue);
    EXPECT_EQ(StatusOf(story.record, kDue), PromiseStatus::kOnTrack);
    EXPECT_EQ(StatusOf(story.record, Wed("10:00")), PromiseStatus::kOnTrack);
  }
}

TEST(StatusWhileOpen, StaysBrokenAfterAnAttemptTooLateButNotOnceReached) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(RecordAttempt{Outcome::kNoAnswer}, "anna", kLate);
  EXPECT_EQ(StatusOf(story.record, kLate), PromiseStatus::kBroken);
  story.Do(RecordAttempt{Outcome::kConnected}, "anna", Mon("15:00"));
  EXPECT_EQ(StatusOf(story.record, Mon("15:00")), PromiseStatus::kOnTrack) << "nothing is left to watch";
}

TEST(StatusWhileOpen, FollowsTheRenegotiatedMoment) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(Renegotiate{Tue("12:00"), "is out"}, "anna", Mon("13:30"));
  EXPECT_EQ(StatusOf(story.record, Mon("16:00")), PromiseStatus::kOnTrack);
  EXPECT_EQ(StatusOf(story.record, Tue("11:00")), PromiseStatus::kAtRisk);
  EXPECT_EQ(StatusOf(story.record, Tue("12:00") + 1ms), PromiseStatus::kBroken);
}

TEST(StatusOnceClosed, IsTheVerdictForEver) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(Complete{}, "anna", kDue);
  EXPECT_EQ(StatusOf(story.record, kDue - 24h), PromiseStatus::kKept);
  EXPECT_EQ(StatusOf(story.record, kDue + 24h * 365), PromiseStatus::kKept);
}

TEST(Verdict, DependsOnWhatWasDoneByTheDueMoment) {
  const struct {
    const char* given;
    std::optional<Instant> reached_at;
    std::optional<Instant> attempted_at;
    Disposition disposition;
    Instant closed_at;
    PromiseStatus verdict;
  } kCases[] = {
      {"reached at the due instant", kDue, {}, Disposition::kResolved, kDue, PromiseStatus::kKept},
      {"reached a millisecond late", kLate, {}, Disposition::kResolved, kLate, PromiseStatus::kMissed},
      {"reached in time, ticked off late", kDue, {}, Disposition::kResolved, Tue("10:00"), PromiseStatus::kKept},
      {"attempted in time, reached late", Tue("10:00"), kDue, Disposition::kResolved, Tue("10:00"),
       PromiseStatus::kKept},
      {"attempted in time, given up late",
       {},
       kDue,
       Disposition::kMaxAttemptsExceeded,
       Tue("10:00"),
       PromiseStatus::kKept},
      {"attempted late, given up", {}, kLate, Disposition::kMaxAttemptsExceeded, Tue("10:00"), PromiseStatus::kMissed},
      {"the caller came first", {}, {}, Disposition::kCallerReachedUs, kDue, PromiseStatus::kKept},
      {"the caller came too, but late", {}, {}, Disposition::kCallerReachedUs, kLate, PromiseStatus::kMissed},
      {"withdrawn in time", {}, {}, Disposition::kWithdrawn, kDue, PromiseStatus::kNotJudged},
      {"withdrawn in time, after an attempt",
       {},
       Mon("11:00"),
       Disposition::kWithdrawn,
       kDue,
       PromiseStatus::kNotJudged},
      {"a duplicate in time, though reached",
       Mon("11:00"),
       {},
       Disposition::kDuplicate,
       kDue,
       PromiseStatus::kNotJudged},
      {"withdrawn late", {}, {}, Disposition::kWithdrawn, kLate, PromiseStatus::kMissed},
      {"a duplicate, in time", {}, {}, Disposition::kDuplicate, kDue, PromiseStatus::kNotJudged},
      {"a duplicate, late", {}, {}, Disposition::kDuplicate, kLate, PromiseStatus::kMissed},
      {"withdrawn late, but reached in time", kDue, {}, Disposition::kWithdrawn, kLate, PromiseStatus::kKept},
      {"handled at the desk", {}, {}, Disposition::kHandledAtDesk, kLate, PromiseStatus::kNotJudged},
  };
  for (const auto& test : kCases) {
    Promise promise;
    promise.due_at = promise.original_due_at = kDue;
    promise.reached_at = test.reached_at;
    promise.attempted_at = test.attempted_at;
    EXPECT_EQ(Judge(promise, test.disposition, test.closed_at), test.verdict) << test.given;
  }
}

TEST(Verdict, IsAgainstTheOriginalMomentThoughAnotherWasAgreed) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(Renegotiate{Tue("12:00"), "is out"}, "anna", Mon("13:30"));
  story.Do(Complete{}, "anna", Tue("11:00"));
  EXPECT_EQ(story.record.promise.verdict, PromiseStatus::kMissed);

  CallbackStory sooner;  // promised by 14:00, then by 12:00: the caller was told 14:00 first
  sooner.AcknowledgedByAnna().Do(Renegotiate{Mon("12:00"), "leaves"}, "anna", Mon("11:00"));
  sooner.Do(Complete{}, "anna", kDue);
  EXPECT_EQ(sooner.record.promise.verdict, PromiseStatus::kKept);
}

TEST(AfterADeadline, ComesTheNextMillisecondUnlessItIsNever) {
  EXPECT_EQ(FirstInstantAfter(kDue), kLate);
  EXPECT_EQ(FirstInstantAfter(kNever), kNever);
}

}  // namespace
}  // namespace krul::domain
