// How a promise climbs its steps while the firm goes on: each once, as agreed when it was made, to whoever is there
// now.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "services/domain/promise/promise.h"
#include "tests/domain/callback_story.h"

namespace krul::domain {
namespace {

using namespace std::chrono_literals;
using namespace sample;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

// Looks whenever the record asks for it, up to `until`; who was told that it escalated, in order.
std::vector<std::string> WhoHears(CallbackStory& story, Instant until, LookAt look = {}) {
  std::vector<std::string> heard;
  while (*NextLook(story.record) <= until) {
    const Decision decision = story.LookAtIt(*NextLook(story.record), look);
    for (const Notice& notice : decision.notices) {
      if (notice.about == EventType::kEscalated) heard.push_back(notice.recipient);
    }
  }
  return heard;
}

// A question for Anna that climbs these steps and no others.
CallbackStory Climbing(std::vector<EscalationStep> steps) {
  CallbackStory story;
  story.firm.categories.front().escalation = std::move(steps);
  story.AcknowledgedByAnna();
  return story;
}

TEST(AnEscalation, TakesEachStepOnceHoweverLongItStaysOpen) {
  CallbackStory story;
  story.AcknowledgedByAnna();
  // Anna at risk; Mira once broken, who then gets it and lets it expire: nobody has it, so that the deputy of the
  // assignee is the manager; head office in the evening.
  WhoHears(story, At("2026-12-04 17:00"));
  std::vector<std::string> details;
  for (const AuditEvent& event : story.record.history) {
    if (event.type == EventType::kEscalated) details.push_back(Told(event));
  }
  EXPECT_THAT(details, ElementsAre("step 2 to anna", "step 3 to mira", "step 4 to mira", "step 1 to mira",
                                   "step 5 to hans heleen"));
}

TEST(AnEscalation, OfASecondPromiseBeginsAnewUnderIdsOfItsOwn) {
  CallbackStory story = Climbing({{.condition = StepCondition::kBroken, .recipient = Recipient::kManager}});
  EXPECT_THAT(WhoHears(story, Mon("15:00")), ElementsAre("mira"));
  story.Do(Complete{}, "anna", Mon("15:00"));
  story.Do(Reopen{"not solved"}, "anna", Tue("10:00"));
  story.Do(Acknowledge{}, "anna", Tue("10:10"));
  EXPECT_THAT(story.LookAtIt(Tue("13:30")).notices, IsEmpty());
  const Decision broken = story.LookAtIt(Tue("14:01"));
  ASSERT_EQ(broken.notices.size(), 1u);
  EXPECT_EQ(broken.notices[0].id, "utrecht/c1/2/step1/mira");
}

TEST(AnEscalation, ThatReassignsGivesItToTheFirstOfThoseMeantWhoMustSayMine) {
  CallbackStory story = Climbing(
      {{.condition = StepCondition::kBroken, .recipient = Recipient::kHeadOffice, .action = StepAction::kReassign}});
  EXPECT_THAT(WhoHears(story, Mon("14:01")), ElementsAre("hans"));
  EXPECT_EQ(story.record.assignee, PersonOf("hans"));
  EXPECT_EQ(story.record.state, State::kAssigned);
  EXPECT_EQ(story.record.acknowledge_by, Mon("15:00") + 1ms);
}

TEST(AnEscalation, ThatReassignsToWhoHasItTellsThemAndTakesNothingBack) {
  CallbackStory story = Climbing(
      {{.condition = StepCondition::kBroken, .recipient = Recipient::kAssignee, .action = StepAction::kReassign}});
  EXPECT_THAT(WhoHears(story, Mon("14:01")), ElementsAre("anna"));
  EXPECT_EQ(story.record.assignee, PersonOf("anna"));
  EXPECT_EQ(story.record.state, State::kAcknowledged);
}

TEST(AnEscalation, OfAFirmWithoutManagerAndHeadOfficeGoesToWhoAnswersFirst) {
  CallbackStory story = Climbing(
      {{.condition = StepCondition::kBroken, .recipient = Recipient::kManager, .action = StepAction::kReassign}});
  story.firm.branches.front().manager.clear();
  std::erase_if(story.firm.people, [](const Person& person) { return person.role == Role::kHeadOffice; });
  EXPECT_THAT(WhoHears(story, Mon("14:01")), ElementsAre("fatima"));
  EXPECT_EQ(Told(story.record.history.back()), "step 1 to fatima");
}

TEST(AnEscalation, KeepsTheStepsOfThePromiseWhenTheFirmFileChanges) {
  CallbackStory story;
  story.AcknowledgedByAnna();
  story.firm.version = 8;
  story.firm.categories.front().escalation = {
      {.condition = StepCondition::kAtRisk, .recipient = Recipient::kNamedPerson, .named_person = "fatima"}};
  EXPECT_THAT(WhoHears(story, Mon("14:30")), ElementsAre("anna", "mira"));
  EXPECT_EQ(story.record.promise.steps.size(), QuestionSteps().size());
  EXPECT_EQ(story.record.promise.firm_version, 7);
}

TEST(AnEscalation, KeepsItsStepsWhenTheCategoryIsRemoved) {
  CallbackStory story;
  story.AcknowledgedByAnna();
  story.firm.version = 8;
  std::erase_if(story.firm.categories, [](const Category& category) { return category.id == "question"; });
  EXPECT_THAT(WhoHears(story, Mon("14:30")), ElementsAre("anna", "mira"));
}

TEST(AnEscalation, GoesToThePeopleOfTheCurrentFirmFile) {
  CallbackStory story;
  story.AcknowledgedByAnna();
  story.firm.version = 8;
  story.firm.branches.front().manager = "fatima";
  std::erase_if(story.firm.people, [](const Person& person) { return person.id == "mira" || person.id == "heleen"; });
  EXPECT_THAT(WhoHears(story, Mon("14:30")), ElementsAre("anna", "fatima"));
  EXPECT_THAT(WhoHears(story, Mon("20:01")), Contains("hans"));
  EXPECT_THAT(WhoHears(story, Fri("17:00")), Not(Contains("heleen")));
}

TEST(AnEscalation, OfAPromiseMadeUnderAFormerVersionClimbsTheStepsOfThatVersion) {
  CallbackStory story;
  const Firm quoted_under = story.firm;
  story.firm.version = 8;  // between the quote and the note
  story.firm.categories.front().escalation.clear();
  const Result<Decision> noted =
      Decide(story.record, AQuestionForAnna(),
             {story.firm, &quoted_under, Actor("fatima", "utrecht", "desk-1"), {}, Mon("10:00")});
  ASSERT_TRUE(noted.ok());
  EXPECT_EQ(noted->record.promise.steps.size(), QuestionSteps().size());
  EXPECT_EQ(noted->record.promise.firm_version, 7);
}

}  // namespace
}  // namespace krul::domain
