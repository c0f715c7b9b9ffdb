// How a callback ends, how the end is taken back, and how it begins again.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/domain/callback/callback_decisions.h"
#include "services/domain/promise/promise.h"
#include "tests/domain/callback_story.h"

namespace krul::domain {
namespace {

using namespace std::chrono_literals;
using namespace sample;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Completing, ReachesTheCallerEndsAllTimersAndPlansTheErasure) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(RecordAttempt{Outcome::kNoAnswer}, "anna", Mon("11:00"));
  const Decision decision = story.Do(Complete{Disposition::kResolved, "a 28 inch"}, "anna", Mon("13:30"));
  const CallbackRecord& record = story.record;
  EXPECT_THAT(decision.events, ElementsAre(EventType::kCompleted));
  EXPECT_EQ(record.state, State::kCompleted);
  EXPECT_EQ(record.disposition, Disposition::kResolved);
  EXPECT_EQ(record.closed_at, Mon("13:30"));
  EXPECT_EQ(record.promise.reached_at, Mon("13:30"));
  EXPECT_EQ(record.promise.verdict, PromiseStatus::kKept);
  EXPECT_EQ(record.retry_at, std::nullopt);
  EXPECT_EQ(Told(record.history.back()), "RESOLVED");
  EXPECT_EQ(NextLook(record), Mon("13:30") + 90 * 24h);
}

TEST(Completing, DuringACallCountsFromWhenItBegan) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(BeginCall{}, "anna", Mon("14:00"));
  story.Do(Complete{}, "anna", Mon("14:10"));
  EXPECT_EQ(story.record.promise.reached_at, Mon("14:00"));
  EXPECT_EQ(story.record.promise.verdict, PromiseStatus::kKept);
  EXPECT_EQ(story.record.lease_until, std::nullopt);
  EXPECT_EQ(story.record.calling_person, "");
}

TEST(Completing, BecauseTheCallerRangUsDoesNotReachThem) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(Complete{Disposition::kCallerReachedUs}, "fatima", Mon("12:00"));
  EXPECT_EQ(story.record.promise.reached_at, std::nullopt);
  EXPECT_EQ(story.record.promise.verdict, PromiseStatus::kKept);
  EXPECT_EQ(story.record.disposition, Disposition::kCallerReachedUs);
}

TEST(GivingUp, NeedsAsManyFailedAttemptsAsTheFirmFileSays) {
  CallbackStory story;
  story.AcknowledgedByAnna();
  const Command give_up = Complete{Disposition::kMaxAttemptsExceeded};
  for (int failed = 0; failed < 3; ++failed) {
    EXPECT_EQ(story.Refused(give_up, "anna", Mon("11:30")), Reason::kTooFewAttempts) << failed;
    story.Do(RecordAttempt{Outcome::kNoAnswer}, "anna", Mon("11:00") + 1min * failed);
    story.Do(RecordAttempt{Outcome::kRescheduled}, "anna", Mon("11:00") + 1min * failed);  // which did not fail
  }
  story.Do(give_up, "anna", Mon("11:30"));
  EXPECT_EQ(story.record.disposition, Disposition::kMaxAttemptsExceeded);
}

TEST(Cancelling, ClosesWithoutJudgingBeforeTheDueMoment) {
  for (const Disposition disposition : {Disposition::kWithdrawn, Disposition::kDuplicate}) {
    CallbackStory story;
    story.AcknowledgedByAnna().Do(Cancel{disposition, "solved it"}, "fatima", Mon("14:00"));
    EXPECT_EQ(story.record.state, State::kCancelled);
    EXPECT_EQ(story.record.disposition, disposition);
    EXPECT_EQ(story.record.promise.verdict, PromiseStatus::kNotJudged);
  }
}

