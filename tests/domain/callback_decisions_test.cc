// What the people of a firm do with an open callback.
#include "services/domain/callback/callback_decisions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/domain/limits.h"
#include "services/domain/promise/promise.h"
#include "tests/domain/callback_story.h"

namespace krul::domain {
namespace {

using namespace std::chrono_literals;
using namespace sample;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Noting, MakesThePromiseThatWasQuotedAndWaitsToBeAssigned) {
  CallbackStory story;
  const Decision decision = story.Do(AQuestionForAnna(), "fatima", Mon("10:01"));
  const CallbackRecord& record = story.record;

  EXPECT_TRUE(decision.changed);
  EXPECT_THAT(decision.events, ElementsAre(EventType::kNoted));
  EXPECT_EQ(record.state, State::kNoted);
  EXPECT_EQ(record.sealed.caller, AQuestionForAnna().caller);
  EXPECT_EQ(record.sealed.reason, "Which tyre fits?");
  EXPECT_EQ(record.requested, PersonOf("anna"));
  EXPECT_EQ(record.assignee, Party{});
  EXPECT_EQ(record.called_at, Mon("10:00"));
  EXPECT_EQ(record.noted_at, Mon("10:01"));
  EXPECT_EQ(record.assign_by, Mon("10:02"));
  EXPECT_EQ(record.promise.number, 1);
  EXPECT_EQ(record.promise.made_at, Mon("10:01"));
  EXPECT_EQ(record.promise.due_at, Mon("14:00"));
  EXPECT_EQ(record.promise.original_due_at, Mon("14:00"));
  EXPECT_EQ(record.promise.at_risk_at, Mon("13:00"));
  EXPECT_EQ(record.promise.firm_version, 7);
  EXPECT_EQ(record.promise.steps.size(), QuestionSteps().size());
  EXPECT_EQ(record.undo, std::nullopt);
  ASSERT_EQ(record.history.size(), 1u);
  EXPECT_EQ(record.history[0].sequence, 1);
  EXPECT_EQ(record.history[0].actor, "fatima");
  EXPECT_EQ(record.history[0].desk, "desk-2");
  EXPECT_EQ(Told(record.history[0]), "for anna");
  EXPECT_EQ(NextLook(record), Mon("10:02") + 1ms);
}

TEST(Noting, PlansByTheFirmFileUnderWhichThePromiseWasQuoted) {
  Firm quoted_under = SampleFirm();
  quoted_under.version = 6;
  quoted_under.categories[0].at_risk_before = 2h;
  quoted_under.categories[0].escalation.resize(2);
  const CallbackStory story;
  Note note = AQuestionForAnna();
  note.firm_version = 6;
  const auto decided = Decide(story.record, note, {story.firm, &quoted_under, {}, {}, Mon("10:00")});
  ASSERT_TRUE(decided);
  EXPECT_EQ(decided->record.promise.firm_version, 6);
  EXPECT_EQ(decided->record.promise.at_risk_at, Mon("12:00"));
  EXPECT_EQ(decided->record.promise.steps.size(), 2u);
}

TEST(Noting, RefusesABranchThatTheFirmDoesNotHave) {
  CallbackStory story;
  story.record.branch = "gouda";
  EXPECT_EQ(story.Refused(AQuestionForAnna(), "fatima", Mon("10:00")), Reason::kNotFound);
}

TEST(HandlingAtTheDesk, IsClosedAtOnceAndPromisesNothing) {
  CallbackStory story;
  const Decision decision = story.Do(HandleAtDesk{"complaint", "Puncture"}, "fatima", Mon("10:00"));
  EXPECT_THAT(decision.events, ElementsAre(EventType::kHandledAtDesk));
  EXPECT_THAT(decision.notices, IsEmpty());
  EXPECT_EQ(story.record.state, State::kCompleted);
  EXPECT_EQ(story.record.disposition, Disposition::kHandledAtDesk);
  EXPECT_EQ(story.record.promise.verdict, PromiseStatus::kNotJudged);
  EXPECT_EQ(story.record.closed_at, Mon("10:00"));
  EXPECT_EQ(NextLook(story.record), Mon("10:00") + 90 * 24h);
  EXPECT_EQ(story.Refused(Reopen{"still flat"}, "anna", Mon("11:00")), Reason::kClosed);
}

TEST(AnyOtherCommand, NeedsACallbackThatExists) {
  const CallbackStory story;
  for (const Command& command : {Command(Assign{PersonOf("anna")}), Command(Acknowledge{}), Command(BeginCall{}),
                                 Command(RecordAttempt{}), Command(Complete{}), Command(Undo{1}), Command(LookAt{})}) {
    EXPECT_EQ(story.Refused(command, "anna", Mon("10:00")), Reason::kNotFound);
  }
}

TEST(Assigning, TellsThePersonAndAwaitsTheirMine) {
  CallbackStory story;
  story.Noted();
  const Decision decision = story.Do(Assign{PersonOf("anna")}, "assignment", Mon("10:00"));
  EXPECT_EQ(story.record.state, State::kAssigned);
  EXPECT_EQ(story.record.assignee, PersonOf("anna"));
  EXPECT_EQ(story.record.assign_by, std::nullopt);
  EXPECT_EQ(story.record.acknowledge_by, Mon("11:00"));
  ASSERT_THAT(Told(decision), ElementsAre("anna"));
  EXPECT_EQ(decision.notices[0].about, EventType::kAssigned);
  EXPECT_EQ(decision.notices[0].id, "utrecht/c1/1/event2/anna");
  EXPECT_EQ(decision.notices[0].callback, "c1");
}

TEST(Assigning, CountsTheAcknowledgementInTheHoursOfTheAssignee) {
  CallbackStory story;
  story.Do(AQuestionForAnna(), "fatima", Mon("14:30"));
  story.Do(Assign{PersonOf("daan")}, "assignment", Mon("14:30"));  // who works from 07:00 to 15:00
  EXPECT_EQ(story.record.acknowledge_by, Tue("07:30"));
}

TEST(Assigning, ToThePoolAlarmsTheManagerAndAwaitsNobody) {
  CallbackStory story;
  story.Noted();
  const Decision decision = story.Do(Assign{PoolOf("utrecht"), true}, "assignment", Mon("10:00"));
  EXPECT_EQ(story.record.state, State::kAssigned);
  EXPECT_EQ(story.record.acknowledge_by, std::nullopt);
  ASSERT_THAT(Told(decision), ElementsAre("mira"));
  EXPECT_EQ(decision.notices[0].about, EventType::kUnassignedAlarm);
}

TEST(Assigning, LeavesAloneWhatSomebodyHasAlready) {
  CallbackStory story;
  story.AssignedToAnna();
  EXPECT_FALSE(story.Do(Assign{PersonOf("bram")}, "assignment", Mon("10:01")).changed);
  EXPECT_EQ(story.record.assignee, PersonOf("anna"));
}

TEST(JudgingTheHolder, TakesItFromSomebodyWhoWentAwayBeforeSayingMine) {
  CallbackStory story;
  story.AssignedToAnna();
  story.away["bram"] = AwayUntil(kNever);
  EXPECT_FALSE(story.Do(JudgeHolder{}, "assignment", Mon("10:05")).changed);
  story.away["anna"] = AwayUntil(kNever);
  EXPECT_THAT(story.Do(JudgeHolder{}, "assignment", Mon("10:05")).events, ElementsAre(EventType::kReassigned));
  EXPECT_EQ(story.record.state, State::kNoted);
  EXPECT_EQ(story.record.assignee, Party{});
  EXPECT_EQ(story.record.acknowledge_by, std::nullopt);
  EXPECT_EQ(story.record.assign_by, Mon("10:06"));
}

TEST(Assigning, WaitsForMineFromWhenSomebodyIsBack) {
  CallbackStory story;
  story.away["anna"] = AwayUntil(Mon("12:00"));
  story.Noted().Do(Assign{PersonOf("anna")}, "assignment", Mon("10:00"));
  EXPECT_EQ(story.record.acknowledge_by, Mon("13:00"));
}

TEST(JudgingTheHolder, TellsTheManagerOnceOfWhatIsTheirsAlready) {
  CallbackStory story;
  story.AcknowledgedByAnna();
  story.away["anna"] = AwayUntil(kNever);
  const Decision told = story.Do(JudgeHolder{}, "assignment", Mon("10:15"));
  EXPECT_THAT(told.events, ElementsAre(EventType::kHolderAway));
  EXPECT_THAT(Told(told), ElementsAre("mira"));
  EXPECT_EQ(story.record.state, State::kAcknowledged);
  EXPECT_EQ(story.record.assignee, PersonOf("anna"));
  EXPECT_FALSE(story.Do(JudgeHolder{}, "assignment", Mon("10:16")).changed);

  // Dealt out, and away again: that is news.
  story.Do(Forward{PersonOf("bram")}, "mira", Mon("10:20"));
  EXPECT_THAT(story.Do(Acknowledge{}, "anna", Mon("10:30")).events, Contains(EventType::kHolderAway));
}

TEST(Acknowledging, MakesItTheirsWhoeverHadIt) {
  CallbackStory story;
  story.AssignedToAnna();
  const Decision decision = story.Do(Acknowledge{}, "bram", Mon("10:30"));
  EXPECT_THAT(decision.events, ElementsAre(EventType::kAcknowledged));
  EXPECT_EQ(story.record.state, State::kAcknowledged);
  EXPECT_EQ(story.record.assignee, PersonOf("bram"));
  EXPECT_EQ(story.record.acknowledge_by, std::nullopt);
  EXPECT_EQ(NextLook(story.record), Mon("13:00"));

  CallbackStory early;
  early.Noted().Do(Acknowledge{}, "anna", Mon("10:00"));  // before it was assigned
  EXPECT_EQ(early.record.state, State::kAcknowledged);
  EXPECT_EQ(early.record.assign_by, std::nullopt);
}

TEST(Calling, IsShownToAllAndKeepsOthersFromCallingToo) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(BeginCall{}, "anna", Mon("10:20"));
  EXPECT_EQ(story.record.state, State::kCalling);
  EXPECT_EQ(story.record.calling_person, "anna");
  EXPECT_EQ(story.record.call_begun_at, Mon("10:20"));
  EXPECT_EQ(story.record.lease_until, Mon("10:35"));

