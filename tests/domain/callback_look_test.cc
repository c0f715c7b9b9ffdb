// Looking at a callback: each timer that has passed is handled once, at its very millisecond and in order.
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
using ::testing::IsEmpty;

// Nothing a millisecond before the next look, and nothing the second time.
Decision LookAtTheNextLook(CallbackStory& story, LookAt look = {}) {
  const Instant next = NextLook(story.record).value();
  const std::string before = InWords(story.record);
  EXPECT_FALSE(story.LookAtIt(next - 1ms, look).changed);
  EXPECT_EQ(InWords(story.record), before);
  const Decision decision = story.LookAtIt(next, look);
  EXPECT_TRUE(decision.changed);
  const std::string after = InWords(story.record);
  EXPECT_FALSE(story.LookAtIt(next, look).changed);
  EXPECT_EQ(InWords(story.record), after);
  return decision;
}

TEST(ANotedCallback, ThatNobodyGotWithinAMinuteAlarmsTheManagerEachHour) {
  CallbackStory story;
  story.Noted();
  EXPECT_EQ(NextLook(story.record), Mon("10:01") + 1ms);
  const Decision first = LookAtTheNextLook(story);
  EXPECT_THAT(first.events, ElementsAre(EventType::kUnassignedAlarm));
  EXPECT_THAT(Told(first), ElementsAre("mira"));
  EXPECT_EQ(story.record.state, State::kNoted);
  EXPECT_EQ(NextLook(story.record), Mon("11:01") + 2ms);
  const Decision second = LookAtTheNextLook(story);
  EXPECT_NE(first.notices[0].id, second.notices[0].id);
}

TEST(ANotedCallback, ThatNobodyEverGetsKeepsAHistoryThatFits) {
  CallbackStory story;
  story.Noted();
  const Instant two_years_on = Mon("10:00") + 2 * 365 * 24h;
  while (*NextLook(story.record) < two_years_on) story.LookAtIt(*NextLook(story.record));
  EXPECT_LT(story.record.history.size(), limits::kHistoryEvents - limits::kHistoryReserve);
}

TEST(AnAcknowledgement, GivenAtTheVeryLastInstantIsInTime) {
  CallbackStory story;
  story.AssignedToAnna();
  EXPECT_FALSE(NeedsNextAssignee(story.record, Mon("11:00")));
  EXPECT_TRUE(NeedsNextAssignee(story.record, Mon("11:00") + 1ms));
  EXPECT_FALSE(story.LookAtIt(Mon("11:00")).changed);
  story.Do(Acknowledge{}, "anna", Mon("11:00"));
  EXPECT_FALSE(NeedsNextAssignee(story.record, Mon("12:00")));
  EXPECT_FALSE(story.LookAtIt(Mon("12:00")).changed);
}

TEST(AnAcknowledgement, ThatExpiredGoesToTheNextAssigneeAndEscalates) {
  CallbackStory story;
  story.AssignedToAnna();
  const Decision decision = LookAtTheNextLook(story, {PersonOf("bram")});
  const CallbackRecord& record = story.record;
  EXPECT_THAT(decision.events,
              ElementsAre(EventType::kAcknowledgementExpired, EventType::kAssigned, EventType::kEscalated));
  EXPECT_EQ(record.state, State::kAssigned);
  EXPECT_EQ(record.assignee, PersonOf("bram"));
  EXPECT_EQ(record.acknowledge_by, Mon("12:00") + 1ms);
  EXPECT_THAT(record.passed_over, ElementsAre("anna"));
  EXPECT_THAT(StepsTaken(record), ElementsAre(kTellDeputy));
  EXPECT_THAT(Told(decision), ElementsAre("bram")) << "who has it now, and is the deputy of who was silent";
  EXPECT_EQ(record.urgency, 2);

  LookAtTheNextLook(story, {PersonOf("daan")});
  EXPECT_THAT(record.passed_over, ElementsAre("anna", "bram"));
  EXPECT_THAT(StepsTaken(record), ElementsAre(kTellDeputy)) << "once per promise";
}