TEST(AClosedCallback, IsChangedByNothingButReopeningAndUndoing) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(Complete{}, "anna", Mon("11:00"));
  for (const Command& command :
       {Command(Acknowledge{}), Command(BeginCall{}), Command(RecordAttempt{}), Command(Forward{PersonOf("bram")}),
        Command(Renegotiate{Tue("10:00"), ""}), Command(Chase{}), Command(Complete{}), Command(Cancel{})}) {
    EXPECT_EQ(story.Refused(command, "anna", Mon("11:01")), Reason::kClosed);
  }
  EXPECT_FALSE(story.Do(Assign{PersonOf("bram")}, "assignment", Mon("11:01")).changed);
  EXPECT_FALSE(story.Do(JudgeHolder{}, "assignment", Mon("11:01")).changed);
}

TEST(Reopening, MakesASecondPromiseAndFreezesTheFirst) {
  CallbackStory story;
  story.AcknowledgedByAnna().LookAtIt(Mon("14:00") + 1ms);
  story.Do(Complete{}, "anna", Mon("15:00"));
  ASSERT_EQ(story.record.promise.verdict, PromiseStatus::kMissed);
  const Decision decision = story.Do(Reopen{"it leaks again"}, "mira", Mon("16:00"));
  const CallbackRecord& record = story.record;

  EXPECT_THAT(decision.events, ElementsAre(EventType::kReopened));
  EXPECT_THAT(Told(decision), ElementsAre("anna"));
  EXPECT_EQ(record.state, State::kAssigned);
  EXPECT_EQ(record.assignee, PersonOf("anna"));
  EXPECT_EQ(record.acknowledge_by, Mon("17:00"));
  EXPECT_EQ(record.closed_at, std::nullopt);
  EXPECT_EQ(record.erase_at, std::nullopt);
  EXPECT_EQ(record.disposition, Disposition::kNone);
  ASSERT_EQ(record.former_promises.size(), 1u);
  EXPECT_EQ(record.former_promises[0].verdict, PromiseStatus::kMissed);
  EXPECT_EQ(record.promise.number, 2);
  EXPECT_EQ(record.promise.verdict, std::nullopt);
  EXPECT_EQ(record.promise.reached_at, std::nullopt);
  EXPECT_EQ(record.promise.due_at, Tue("12:00"));
  EXPECT_EQ(record.promise.original_due_at, Tue("12:00"));
  EXPECT_EQ(record.promise.at_risk_at, Tue("11:00"));
  for (const PlannedStep& planned : record.promise.steps) EXPECT_FALSE(planned.taken);
  EXPECT_EQ(StatusOf(record, Mon("16:00")), PromiseStatus::kOnTrack);
  EXPECT_EQ(record.sealed.remarks.at(record.history.back().sequence), "it leaks again");
}

TEST(Reopening, OfWhatNobodyHadIsAssignedAnew) {
  CallbackStory story;
  story.Noted().Do(Complete{}, "fatima", Mon("10:00"));
  story.Do(Reopen{"it was not"}, "fatima", Mon("10:30"));
  EXPECT_EQ(story.record.state, State::kNoted);
  EXPECT_EQ(story.record.assign_by, Mon("10:31"));

  CallbackStory left;
  left.AcknowledgedByAnna().Do(Complete{}, "anna", Mon("11:00"));
  std::erase_if(left.firm.people, [](const Person& person) { return person.id == "anna"; });
  left.Do(Reopen{"it was not"}, "fatima", Mon("11:30"));
  EXPECT_EQ(left.record.state, State::kNoted);
  EXPECT_EQ(left.record.assignee, Party{});
}

TEST(Reopening, IsRefusedWhileOpenAndAfterErasure) {
  CallbackStory story;
  story.AcknowledgedByAnna();
  EXPECT_EQ(story.Refused(Reopen{"why not"}, "mira", Mon("10:30")), Reason::kNotClosed);
  story.Do(Complete{}, "anna", Mon("11:00"));
  story.LookAtIt(Mon("11:00") + 90 * 24h);
  EXPECT_EQ(story.Refused(Reopen{"it leaks"}, "mira", Mon("11:00") + 91 * 24h), Reason::kErased);
}

