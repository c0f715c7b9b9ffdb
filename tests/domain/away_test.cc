// Nobody who is away is told or given what cannot wait for them, without somebody who is there hearing it.
#include <gmock/gmock.h>

#include "services/domain/limits.h"
#include "services/domain/people/routing.h"
#include "services/domain/promise/promise.h"
#include "tests/domain/callback_story.h"

namespace krul::domain {
namespace {

using namespace std::chrono_literals;
using namespace sample;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// As the watcher looks, with the answer of assignment where it needs one.
Decision LookThen(CallbackStory& story, Instant now) {
  if (!NeedsNextAssignee(story.record, now)) return story.LookAtIt(now);
  const Route route = FindRoute(story.firm, story.away, {}, QuestionOf(story.record, now));
  return story.LookAtIt(now, {route.assignee, route.alarm, route.offer_at});
}

Decision LookNext(CallbackStory& story) { return LookThen(story, NextLook(story.record).value_or(kNever)); }

void AssignByRoute(CallbackStory& story, Instant now) {
  const Route route = FindRoute(story.firm, story.away, {}, QuestionOf(story.record, now));
  story.Do(Assign{route.assignee, route.alarm, route.offer_at}, "assignment", now);
}

Person& PersonIn(CallbackStory& story, const std::string& id) {
  return *std::find_if(story.firm.people.begin(), story.firm.people.end(),
                       [&](const Person& person) { return person.id == id; });
}

// R12
TEST(AManagerWhoIsAway, IsStoodInForInEveryAlarmAndReassignment) {
  CallbackStory story;
  PersonIn(story, "mira").deputy = "bram";
  story.AcknowledgedByAnna();
  story.away["mira"] = AwayUntil(kNever);
  story.LookAtIt(Mon("13:00"));
  EXPECT_THAT(Told(story.LookAtIt(Mon("14:00") + 1ms)), ElementsAre("bram"));
  story.LookAtIt(Mon("15:00") + 1ms);
  EXPECT_EQ(story.record.assignee, PersonOf("bram")) << "reassign: manager";

  CallbackStory pool;
  PersonIn(pool, "mira").deputy = "bram";
  pool.away["mira"] = AwayUntil(kNever);
  pool.Noted();
  EXPECT_THAT(Told(pool.Do(Assign{PoolOf("utrecht"), true}, "assignment", Mon("10:00"))), ElementsAre("bram"));

  CallbackStory away;
  PersonIn(away, "mira").deputy = "bram";
  away.AcknowledgedByAnna();
  for (const char* person : {"mira", "anna"}) away.away[person] = AwayUntil(kNever);
  EXPECT_THAT(Told(away.Do(JudgeHolder{}, "assignment", Mon("10:30"))), ElementsAre("bram"));
}

TEST(AnAssigneeWhoIsAway, IsStoodInForWhenAStepMeansHim) {
  CallbackStory story;
  story.AcknowledgedByAnna();
  story.away["anna"] = AwayUntil(Mon("13:30"));
  EXPECT_FALSE(story.Do(JudgeHolder{}, "assignment", Mon("10:30")).changed) << "she is back in time";
  EXPECT_THAT(Told(story.LookAtIt(Mon("13:00"))), ElementsAre("bram")) << "at risk, before she is back";
}

// R13
TEST(Reopening, RoutesAnewWhatIsOfSomebodyWhoIsAway) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(Complete{}, "anna", Mon("11:00"));
  story.away["anna"] = AwayUntil(At("2026-12-07 09:00"));
  const Decision reopened = story.Do(Reopen{"it leaks again"}, "mira", Mon("12:00"));
  EXPECT_EQ(story.record.state, State::kNoted);
  EXPECT_THAT(Told(reopened), IsEmpty());
  AssignByRoute(story, Mon("12:00"));
  EXPECT_EQ(story.record.assignee, PersonOf("bram"));
}

TEST(Forwarding, ToSomebodyWhoIsAwayAsksFirstAndThenTellsWhoStandsIn) {
  CallbackStory story;
  story.AcknowledgedByAnna();
  story.away["bram"] = AwayUntil(Wed("09:00"));
  EXPECT_EQ(story.Refused(Forward{PersonOf("bram")}, "anna", Mon("10:30")), Reason::kAssigneeAway);
  const Decision forwarded =
      story.Do(Forward{.assignee = PersonOf("bram"), .although_away = true}, "anna", Mon("10:30"));
  EXPECT_THAT(Told(forwarded), ElementsAre("bram", "carla"));
  EXPECT_EQ(story.record.assignee, PersonOf("bram"));
  EXPECT_EQ(story.record.acknowledge_by, Wed("10:00")) << "his limit moves with his return";
  EXPECT_FALSE(story.Do(JudgeHolder{}, "assignment", Mon("10:31")).changed) << "it is known";
}

TEST(Forwarding, ToSomebodyWhoIsAwayOnlyWhenTheCallerMayBeCalledStaysWithHim) {
  CallbackStory story;
  Note note = AQuestionForAnna();
  note.window = CallWindow{.not_before = Wed("10:00")};
  note.due_at = Wed("14:00");
  story.Do(note, "fatima", Mon("10:00"));
  story.Do(Assign{PersonOf("anna")}, "assignment", Mon("10:00"));
  story.away["bram"] = AwayUntil(Fri("09:00"), Wed("08:00"));
  const Decision forwarded =
      story.Do(Forward{.assignee = PersonOf("bram"), .although_away = true}, "anna", Mon("10:30"));
  EXPECT_THAT(forwarded.events, ElementsAre(EventType::kForwarded));
  EXPECT_EQ(story.record.assignee, PersonOf("bram"));
  EXPECT_FALSE(story.Do(JudgeHolder{}, "assignment", Mon("10:31")).changed) << "it is known";
}

// R14
TEST(AHolder, WhoGoesAwayWhileCallingIsTellableOnceTheCallIsOver) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(BeginCall{}, "anna", Mon("11:00"));
  story.away["anna"] = AwayUntil(kNever);
  EXPECT_FALSE(story.Do(JudgeHolder{}, "assignment", Mon("11:05")).changed);
  const Decision lapsed = story.LookAtIt(Mon("11:15") + 1ms);
  EXPECT_THAT(lapsed.events, ElementsAre(EventType::kLeaseLapsed, EventType::kHolderAway));
  EXPECT_THAT(Told(lapsed), ElementsAre("mira"));
}

