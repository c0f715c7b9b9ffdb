// An attempt settles the moment for which it was made, and no later one; each moment is watched like the first. A
// question for Anna: promised by Monday 14:00, at risk from 13:00, tried again two hours after an attempt that failed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/domain/callback/callback_decisions.h"
#include "services/domain/promise/due_moment.h"
#include "services/domain/promise/promise.h"
#include "services/domain/report/forecast.h"
#include "tests/domain/callback_story.h"

namespace krul::domain {
namespace {

using namespace std::chrono_literals;
using namespace sample;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Looks whenever the record asks for it, up to `until`; what happened, in order.
std::vector<EventType> WatchedUntil(CallbackStory& story, Instant until) {
  std::vector<EventType> events;
  while (*NextLook(story.record) <= until) {
    const Decision decision = story.LookAtIt(*NextLook(story.record));
    events.insert(events.end(), decision.events.begin(), decision.events.end());
  }
  return events;
}

Forecast ForecastAt(const CallbackStory& story, Instant now) {
  return ForecastOf(story.firm, story.firm.branches.front(), {}, {story.record}, now, 8);
}

CallbackStory NotBefore(Instant earliest, Instant due) {
  CallbackStory story;
  Note note = AQuestionForAnna();
  note.window = CallWindow{.not_before = earliest};
  note.due_at = due;
  story.Do(note, "fatima", Mon("10:00"));
  story.Do(Acknowledge{}, "anna", Mon("10:10"));
  return story;
}

TEST(AnAgreedMoment, IsWatchedLikeTheFirstThoughAnAttemptWasMadeBefore) {
  for (const Outcome outcome : {Outcome::kNoAnswer, Outcome::kConnected}) {
    CallbackStory story;
    story.AcknowledgedByAnna().Do(RecordAttempt{outcome}, "anna", Mon("11:00"));
    story.Do(Renegotiate{Wed("12:00"), "is out"}, "anna", Mon("11:10"));
    EXPECT_EQ(DueMomentOf(story.record), (DueMoment{DueMoment::Kind::kAgreed, Wed("12:00"), Wed("11:00")}));
    EXPECT_EQ(story.record.retry_at, std::nullopt) << "a retry from before the agreement falls away";
    EXPECT_THAT(WatchedUntil(story, Wed("12:59")),
                ElementsAre(EventType::kAtRisk, EventType::kEscalated, EventType::kBroken, EventType::kEscalated));
    EXPECT_EQ(StandingOf(story.record, Wed("12:01")).level, StandingLevel::kLate);
    EXPECT_EQ(StatusOf(story.record, Wed("12:01")), PromiseStatus::kOnTrack)
        << "attempted by the moment first promised";
    EXPECT_EQ(ForecastAt(story, Wed("12:01")).late, 1);
  }
}

TEST(AnAgreedMoment, IsWatchedAfterAnAttemptThatWasLate) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(RecordAttempt{Outcome::kNoAnswer}, "anna", Mon("14:05"));
  story.Do(Renegotiate{Wed("12:00"), "is out"}, "anna", Mon("14:10"));
  EXPECT_THAT(WatchedUntil(story, Wed("12:59")),
              ElementsAre(EventType::kAtRisk, EventType::kEscalated, EventType::kBroken, EventType::kEscalated));
  EXPECT_EQ(StatusOf(story.record, Wed("12:01")), PromiseStatus::kBroken);
}

TEST(AnAgreedMoment, IsMetByAnAttemptMadeForIt) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(Renegotiate{Wed("12:00"), "is out"}, "anna", Mon("11:00"));
  story.Do(RecordAttempt{Outcome::kNoAnswer}, "anna", Wed("11:30"));
  EXPECT_EQ(DueMomentOf(story.record).kind, DueMoment::Kind::kRetry);
  EXPECT_THAT(WatchedUntil(story, Wed("12:59")), IsEmpty());
}

TEST(AnAgreedMoment, IsNotMetByTheCallInWhichItWasAgreed) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(BeginCall{}, "anna", Mon("11:00"));
  story.Do(Renegotiate{Wed("12:00"), "is out"}, "anna", Mon("11:05"));
  story.Do(RecordAttempt{Outcome::kConnected}, "anna", Mon("11:06"));
  EXPECT_EQ(DueMomentOf(story.record).kind, DueMoment::Kind::kAgreed);
  EXPECT_EQ(story.record.promise.reached_at, Mon("11:00"));
}