TEST(AnAcknowledgement, ThatExpiredWithNobodyNextWaitsToBeAssigned) {
  CallbackStory story;
  story.AssignedToAnna();
  const Decision decision = LookAtTheNextLook(story);
  EXPECT_EQ(story.record.state, State::kNoted);
  EXPECT_EQ(story.record.assignee, Party{});
  EXPECT_EQ(story.record.assign_by, Mon("11:01") + 1ms);
  EXPECT_THAT(Told(decision), ElementsAre("bram")) << "the deputy of who was silent";
}

TEST(AnAcknowledgement, ThatExpiredIntoThePoolAlarmsTheManager) {
  CallbackStory story;
  story.AssignedToAnna();
  const Decision decision = story.LookAtIt(Mon("11:01"), {PoolOf("utrecht"), true});
  EXPECT_EQ(story.record.state, State::kAssigned);
  EXPECT_EQ(story.record.assignee, PoolOf("utrecht"));
  EXPECT_EQ(story.record.acknowledge_by, std::nullopt);
  EXPECT_EQ(decision.notices[0].about, EventType::kUnassignedAlarm);
  EXPECT_EQ(decision.notices[0].recipient, "mira");
}

TEST(APromise, ClimbsItsStepsInOrderEachOnce) {
  CallbackStory story;
  story.AcknowledgedByAnna();

  EXPECT_EQ(NextLook(story.record), Mon("13:00"));
  const Decision at_risk = LookAtTheNextLook(story);
  EXPECT_THAT(at_risk.events, ElementsAre(EventType::kAtRisk, EventType::kEscalated));
  EXPECT_THAT(Told(at_risk), ElementsAre("anna"));

  EXPECT_EQ(NextLook(story.record), Mon("14:00") + 1ms);
  const Decision broken = LookAtTheNextLook(story);
  EXPECT_THAT(broken.events, ElementsAre(EventType::kBroken, EventType::kEscalated));
  EXPECT_THAT(Told(broken), ElementsAre("mira"));
  EXPECT_EQ(broken.notices[0].id, "utrecht/c1/1/step3/mira");

  EXPECT_EQ(NextLook(story.record), Mon("15:00") + 1ms);
  const Decision reassigned = LookAtTheNextLook(story);
  EXPECT_THAT(reassigned.events, ElementsAre(EventType::kEscalated));
  EXPECT_EQ(story.record.assignee, PersonOf("mira"));
  EXPECT_EQ(story.record.state, State::kAssigned);
  EXPECT_EQ(story.record.acknowledge_by, Mon("16:00") + 1ms);
  story.Do(Acknowledge{}, "mira", Mon("15:30"));

  EXPECT_EQ(NextLook(story.record), Mon("20:00") + 1ms) << "six hours of wall time, outside hours too";
  const Decision last = LookAtTheNextLook(story);
  EXPECT_THAT(Told(last), ElementsAre("hans", "heleen"));
  EXPECT_THAT(StepsTaken(story.record),
              ElementsAre(kTellAssigneeAtRisk, kTellManagerBroken, kGiveToManager, kTellHeadOffice));
  EXPECT_EQ(story.record.urgency, 4);
  EXPECT_EQ(NextLook(story.record), Tue("17:00") + 1ms) << "open, hence looked at again";
}

TEST(APromise, IsWatchedNoMoreOnceTheDueMomentIsSettled) {
  for (const Outcome outcome : {Outcome::kConnected, Outcome::kNoAnswer}) {
    CallbackStory story;
    story.AcknowledgedByAnna().Do(RecordAttempt{outcome, "", Tue("16:00")}, "anna", Mon("14:00"));
    story.LookAtIt(Mon("15:29"));  // until the retry is at risk
    EXPECT_EQ(Count(story.record, EventType::kBroken), 0);
    EXPECT_EQ(Count(story.record, EventType::kAtRisk), 0);
    EXPECT_THAT(StepsTaken(story.record), IsEmpty());
  }
}