  const Instant last = Mon("10:35");
  for (const Command& command : {Command(BeginCall{}), Command(Acknowledge{}), Command(RecordAttempt{}),
                                 Command(Forward{PersonOf("carla")}), Command(Complete{}), Command(Cancel{})}) {
    EXPECT_EQ(story.Refused(command, "bram", last), Reason::kSomebodyIsCalling);
  }
  // What the caller says meanwhile is not lost.
  EXPECT_TRUE(story.Try(Chase{}, "fatima", last).ok());
  EXPECT_TRUE(story.Try(Renegotiate{Tue("10:00"), "asked for it"}, "fatima", last).ok());
  EXPECT_EQ(story.Refused(Acknowledge{}, "anna", last), Reason::kSomebodyIsCalling);
  EXPECT_TRUE(story.Try(Forward{PersonOf("carla")}, "anna", last).ok());
}

TEST(Calling, IsFreeAgainAMillisecondAfterTheLease) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(BeginCall{}, "anna", Mon("10:20"));
  story.Do(BeginCall{}, "bram", Mon("10:35") + 1ms);
  EXPECT_EQ(story.record.calling_person, "bram");
  EXPECT_EQ(story.record.assignee, PersonOf("bram"));
  EXPECT_EQ(story.record.lease_until, Mon("10:50") + 1ms);
}

