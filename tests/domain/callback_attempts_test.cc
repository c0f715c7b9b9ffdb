// Attempts to reach the caller, and what each of them leaves to do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/domain/callback/callback_decisions.h"
#include "services/domain/limits.h"
#include "services/domain/promise/promise.h"
#include "tests/domain/callback_story.h"

namespace krul::domain {
namespace {

using namespace std::chrono_literals;
using namespace sample;
using ::testing::ElementsAre;

constexpr Outcome kFailures[] = {Outcome::kNoAnswer,    Outcome::kBusy,        Outcome::kLeftVoicemail,
                                 Outcome::kWrongNumber, Outcome::kWrongPerson, Outcome::kNumberNotInUse};

TEST(AFailedAttempt, InTimeSettlesTheDueMomentAndIsTriedAgain) {
  for (const Outcome outcome : kFailures) {
    CallbackStory story;
    story.AcknowledgedByAnna().Do(RecordAttempt{outcome, "will try later"}, "anna", Mon("11:00"));
    const CallbackRecord& record = story.record;
    EXPECT_EQ(record.promise.attempted_at, Mon("11:00"));
    EXPECT_EQ(record.promise.reached_at, std::nullopt);
    EXPECT_EQ(record.retry_at, Mon("13:00"));
    EXPECT_EQ(record.reminder_at, std::nullopt);
    EXPECT_EQ(NextLook(record), Mon("12:30")) << "the at-risk point of the retry";
    ASSERT_EQ(record.attempts.size(), 1u);
    EXPECT_EQ(record.attempts[0].outcome, outcome);
    EXPECT_EQ(record.attempts[0].person, "anna");
    EXPECT_EQ(record.sealed.remarks.at(record.attempts[0].sequence), "will try later");
  }
}

TEST(AFailedAttempt, AfterTheDueMomentSettlesNothing) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(RecordAttempt{Outcome::kNoAnswer}, "anna", Mon("14:00") + 1ms);
  EXPECT_EQ(StatusOf(story.record, Mon("14:00") + 1ms), PromiseStatus::kBroken);
  EXPECT_EQ(NextLook(story.record), Mon("13:00"));
}

TEST(AFailedAttempt, OfWhichTheFirstCounts) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(RecordAttempt{Outcome::kNoAnswer}, "anna", Mon("11:00"));
  story.Do(RecordAttempt{Outcome::kBusy}, "anna", Mon("16:00"));
  EXPECT_EQ(story.record.promise.attempted_at, Mon("11:00"));
  EXPECT_EQ(story.record.retry_at, Tue("10:00"));
}

TEST(SpeakingToTheCaller, WithoutCompletingIsLookedAtAgainAtTheNextClosing) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(RecordAttempt{Outcome::kConnected}, "anna", Mon("11:00"));
  EXPECT_EQ(story.record.promise.reached_at, Mon("11:00"));
  EXPECT_EQ(story.record.promise.attempted_at, std::nullopt);
  EXPECT_EQ(story.record.retry_at, std::nullopt);
  EXPECT_EQ(story.record.reminder_at, Mon("17:00"));
  EXPECT_EQ(NextLook(story.record), Mon("17:00") + 1ms);
}

TEST(SpeakingToTheCaller, WhoAsksToBeCalledAgainReachesThemAndPlansARetry) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(RecordAttempt{Outcome::kRescheduled, "", Wed("09:30")}, "anna", Mon("11:00"));
  EXPECT_EQ(story.record.promise.reached_at, Mon("11:00"));
  EXPECT_EQ(story.record.retry_at, Wed("09:30"));
  EXPECT_EQ(NextLook(story.record), Tue("13:52") + 30s) << "when a quarter of the time is left";
}

TEST(SpeakingToTheCaller, OfWhichTheFirstTimeCounts) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(RecordAttempt{Outcome::kConnected}, "anna", Mon("11:00"));
  story.Do(RecordAttempt{Outcome::kConnected}, "anna", Mon("15:00"));
  EXPECT_EQ(story.record.promise.reached_at, Mon("11:00"));
}

TEST(AnAttempt, CountsFromWhenTheCallBegan) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(BeginCall{}, "anna", Mon("13:55"));
  story.Do(RecordAttempt{Outcome::kConnected}, "anna", Mon("14:05"));
  EXPECT_EQ(story.record.promise.reached_at, Mon("13:55"));
  EXPECT_EQ(story.record.attempts[0].at, Mon("13:55"));
  EXPECT_EQ(story.record.state, State::kAcknowledged);
  EXPECT_EQ(story.record.call_begun_at, std::nullopt);
  EXPECT_EQ(story.record.lease_until, std::nullopt);
}

TEST(AnAttempt, DoesNotCountFromTheCallOfSomebodyElse) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(BeginCall{}, "anna", Mon("13:55"));
  story.Do(RecordAttempt{Outcome::kConnected}, "bram", Mon("14:30"));  // her lease is over
  EXPECT_EQ(story.record.attempts[0].at, Mon("14:30"));
  EXPECT_EQ(story.record.promise.reached_at, Mon("14:30"));

  CallbackStory completed;
  completed.AcknowledgedByAnna().Do(BeginCall{}, "anna", Mon("13:55"));
  completed.Do(Complete{}, "bram", Mon("14:30"));
  EXPECT_EQ(completed.record.promise.reached_at, Mon("14:30"));
  EXPECT_EQ(completed.record.promise.verdict, PromiseStatus::kMissed);
}

TEST(AnAttempt, WithoutMineIsMineByDeed) {
  CallbackStory story;
  story.AssignedToAnna().Do(RecordAttempt{Outcome::kNoAnswer}, "bram", Mon("10:20"));
  EXPECT_EQ(story.record.state, State::kAcknowledged);
  EXPECT_EQ(story.record.assignee, PersonOf("bram"));
  EXPECT_EQ(story.record.acknowledge_by, std::nullopt);
}

TEST(AnAttempt, BeginsThePressureOfRetriesAnew) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(RecordAttempt{Outcome::kNoAnswer}, "anna", Mon("10:30"));
  story.LookAtIt(Mon("12:00"));
  const Decision first = story.LookAtIt(Mon("12:31"));
  ASSERT_THAT(Told(first), ElementsAre("anna"));
  story.Do(RecordAttempt{Outcome::kNoAnswer}, "anna", Mon("12:40"));
  EXPECT_FALSE(story.record.promise.steps[kTellAssigneeRetry].taken);
  EXPECT_EQ(story.record.promise.steps[kTellAssigneeRetry].at, kNever);

  story.LookAtIt(Mon("14:10"));
  const Decision second = story.LookAtIt(Mon("14:41"));
  ASSERT_THAT(Told(second), ElementsAre("anna"));
  EXPECT_NE(first.notices[0].id, second.notices[0].id) << "a notice of its own, or it passes for the first one";
}

TEST(AnAttempt, IsRefusedWhenNoMoreFit) {
  CallbackStory story;
  story.AcknowledgedByAnna();
  for (int i = 0; i < limits::kMaxAttempts; ++i) {
    story.Do(RecordAttempt{Outcome::kBusy}, "anna", Mon("10:30") + 1min * i);
  }
  EXPECT_EQ(story.Refused(RecordAttempt{Outcome::kConnected}, "anna", Mon("15:00")), Reason::kTooManyAttempts);
  EXPECT_TRUE(story.Try(Complete{Disposition::kMaxAttemptsExceeded}, "anna", Mon("15:00")).ok());
}

}  // namespace
}  // namespace krul::domain