TEST(Undoing, RestoresWhatWasBeforeTheLatestEvent) {
  CallbackStory story;
  story.AcknowledgedByAnna();
  const CallbackRecord before = story.record;
  story.Do(Complete{Disposition::kResolved, "done"}, "anna", Mon("11:00"));
  const Decision decision = story.Do(Undo{story.record.history.back().sequence}, "anna", Mon("11:05"));
  const CallbackRecord& record = story.record;

  EXPECT_THAT(decision.events, ElementsAre(EventType::kUndone));
  EXPECT_EQ(record.state, State::kAcknowledged);
  EXPECT_EQ(record.disposition, Disposition::kNone);
  EXPECT_EQ(record.promise.verdict, std::nullopt);
  EXPECT_EQ(record.promise.reached_at, std::nullopt);
  EXPECT_EQ(record.closed_at, std::nullopt);
  EXPECT_EQ(record.erase_at, std::nullopt);
  EXPECT_THAT(record.sealed.remarks, IsEmpty());
  EXPECT_EQ(NextLook(record), NextLook(before));
  // The history keeps both: what happened cannot be edited.
  ASSERT_EQ(record.history.size(), before.history.size() + 2);
  EXPECT_EQ(Told(record.history.back()), "event 4");
  EXPECT_EQ(record.history.back().sequence, 5);
}

TEST(Undoing, IsPossibleForEverythingAPersonDid) {
  const Command commands[] = {
      Acknowledge{}, BeginCall{}, RecordAttempt{}, Forward{PersonOf("carla")}, Renegotiate{Tue("10:00"), ""},
      Chase{},       Cancel{}};
  for (const Command& command : commands) {
    CallbackStory story;
    story.AssignedToAnna();
    CallbackRecord expected = story.record;
    story.Do(command, "bram", Mon("10:20"));
    story.Do(Undo{story.record.history.back().sequence}, "bram", Mon("10:30"));  // the tenth minute counts
    expected.version += 2;
    expected.history = story.record.history;
    EXPECT_EQ(InWords(story.record), InWords(expected));
  }
}

TEST(Undoing, IsTooLateAMillisecondAfterTenMinutes) {
  CallbackStory story;
  story.AcknowledgedByAnna();
  EXPECT_TRUE(story.Try(Undo{3}, "anna", Mon("10:20")).ok());
  EXPECT_EQ(story.Refused(Undo{3}, "anna", Mon("10:20") + 1ms), Reason::kUndoTooLate);
}

TEST(Undoing, IsOnlyForTheLatestEventAndOneThatAPersonMade) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(Chase{}, "fatima", Mon("10:11"));
  EXPECT_EQ(story.Refused(Undo{3}, "anna", Mon("10:12")), Reason::kNotLatest);
  EXPECT_EQ(story.Refused(Undo{5}, "anna", Mon("10:12")), Reason::kNotLatest);
  story.Do(Undo{4}, "fatima", Mon("10:12"));
  EXPECT_EQ(story.Refused(Undo{5}, "fatima", Mon("10:13")), Reason::kNotLatest) << "an undo is not undone";
  EXPECT_EQ(story.Refused(Undo{3}, "anna", Mon("10:13")), Reason::kNotLatest);

  CallbackStory assigned;
  assigned.AssignedToAnna();
  EXPECT_EQ(assigned.Refused(Undo{2}, "anna", Mon("10:01")), Reason::kNotLatest);

  CallbackStory looked_at;
  looked_at.AcknowledgedByAnna().Do(Chase{}, "fatima", Mon("12:59"));
  looked_at.LookAtIt(Mon("13:00"));
  EXPECT_EQ(looked_at.Refused(Undo{4}, "fatima", Mon("13:01")), Reason::kNotLatest);
}

TEST(Undoing, LetsFireWhatShouldHaveFiredMeanwhile) {
  CallbackStory story;
  story.AssignedToAnna().Do(Cancel{Disposition::kDuplicate}, "fatima", Mon("10:55"));
  story.Do(Undo{3}, "fatima", Mon("11:03"));  // an acknowledgement was due at 11:00
  EXPECT_LT(NextLook(story.record), Mon("11:03"));
  EXPECT_THAT(story.LookAtIt(Mon("11:03")).events,
              ElementsAre(EventType::kAcknowledgementExpired, EventType::kEscalated));
}