TEST(Calling, AcknowledgingAfterALeaseThatNobodyLookedAtYetEndsTheCall) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(BeginCall{}, "anna", Mon("10:20"));
  story.Do(Acknowledge{}, "bram", Mon("10:40"));
  EXPECT_EQ(story.record.state, State::kAcknowledged);
  EXPECT_EQ(story.record.assignee, PersonOf("bram"));
  EXPECT_EQ(story.record.calling_person, "");
  EXPECT_EQ(story.record.lease_until, std::nullopt);
}

TEST(Forwarding, LeavesThePromiseAndStartsTheAcknowledgementAnew) {
  CallbackStory story;
  story.AcknowledgedByAnna();
  const Decision decision = story.Do(Forward{PersonOf("carla"), "she sold it"}, "anna", Mon("11:00"));
  EXPECT_EQ(story.record.state, State::kAssigned);
  EXPECT_EQ(story.record.assignee, PersonOf("carla"));
  EXPECT_EQ(story.record.acknowledge_by, Mon("12:00"));
  EXPECT_EQ(story.record.promise.due_at, Mon("14:00"));
  EXPECT_EQ(story.record.branch, "utrecht");
  EXPECT_THAT(Told(decision), ElementsAre("carla"));
  EXPECT_EQ(story.record.sealed.remarks.at(story.record.history.back().sequence), "she sold it");
}