TEST(AnAgreedMoment, TellsItsOwnStepsThoughTheFormerWereTaken) {
  CallbackStory story;
  story.AcknowledgedByAnna();
  const Decision first = story.LookAtIt(Mon("14:01"));
  story.Do(Renegotiate{Wed("12:00"), "busy"}, "anna", Mon("14:10"));
  story.LookAtIt(Wed("11:00"));
  const Decision second = story.LookAtIt(Wed("12:01"));
  EXPECT_THAT(Told(second), ElementsAre("mira"));
  EXPECT_NE(first.notices.back().id, second.notices.back().id);
}

TEST(AnAgreedMoment, TakenBackLeavesTheFormerOneAndItsRetry) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(RecordAttempt{Outcome::kNoAnswer}, "anna", Mon("11:00"));
  const CallbackRecord before = story.record;
  story.Do(Renegotiate{Wed("12:00"), "is out"}, "anna", Mon("12:58"));
  story.Do(Undo{story.record.last_sequence()}, "anna", Mon("13:05"));
  EXPECT_EQ(DueMomentOf(story.record), DueMomentOf(before));
  EXPECT_THAT(story.LookAtIt(Mon("13:05")).events,
              ElementsAre(EventType::kAtRisk, EventType::kEscalated, EventType::kRetryDue, EventType::kEscalated));
}

TEST(AnAgreedMoment, DropsAWindowInWhichItDoesNotLie) {
  CallbackStory earlier = NotBefore(Thu("10:00"), Thu("14:00"));
  earlier.Do(Renegotiate{Wed("12:00"), "has time after all"}, "anna", Mon("11:00"));
  EXPECT_EQ(earlier.record.window, std::nullopt);
  earlier.Do(RecordAttempt{Outcome::kNoAnswer}, "anna", Wed("11:30"));
  EXPECT_EQ(earlier.record.retry_at, Wed("13:30"));

  CallbackStory later = NotBefore(Thu("10:00"), Thu("14:00"));
  later.Do(Renegotiate{Fri("12:00"), "rather Friday"}, "anna", Mon("11:00"));
  EXPECT_TRUE(later.record.window.has_value());
}

TEST(AnAttempt, BeforeTheCallersEarliestMomentSettlesNothing) {
  CallbackStory story = NotBefore(Thu("10:00"), Thu("14:00"));
  story.Do(RecordAttempt{Outcome::kNoAnswer}, "anna", Tue("09:20"));
  EXPECT_EQ(story.record.promise.attempted_at, std::nullopt);
  EXPECT_EQ(DueMomentOf(story.record).kind, DueMoment::Kind::kPromised);
  EXPECT_EQ(StatusOf(story.record, Thu("14:01")), PromiseStatus::kBroken);
  story.Do(RecordAttempt{Outcome::kNoAnswer}, "anna", Thu("10:00"));
  EXPECT_EQ(StatusOf(story.record, Thu("14:01")), PromiseStatus::kOnTrack);
}

TEST(ARetry, IsBoundedUnlessTheCallerNamedTheTime) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(RecordAttempt{Outcome::kNoAnswer, "", At("2027-11-01 10:00")}, "anna", Mon("11:00"));
  EXPECT_EQ(story.record.retry_at, Mon("13:00"));
  story.Do(RecordAttempt{Outcome::kNoAnswer, "", Mon("11:45")}, "anna", Mon("11:30"));
  EXPECT_EQ(story.record.retry_at, Mon("11:45")) << "sooner is always right";
  story.Do(RecordAttempt{Outcome::kRescheduled, "", Fri("16:00")}, "anna", Mon("12:00"));
  EXPECT_EQ(story.record.retry_at, Fri("16:00"));
}

TEST(ARetry, IsSoonThenLateOnBoardAndForecastAndThePromiseOnTrack) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(RecordAttempt{Outcome::kNoAnswer}, "anna", Mon("11:00"));
  EXPECT_EQ(StandingOf(story.record, Mon("12:29")).level, StandingLevel::kOnTime);
  EXPECT_EQ(StandingOf(story.record, Mon("12:30")).level, StandingLevel::kSoon);
  EXPECT_EQ(ForecastAt(story, Mon("12:30")).at_risk, 1);
  WatchedUntil(story, Mon("15:00"));
  EXPECT_EQ(StandingOf(story.record, Mon("15:00")).level, StandingLevel::kLate);
  EXPECT_EQ(ForecastAt(story, Mon("15:00")).late, 1);
  EXPECT_EQ(ForecastAt(story, Mon("15:00")).later, 0);
  EXPECT_EQ(StatusOf(story.record, Mon("15:00")), PromiseStatus::kOnTrack);
}