// What of a callback that Anna is to call and somebody ticks off by mistake at 10:55.
CallbackStory TickedOff(CallbackStory story) {
  story.Do(Complete{}, "bram", Mon("10:55"));
  return story;
}

TEST(Undoing, MakesUpForAnAbsenceThatBeganMeanwhile) {
  CallbackStory assigned, acknowledged;
  assigned = TickedOff(assigned.AssignedToAnna());
  assigned.away["anna"] = AwayUntil(kNever);
  const Decision routed = assigned.Do(Undo{3}, "bram", Mon("11:00"));
  EXPECT_THAT(routed.events, ElementsAre(EventType::kUndone, EventType::kReassigned));
  EXPECT_EQ(assigned.record.state, State::kNoted);
  EXPECT_EQ(assigned.record.assign_by, Mon("11:01"));

  acknowledged = TickedOff(acknowledged.AcknowledgedByAnna());
  acknowledged.away["anna"] = AwayUntil(kNever);
  const Decision told = acknowledged.Do(Undo{4}, "bram", Mon("11:00"));
  EXPECT_THAT(told.events, ElementsAre(EventType::kUndone, EventType::kHolderAway));
  EXPECT_THAT(Told(told), ElementsAre("mira"));
  EXPECT_EQ(Told(acknowledged.record.history.back()), "anna is away");
}

TEST(Undoing, MakesUpForAVersionWithoutTheHolderAndOneThatIsClosedWhenDue) {
  CallbackStory assigned, acknowledged;
  assigned = TickedOff(assigned.AssignedToAnna());
  acknowledged = TickedOff(acknowledged.AcknowledgedByAnna());
  const Firm before = assigned.firm;
  for (CallbackStory* story : {&assigned, &acknowledged}) {
    story->firm.version = 8;
    std::erase_if(story->firm.people, [](const Person& person) { return person.id == "anna"; });
    story->firm.calendars["shop"].special_days[absl::CivilDay(2026, 11, 23)] = {};
    const Command undo = Undo{story->record.last_sequence()};
    const Actor bram("bram", "utrecht", "desk-2");
    const auto decided = Decide(story->record, undo, {story->firm, &before, bram, {}, Mon("11:00")});
    ASSERT_TRUE(decided.ok());
    story->record = decided->record;
  }
  EXPECT_EQ(Count(assigned.record, EventType::kReassigned), 1);
  EXPECT_EQ(assigned.record.assignee, Party{});
  EXPECT_EQ(Told(acknowledged.record.history.back()), "anna has left");
  EXPECT_EQ(acknowledged.record.away_told, "anna");
  for (const CallbackStory* story : {&assigned, &acknowledged}) {
    EXPECT_EQ(Count(story->record, EventType::kClosedWhenDue), 1);
    EXPECT_EQ(story->record.closed_told_version, 8);
  }
}

TEST(Undoing, OfAReopeningMakesUpForNothingSinceItIsClosed) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(Complete{}, "anna", Mon("11:00"));
  story.Do(Reopen{"wrong one"}, "mira", Mon("12:00"));
  EXPECT_THAT(story.Do(Undo{story.record.last_sequence()}, "mira", Mon("12:01")).events,
              ElementsAre(EventType::kUndone));
}

TEST(Undoing, OfAReopeningClosesItAgain) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(Complete{}, "anna", Mon("11:00"));
  const CallbackRecord closed = story.record;
  story.Do(Reopen{"wrong one"}, "mira", Mon("12:00"));
  story.Do(Undo{story.record.history.back().sequence}, "mira", Mon("12:01"));
  EXPECT_EQ(story.record.state, State::kCompleted);
  EXPECT_EQ(story.record.promise.number, 1);
  EXPECT_EQ(story.record.promise.verdict, PromiseStatus::kKept);
  EXPECT_THAT(story.record.former_promises, IsEmpty());
  EXPECT_EQ(NextLook(story.record), NextLook(closed));
}

}  // namespace
}  // namespace krul::domain