TEST(Forwarding, GivesAnotherChanceToSomebodyWhoLetItExpire) {
  CallbackStory story;
  story.AssignedToAnna().LookAtIt(Mon("11:01"), {PersonOf("bram")});
  ASSERT_THAT(story.record.passed_over, ElementsAre("anna"));
  story.Do(Forward{PersonOf("anna")}, "bram", Mon("11:05"));
  EXPECT_THAT(story.record.passed_over, ElementsAre("bram")) << "who gave it away";
}

TEST(Renegotiating, MovesTheClocksAndPlansTheStepsAnewButNotTheOriginalMoment) {
  CallbackStory story;
  story.AcknowledgedByAnna().LookAtIt(Mon("13:00"));
  ASSERT_TRUE(story.record.promise.steps[kTellAssigneeAtRisk].taken);
  story.Do(Renegotiate{Tue("12:00"), "is out till then"}, "anna", Mon("13:30"));
  const Promise& promise = story.record.promise;
  EXPECT_EQ(promise.due_at, Tue("12:00"));
  EXPECT_EQ(promise.original_due_at, Mon("14:00"));
  EXPECT_EQ(promise.at_risk_at, Tue("11:00"));
  EXPECT_FALSE(promise.at_risk_noticed);
  EXPECT_FALSE(promise.steps[kTellAssigneeAtRisk].taken);
  EXPECT_EQ(promise.steps[kTellAssigneeAtRisk].at, Tue("11:00"));
  EXPECT_EQ(promise.steps[kTellManagerBroken].at, Tue("12:00") + 1ms);
  EXPECT_EQ(promise.steps[kGiveToManager].at, Tue("13:00") + 1ms);
  EXPECT_EQ(NextLook(story.record), Tue("11:00"));
  EXPECT_EQ(Told(story.record.history.back()), "24 Nov 12:00");
}

TEST(Chasing, RaisesTheUrgencyAndTellsTheAssigneeEachTime) {
  CallbackStory story;
  story.AcknowledgedByAnna();
  const Decision first = story.Do(Chase{"rang again"}, "fatima", Mon("11:00"));
  const Decision second = story.Do(Chase{}, "fatima", Mon("11:30"));
  EXPECT_EQ(story.record.chaser_count, 2);
  EXPECT_EQ(story.record.urgency, 2);
  EXPECT_EQ(story.record.state, State::kAcknowledged);
  ASSERT_THAT(Told(first), ElementsAre("anna"));
  ASSERT_THAT(Told(second), ElementsAre("anna"));
  EXPECT_NE(first.notices[0].id, second.notices[0].id);
}

TEST(TimeOfARecord, NeverStepsBack) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(Chase{}, "fatima", Mon("09:00"));
  EXPECT_EQ(story.record.history.back().at, Mon("10:10"));
}

}  // namespace
}  // namespace krul::domain