// R15
TEST(AHolder, WhoIsAwayASecondTimeIsToldOfASecondTime) {
  CallbackStory story;
  story.AcknowledgedByAnna();
  story.Do(Renegotiate{Tue("16:00"), "rather tomorrow"}, "anna", Mon("10:20"));
  story.away["anna"] = AwayUntil(Wed("09:00"));
  EXPECT_THAT(Told(story.Do(JudgeHolder{}, "assignment", Mon("10:30"))), ElementsAre("mira"));
  story.away["anna"] = {};
  story.Do(JudgeHolder{}, "assignment", Mon("11:00"));
  story.away["anna"] = AwayUntil(Wed("09:00"), Mon("15:00"));
  story.Do(JudgeHolder{}, "assignment", Mon("14:00"));
  EXPECT_EQ(NextLook(story.record), Mon("15:00")) << "until when she can meet it";
  EXPECT_THAT(Told(LookNext(story)), ElementsAre("mira"));
}

TEST(AHolder, WhoGoesAwayAsPlannedLosesWhatIsNotHisYet) {
  CallbackStory story;
  story.away["anna"] = AwayUntil(Wed("09:00"), Mon("10:30"));
  story.AssignedToAnna();
  EXPECT_EQ(NextLook(story.record), Mon("10:30"));
  EXPECT_THAT(LookNext(story).events, ElementsAre(EventType::kReassigned));
  EXPECT_EQ(story.record.state, State::kNoted);
}

TEST(AHolder, WhoDoesNotWorkThatDayCannotMeetIt) {
  CallbackStory story;
  story.firm.calendars["part-time"] = Weekly("part-time", {9 * 60, 17 * 60}, {});
  for (const std::size_t day : {1, 2, 3, 4}) story.firm.calendars["part-time"].week[day] = {};
  PersonIn(story, "anna").calendar = "part-time";
  story.AcknowledgedByAnna();
  EXPECT_THAT(story.Do(Renegotiate{Tue("16:00"), "tomorrow"}, "anna", Mon("10:20")).events,
              ElementsAre(EventType::kRenegotiated));
  EXPECT_EQ(NextLook(story.record), Mon("17:00")) << "the end of her last day before it";
  EXPECT_THAT(LookNext(story).events, ElementsAre(EventType::kHolderAway));
  EXPECT_EQ(NextLook(story.record), Tue("09:00")) << "told when somebody is there to hear it";
  EXPECT_THAT(Told(LookNext(story)), ElementsAre("mira"));
}