TEST(APromise, RenegotiatedAfterItBrokeBreaksOnceMoreAndItsStepsAreTakenAnew) {
  CallbackStory story;
  story.AcknowledgedByAnna().LookAtIt(Mon("14:01"));
  story.Do(Renegotiate{Mon("16:00"), "busy"}, "anna", Mon("14:30"));
  EXPECT_THAT(LookAtTheNextLook(story).events, ElementsAre(EventType::kAtRisk, EventType::kEscalated));
  const Decision decision = LookAtTheNextLook(story);
  EXPECT_THAT(decision.events, ElementsAre(EventType::kBroken, EventType::kEscalated));
  EXPECT_THAT(Told(decision), ElementsAre("mira"));
  EXPECT_EQ(NextLook(story.record),
            Mon("22:00") + 1ms);  // six hours by the wall come before the hour of business that the evening cuts
}

TEST(SeveralPassedTimers, AreHandledInOrderOfInstantInOneDecision) {
  CallbackStory story;
  story.AssignedToAnna();
  // Nobody looked from 10:00 until just before closing.
  const Decision decision = story.LookAtIt(Mon("16:59"), {PersonOf("bram")});
  EXPECT_THAT(decision.events, ElementsAre(EventType::kAcknowledgementExpired, EventType::kAssigned,  // 11:00
                                           EventType::kAtRisk, EventType::kEscalated,                 // 13:00
                                           EventType::kBroken, EventType::kEscalated,                 // 14:00
                                           EventType::kEscalated,    // 15:00, to the manager
                                           EventType::kEscalated));  // now: nobody has said "mine"
  EXPECT_EQ(story.record.assignee, PersonOf("mira"));
  EXPECT_EQ(story.record.history[3].type, EventType::kAssigned);
  for (const AuditEvent& event : story.record.history) EXPECT_LE(event.at, Mon("16:59"));
  EXPECT_FALSE(story.LookAtIt(Mon("16:59")).changed);
  EXPECT_GT(*NextLook(story.record), Mon("16:59"));
}

TEST(SeveralPassedTimers, OfOneInstantAreHandledInOrderOfKind) {
  CallbackStory story;
  Note note = AQuestionForAnna();
  note.due_at = Mon("12:00");  // at risk at 11:00, and its acknowledgement is over a millisecond later
  story.Do(note, "fatima", Mon("10:00"));
  story.Do(Assign{PersonOf("anna")}, "assignment", Mon("10:00") - 1ms);
  story.record.acknowledge_by = Mon("11:00") - 1ms;
  EXPECT_THAT(story.LookAtIt(Mon("11:00"), {PersonOf("bram")}).events,
              ElementsAre(EventType::kAcknowledgementExpired, EventType::kAssigned, EventType::kAtRisk,
                          EventType::kEscalated, EventType::kEscalated));
}

TEST(ALease, LapsesAMillisecondAfterItsEnd) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(BeginCall{}, "anna", Mon("10:20"));
  EXPECT_EQ(NextLook(story.record), Mon("10:35") + 1ms);
  const Decision decision = LookAtTheNextLook(story);
  EXPECT_THAT(decision.events, ElementsAre(EventType::kLeaseLapsed));
  EXPECT_EQ(Told(story.record.history.back()), "anna");
  EXPECT_EQ(story.record.state, State::kAcknowledged);
  EXPECT_EQ(story.record.calling_person, "");
  EXPECT_EQ(story.record.assignee, PersonOf("anna"));
}