TEST(ALateAttempt, LeavesItLateThoughItIsTriedAgain) {
  CallbackStory story;
  story.AcknowledgedByAnna().LookAtIt(Mon("14:01"));
  story.Do(RecordAttempt{Outcome::kNoAnswer}, "anna", Mon("14:25"));
  EXPECT_EQ(ForecastAt(story, Mon("14:30")).late, 1);
  EXPECT_EQ(StandingOf(story.record, Mon("14:30")).level, StandingLevel::kLate);
}

TEST(ACall, ThatBeganInTimeHoldsTheAlarmWhileItLasts) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(BeginCall{}, "anna", Mon("13:55"));
  EXPECT_THAT(WatchedUntil(story, Mon("14:10")), ElementsAre(EventType::kAtRisk, EventType::kEscalated))
      << "and not that it is broken";
  EXPECT_EQ(StatusOf(story.record, Mon("14:10")), PromiseStatus::kAtRisk);
  EXPECT_EQ(StandingOf(story.record, Mon("14:10")).level, StandingLevel::kSoon);
  EXPECT_THAT(WatchedUntil(story, Mon("14:11")),
              ElementsAre(EventType::kLeaseLapsed, EventType::kBroken, EventType::kEscalated));
}

TEST(ACall, ThatBeganTooLateHoldsNothing) {
  CallbackStory story;
  story.AcknowledgedByAnna().LookAtIt(Mon("13:00"));
  story.Do(BeginCall{}, "anna", Mon("14:00") + 1ms);
  EXPECT_THAT(WatchedUntil(story, Mon("14:01")), ElementsAre(EventType::kBroken, EventType::kEscalated));
}

TEST(ACall, ThatOutlastsItsLeaseCountsFromWhenItBegan) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(BeginCall{}, "anna", Mon("13:55"));
  WatchedUntil(story, Mon("14:15"));
  CallbackStory another = story, too_long = story;
  story.Do(Complete{}, "anna", Mon("14:15"));
  EXPECT_EQ(story.record.promise.verdict, PromiseStatus::kKept);
  another.Do(Complete{}, "bram", Mon("14:15"));
  EXPECT_EQ(another.record.promise.verdict, PromiseStatus::kMissed) << "it was not his call";
  too_long.Do(Complete{}, "anna", Mon("15:55") + 1ms);
  EXPECT_EQ(too_long.record.promise.verdict, PromiseStatus::kMissed) << "nobody believes a call of more than two hours";
}

TEST(ACall, ForWhichCallIsPressedTwiceCountsFromTheFirst) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(BeginCall{}, "anna", Mon("13:55"));
  story.Do(BeginCall{}, "anna", Mon("14:05"));
  EXPECT_EQ(story.record.lease_until, Mon("14:20"));
  story.Do(Complete{}, "anna", Mon("14:07"));
  EXPECT_EQ(story.record.promise.verdict, PromiseStatus::kKept);
}

TEST(Cancelling, BeforeTheDueMomentIsNotJudgedEvenAfterAnAttempt) {
  for (const Disposition disposition : {Disposition::kWithdrawn, Disposition::kDuplicate}) {
    CallbackStory story;
    story.AcknowledgedByAnna().Do(RecordAttempt{Outcome::kNoAnswer}, "anna", Mon("11:00"));
    story.Do(Cancel{disposition, ""}, "fatima", Mon("14:00"));
    EXPECT_EQ(story.record.promise.verdict, PromiseStatus::kNotJudged);
  }
}

TEST(ACondition, ThatEndedBeginsAnewWhenItBeginsAgain) {
  CallbackStory story;
  story.AssignedToAnna();
  const Decision first = story.LookAtIt(Mon("11:01"), {PersonOf("bram")});
  ASSERT_THAT(StepsTaken(story.record), ElementsAre(kTellDeputy));
  story.Do(Acknowledge{}, "bram", Mon("11:10"));
  story.Do(Forward{PersonOf("daan")}, "bram", Mon("11:20"));
  EXPECT_THAT(StepsTaken(story.record), IsEmpty());
  const Decision second = story.LookAtIt(Mon("12:21"), {PersonOf("anna")});
  EXPECT_THAT(Told(second), ElementsAre("anna", "mira")) << "Daan has no deputy";
  EXPECT_NE(first.notices.back().id, second.notices.back().id);
}

}  // namespace
}  // namespace krul::domain