TEST(AnotherVersion, InWhichTheHolderHasADayOffIsToldOf) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(Renegotiate{Tue("16:00"), "tomorrow"}, "anna", Mon("16:50"));
  story.firm.version = 8;
  story.firm.calendars["part-time"] = Weekly("part-time", {9 * 60, 12 * 60}, {});
  for (const std::size_t day : {1, 2}) story.firm.calendars["part-time"].week[day] = {};
  PersonIn(story, "anna").calendar = "part-time";
  EXPECT_THAT(story.Do(FollowFirm{}, "assignment", Mon("16:55")).events, ElementsAre(EventType::kHolderAway));
}

// R17
TEST(WhatLiesInThePool, IsOfferedAgainWhenNobodyElseIsLeft) {
  CallbackStory story;
  story.AssignedToAnna();
  for (int silent = 0; story.record.assignee.kind == Party::Kind::kPerson && silent < 20; ++silent) LookNext(story);
  ASSERT_EQ(story.record.assignee, PoolOf("utrecht"));
  while (story.record.assignee.kind == Party::Kind::kPool && *NextLook(story.record) <= Tue("09:00")) LookNext(story);
  EXPECT_EQ(story.record.assignee, PersonOf("anna")) << "who was silent yesterday";
  EXPECT_EQ(story.record.acknowledge_by, Tue("10:00"));
}

TEST(WhatLiesInThePool, IsOfferedForYearsInAHistoryThatFits) {
  CallbackStory story;
  story.AssignedToAnna();
  const Instant two_years_on = Mon("10:00") + 2 * 365 * 24h;
  while (*NextLook(story.record) < two_years_on) LookNext(story);
  EXPECT_LT(story.record.history.size(), limits::kHistoryEvents - limits::kHistoryReserve);
}

TEST(WhatLiesInThePool, IsNotOfferedWhileThoseWhoAreThereWillNotBeWhenItCounts) {
  CallbackStory story;
  Note note = AQuestionForAnna();
  note.due_at = Thu("14:00");
  note.window = CallWindow{.not_before = Thu("09:00")};
  story.Do(note, "fatima", Mon("10:00"));
  AssignByRoute(story, Mon("10:00"));
  while (story.record.assignee.kind == Party::Kind::kPerson) LookNext(story);
  for (const Person& person : story.firm.people) story.away[person.id] = AwayUntil(kNever, Wed("09:00"));
  int looks = 0;
  for (; NextLook(story.record) < Tue("17:00") && looks < 50; ++looks) LookNext(story);
  EXPECT_LT(looks, 10) << "each of them may not be asked again at every millisecond";
}

TEST(WhatLiesInThePool, GoesToWhoComesBackFirst) {
  CallbackStory story;
  story.away = {{"bram", AwayUntil(Wed("09:00"))}, {"mira", AwayUntil(Tue("11:00"))}};
  for (const char* person : {"anna", "carla", "daan"}) story.away[person] = AwayUntil(kNever);
  story.Noted();
  AssignByRoute(story, Mon("10:00"));
  ASSERT_EQ(story.record.assignee, PoolOf("utrecht"));
  EXPECT_EQ(story.record.offer_at, Tue("11:00"));
  while (*NextLook(story.record) <= Tue("11:00")) LookNext(story);
  EXPECT_EQ(story.record.assignee, PersonOf("mira"));
}

// R19
TEST(AStepOnSilence, GivesItToTheDeputyOfWhoWasSilentOnce) {
  CallbackStory story;
  PersonIn(story, "bram").deputy = "anna";
  story.firm.categories[0].escalation[kTellDeputy].action = StepAction::kReassign;
  story.AssignedToAnna();
  const Decision silent = LookNext(story);
  EXPECT_THAT(silent.events, ElementsAre(EventType::kAcknowledgementExpired, EventType::kEscalated));
  EXPECT_EQ(story.record.assignee, PersonOf("bram"));
  EXPECT_EQ(story.record.acknowledge_by, Mon("12:00") + 1ms) << "with a limit of his own";
  EXPECT_THAT(Told(silent), ElementsAre("bram"));
  LookThen(story, Mon("12:00") + 2ms);
  EXPECT_NE(story.record.assignee, PersonOf("anna")) << "who was silent before him";
}

