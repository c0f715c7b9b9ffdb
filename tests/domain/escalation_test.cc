// The steps that an unkept promise climbs: when each comes, and to whom. The promise is due on Monday at 14:00 and at
// risk from 13:00, where nothing else is said.
#include "services/domain/promise/escalation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/domain/promise/promise.h"
#include "tests/domain/callback_story.h"

namespace krul::domain {
namespace {

using namespace std::chrono_literals;
using namespace sample;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

Promise DueAt(Instant due_at) {
  Promise promise;
  promise.due_at = promise.original_due_at = due_at;
  promise.at_risk_at = due_at - 1h;
  return promise;
}

// When the only step of a category comes.
Instant PlannedAt(const EscalationStep& step, const Promise& promise) {
  const Firm firm = SampleFirm();
  Category category = firm.categories.front();
  category.escalation = {step};
  const auto steps = PlanSteps(firm, firm.branches.front(), category, promise);
  EXPECT_EQ(steps.size(), 1u);
  EXPECT_FALSE(steps.front().taken);
  return steps.front().at;
}

// When somebody hears of the only step of a category, if somebody looks whenever the record asks for it.
Instant TakenAt(const EscalationStep& step, Instant due_at) {
  CallbackStory story;
  story.firm.categories.front().escalation = {step};
  Note note = AQuestionForAnna();
  note.due_at = due_at;
  story.Do(note, "fatima", Mon("10:00"));
  story.Do(Acknowledge{}, "anna", Mon("10:10"));
  while (StepsTaken(story.record).empty()) story.LookAtIt(*NextLook(story.record));
  return story.record.last_event_at();
}

EscalationStep OnceBroken(Millis delay, bool wall_time, bool outside_hours) {
  return {.condition = StepCondition::kBroken,
          .delay = delay,
          .wall_time = wall_time,
          .outside_hours = outside_hours,
          .recipient = Recipient::kManager};
}

TEST(AStep, BeginsWithItsCondition) {
  const auto planned = [](StepCondition condition) { return PlannedAt({.condition = condition}, DueAt(Mon("14:00"))); };
  EXPECT_EQ(planned(StepCondition::kAtRisk), Mon("13:00"));
  EXPECT_EQ(planned(StepCondition::kBroken), Mon("14:00") + 1ms) << "at the due moment itself it may still be kept";
  EXPECT_EQ(planned(StepCondition::kUnacknowledged), kNever);
  EXPECT_EQ(planned(StepCondition::kRetryDue), kNever);
}

TEST(AStep, IsDelayedInBusinessTimeOrByTheWallAndQuietOutsideHours) {
  const struct {
    const char* given;
    Instant due_at;
    Millis delay;
    bool wall_time;
    bool outside_hours;
    Instant comes;
  } kCases[] = {
      {"at once", Mon("14:00"), 0h, false, false, Mon("14:00") + 1ms},
      {"an hour", Mon("14:00"), 1h, false, false, Mon("15:00") + 1ms},
      {"business time across the night", Mon("14:00"), 4h, false, false, Tue("10:00") + 1ms},
      {"business time across Sunday", Sat("13:30"), 2h, false, false, At("2026-11-30 10:30") + 1ms},
      {"business time is within hours anyhow", Mon("14:00"), 4h, false, true, Tue("10:00") + 1ms},
      {"by the wall, within hours", Mon("14:00"), 2h, true, false, Mon("16:00") + 1ms},
      {"by the wall, quiet in the evening", Mon("14:00"), 4h, true, false, Tue("09:00")},
      {"by the wall, quiet at the very closing", Mon("14:00") - 1ms, 3h, true, false, Tue("09:00")},
      {"by the wall, in the evening all the same", Mon("14:00"), 4h, true, true, Mon("18:00") + 1ms},
      {"by the wall, quiet on Sunday", Sat("13:30"), 24h, true, false, At("2026-11-30 09:00")},
      {"broken at closing, quiet until the morning", Mon("17:00"), 0h, false, false, Tue("09:00")},
      {"broken at closing, told at once", Mon("17:00"), 0h, false, true, Mon("17:00") + 1ms},
      {"broken in the evening as agreed", Mon("20:00"), 1h, false, false, Tue("10:00")},
  };
  for (const auto& test : kCases) {
    const EscalationStep step = OnceBroken(test.delay, test.wall_time, test.outside_hours);
    EXPECT_EQ(Wall(TakenAt(step, test.due_at)), Wall(test.comes)) << test.given;
  }
}

TEST(AStep, OfAPromiseThatIsNeverDueNeverComes) {
  for (const bool wall_time : {false, true}) {
    for (const bool outside_hours : {false, true}) {
      EXPECT_EQ(PlannedAt(OnceBroken(1h, wall_time, outside_hours), DueAt(kNever)), kNever);
      EXPECT_EQ(PlannedAt(OnceBroken(0h, wall_time, outside_hours), DueAt(kNever)), kNever);
    }
  }
}

TEST(ACondition, MovesItsOwnStepsThatAreNotYetTaken) {
  const Firm firm = SampleFirm();
  const Branch& branch = firm.branches.front();
  std::vector<PlannedStep> steps = PlanSteps(firm, branch, firm.categories.front(), DueAt(Mon("14:00")));
  steps[kTellManagerBroken].taken = true;
  BeginCondition(steps, StepCondition::kBroken, Tue("12:00"), firm, branch);
  EXPECT_EQ(steps[kTellManagerBroken].at, Mon("14:00") + 1ms) << "taken";
  EXPECT_EQ(steps[kGiveToManager].at, Tue("13:00"));
  EXPECT_EQ(steps[kTellHeadOffice].at, Tue("18:00"));
  EXPECT_EQ(steps[kTellAssigneeAtRisk].at, Mon("13:00"));
  EXPECT_EQ(steps[kTellDeputy].at, kNever);
  BeginCondition(steps, StepCondition::kUnacknowledged, Mon("20:00"), firm, branch);
  EXPECT_EQ(steps[kTellDeputy].at, Mon("20:00")) << "whether it is quiet then is asked when it comes";
}

std::vector<std::string> Meant(const Firm& firm, const std::string& branch, const EscalationStep& step,
                               const Party& requested, const Party& assignee, const Absences& away = {}) {
  CallbackRecord record;
  record.branch = branch;
  record.requested = requested;
  record.assignee = assignee;
  return RecipientsOf(step, record, {firm, *firm.FindBranch(branch), away}, Mon("10:00"));
}

TEST(ARecipient, IsWhoeverIsMeantNowElseTheManager) {
  const Party kSales = {Party::Kind::kTeam, "sales"};
  const Party kWorkshop = {Party::Kind::kTeam, "workshop"};
  const Party kClosedDown = {Party::Kind::kTeam, "closed-down"};
  const struct {
    const char* given;
    EscalationStep step;
    Party requested;
    Party assignee;
    std::vector<std::string> meant;
  } kCases[] = {
      {"the assignee", {.recipient = Recipient::kAssignee}, PersonOf("anna"), PersonOf("bram"), {"bram"}},
      {"nobody has it", {.recipient = Recipient::kAssignee}, PersonOf("anna"), {}, {"mira"}},
      {"the pool has it", {.recipient = Recipient::kAssignee}, PersonOf("anna"), PoolOf("utrecht"), {"mira"}},
      {"the assignee left", {.recipient = Recipient::kAssignee}, PersonOf("anna"), PersonOf("gone"), {"mira"}},
      {"the deputy of the assignee", {.recipient = Recipient::kDeputy}, PersonOf("anna"), PersonOf("bram"), {"carla"}},
      {"who has no deputy", {.recipient = Recipient::kDeputy}, PersonOf("anna"), PersonOf("daan"), {"mira"}},
      {"nobody has a deputy", {.recipient = Recipient::kDeputy}, PersonOf("anna"), PoolOf("utrecht"), {"mira"}},
      {"the team asked for",
       {.recipient = Recipient::kTeam},
       kWorkshop,
       PersonOf("anna"),  // who is not of it
       {"daan", "carla"}},
      {"which the pool has", {.recipient = Recipient::kTeam}, kSales, PoolOf("utrecht"), {"anna", "bram", "daan"}},
      {"else the team of the assignee",
       {.recipient = Recipient::kTeam},
       PersonOf("fatima"),
       PersonOf("carla"),
       {"daan", "carla"}},
      {"the first of several",
       {.recipient = Recipient::kTeam},
       PersonOf("daan"),
       PersonOf("daan"),
       {"anna", "bram", "daan"}},
      {"who is of no team", {.recipient = Recipient::kTeam}, PersonOf("anna"), PersonOf("fatima"), {"mira"}},
      {"the team asked for is gone", {.recipient = Recipient::kTeam}, kClosedDown, PersonOf("anna"), {"mira"}},
      {"the manager", {.recipient = Recipient::kManager}, PersonOf("anna"), PersonOf("anna"), {"mira"}},
      {"head office", {.recipient = Recipient::kHeadOffice}, PersonOf("anna"), PersonOf("anna"), {"hans", "heleen"}},
      {"a named person",
       {.recipient = Recipient::kNamedPerson, .named_person = "fatima"},
       PersonOf("anna"),
       PersonOf("anna"),
       {"fatima"}},
      {"who left",
       {.recipient = Recipient::kNamedPerson, .named_person = "gone"},
       PersonOf("anna"),
       PersonOf("anna"),
       {"mira"}},
  };
  const Firm firm = SampleFirm();
  for (const auto& test : kCases) {
    EXPECT_EQ(Meant(firm, "utrecht", test.step, test.requested, test.assignee), test.meant) << test.given;
  }
}

TEST(ARecipient, IsHeadOfficeWhereThereIsNoManagerAndSomebodyOfTheBranchWhereThereIsNeither) {
  Firm firm = SampleFirm();
  const std::vector<EscalationStep> steps = {
      {.recipient = Recipient::kAssignee},   {.recipient = Recipient::kDeputy},
      {.recipient = Recipient::kTeam},       {.recipient = Recipient::kManager},
      {.recipient = Recipient::kHeadOffice}, {.recipient = Recipient::kNamedPerson, .named_person = "gone"}};
  for (const EscalationStep& step : steps) {
    EXPECT_THAT(Meant(firm, "zeist", step, {}, PoolOf("zeist")), ElementsAre("hans", "heleen"));
  }
  std::erase_if(firm.people, [](const Person& person) { return person.role == Role::kHeadOffice; });
  for (const EscalationStep& step : steps) {
    EXPECT_THAT(Meant(firm, "zeist", step, {}, PoolOf("zeist")), ElementsAre("carla"));
    EXPECT_THAT(Meant(firm, "utrecht", step, {}, PoolOf("utrecht")), ElementsAre("mira"));
  }
}

TEST(ARole, IsHeldByEverybodyWhoHasIt) {
  const Firm firm = SampleFirm();
  EXPECT_THAT(RecipientsInRole(firm, Role::kHeadOffice), ElementsAre("hans", "heleen"));
  EXPECT_THAT(RecipientsInRole(firm, Role::kDesk), ElementsAre("fatima"));
  EXPECT_THAT(RecipientsInRole(firm, Role::kOperator), IsEmpty());
}

}  // namespace
}  // namespace krul::domain