TEST(ARetry, ThatWasNotMadeEscalatesOnItsOwn) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(RecordAttempt{Outcome::kNoAnswer}, "anna", Mon("10:30"));
  EXPECT_EQ(NextLook(story.record), Mon("12:00"));
  EXPECT_THAT(LookAtTheNextLook(story).events, ElementsAre(EventType::kAtRisk, EventType::kEscalated));
  EXPECT_EQ(NextLook(story.record), Mon("12:30") + 1ms);
  const Decision due = LookAtTheNextLook(story);
  EXPECT_THAT(due.events, ElementsAre(EventType::kRetryDue, EventType::kEscalated));
  EXPECT_THAT(Told(due), ElementsAre("anna"));
  EXPECT_EQ(story.record.retry_at, std::nullopt);

  EXPECT_EQ(NextLook(story.record), Mon("13:30") + 1ms);
  EXPECT_THAT(Told(LookAtTheNextLook(story)), ElementsAre("mira"));
  EXPECT_EQ(NextLook(story.record), Mon("17:00") + 1ms);
}

TEST(ARetry, MadeInTimeEndsThePressureOfTheFormerOne) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(RecordAttempt{Outcome::kNoAnswer}, "anna", Mon("10:30"));
  story.LookAtIt(Mon("12:31"));
  story.Do(RecordAttempt{Outcome::kNoAnswer}, "anna", Mon("13:00"));
  EXPECT_EQ(NextLook(story.record), Mon("14:30"));
}

TEST(AReminder, ComesEachClosingWhileItIsOpen) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(RecordAttempt{Outcome::kConnected}, "anna", Thu("11:00"));
  for (const Instant closing : {Thu("17:00"), Fri("17:00"), Sat("14:00"), At("2026-11-30 17:00")}) {
    EXPECT_EQ(NextLook(story.record), closing + 1ms);
    const Decision decision = LookAtTheNextLook(story);
    EXPECT_THAT(decision.events, ElementsAre(EventType::kReminded));
    EXPECT_THAT(Told(decision), IsEmpty()) << "the branch is closed";
    EXPECT_THAT(Told(LookAtTheNextLook(story)), ElementsAre("anna", "mira"));
  }
}

TEST(AReminder, GoesOnForYearsInAHistoryThatFits) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(RecordAttempt{Outcome::kConnected}, "anna", Mon("11:00"));
  const Instant two_years_on = Mon("10:00") + 2 * 365 * 24h;
  while (*NextLook(story.record) < two_years_on) story.LookAtIt(*NextLook(story.record));
  EXPECT_LT(story.record.history.size(), limits::kHistoryEvents - limits::kHistoryReserve);
}

TEST(Erasing, DropsWhatIsPersonalAndNothingElse) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(Complete{Disposition::kResolved, "told her"}, "anna", Mon("11:00"));
  EXPECT_EQ(NextLook(story.record), Mon("11:00") + 90 * 24h);
  EXPECT_THAT(LookAtTheNextLook(story).events, ElementsAre(EventType::kErased));
  const CallbackRecord& record = story.record;
  EXPECT_TRUE(record.erased);
  EXPECT_EQ(record.sealed.caller, Caller{});
  EXPECT_EQ(record.sealed.reason, "");
  EXPECT_THAT(record.sealed.remarks, IsEmpty());
  EXPECT_EQ(record.undo, std::nullopt);
  EXPECT_EQ(record.promise.verdict, PromiseStatus::kKept);
  EXPECT_EQ(record.history.size(), 5u);
  EXPECT_EQ(NextLook(record), std::nullopt);
}

TEST(ACalendarThatNeverOpensAgain, StillLeavesANextLook) {
  CallbackStory story;
  story.firm.calendars["shop"] = CalendarRules{};
  story.Noted();
  story.Do(Assign{PersonOf("anna")}, "assignment", Mon("10:00"));
  story.Do(RecordAttempt{Outcome::kNoAnswer}, "anna", Mon("11:00"));
  EXPECT_EQ(NextLook(story.record), Tue("11:00") + 1ms);
  story.LookAtIt(Tue("11:00") + 1ms);
  EXPECT_EQ(NextLook(story.record), Wed("11:00") + 2ms);
}

}  // namespace
}  // namespace krul::domain