TEST(AStepOnSilence, ThatGivesItToTheManagerTellsNobodyInBetween) {
  CallbackStory story;
  story.firm.categories[0].escalation[kTellDeputy] = {
      .condition = StepCondition::kUnacknowledged, .recipient = Recipient::kManager, .action = StepAction::kReassign};
  story.AssignedToAnna();
  EXPECT_THAT(Told(LookNext(story)), ElementsAre("mira"));
  EXPECT_EQ(story.record.assignee, PersonOf("mira"));
}

TEST(AHolder, OfWhatIsLateIsToldOfAnAbsenceThatFollowsOneAtNight) {
  CallbackStory story;
  story.firm.categories[0].escalation.clear();
  story.AcknowledgedByAnna();
  story.away["anna"] = {{.from = Mon("20:00"), .until = Mon("22:00")}, {.from = Tue("12:00"), .until = Fri("09:00")}};
  for (const Instant at : {Mon("13:00"), Mon("14:00") + 1ms}) story.LookAtIt(at);
  EXPECT_EQ(story.record.holder_gone_at, Mon("20:00")) << "asked again then";
  EXPECT_THAT(Told(story.LookAtIt(Mon("20:00"))), IsEmpty()) << "she is back before she opens";
  EXPECT_EQ(NextLook(story.record), Tue("12:00"));
  EXPECT_THAT(story.LookAtIt(Tue("12:00")).events, ElementsAre(EventType::kHolderAway));
}

// R20
TEST(WhatWasForwardedToATeam, StaysInTheTeamWhenOneOfItIsSilent) {
  CallbackStory story;
  story.AcknowledgedByAnna();
  const Party sales{Party::Kind::kTeam, "sales"};
  RouteQuestion question = QuestionOf(story.record, Mon("10:30"));
  question.requested = sales;
  const Route route = FindRoute(story.firm, story.away, {}, question);
  EXPECT_EQ(route.assignee, PersonOf("bram")) << "not Anna, who gives it away";
  story.Do(Forward{.assignee = route.assignee, .meant_for = sales}, "anna", Mon("10:30"));
  LookThen(story, Mon("11:30") + 1ms);
  EXPECT_EQ(story.record.assignee, PersonOf("daan")) << "another of the team, not Anna";
}

// R21
TEST(WhatTheCallerConsentedTo, IsNotDealtOutButToldWhenItWillNotBe) {
  CallbackStory story;
  Note note = AQuestionForAnna();
  note.due_at = Thu("14:00");
  note.window = CallWindow{.not_before = Thu("09:00")};
  note.agreed_otherwise = true;
  note.agreed_person = "anna";
  story.Do(note, "fatima", Mon("10:00"));
  story.Do(Assign{PersonOf("anna")}, "assignment", Mon("10:00"));
  story.away["anna"] = AwayUntil(At("2026-12-07 09:00"));
  const Decision told = story.Do(JudgeHolder{}, "assignment", Mon("10:30"));
  EXPECT_THAT(told.events, ElementsAre(EventType::kHolderAway));
  EXPECT_THAT(Told(told), ElementsAre("mira"));
  EXPECT_EQ(story.record.assignee, PersonOf("anna"));
}

TEST(WhatWillBeCalledLater, IsJudgedFromTheCallersEarliestMomentOn) {
  CallbackStory story;
  story.away["anna"] = AwayUntil(At("2026-12-07 09:00"), Wed("09:00"));
  Note note = AQuestionForAnna();
  note.due_at = Thu("14:00");
  note.window = CallWindow{.not_before = Thu("09:00")};
  story.Do(note, "fatima", Mon("10:00"));
  AssignByRoute(story, Mon("10:00"));
  EXPECT_EQ(story.record.assignee, PersonOf("bram")) << "Anna is there today, and not on Thursday";
}

}  // namespace
}  // namespace krul::domain
