// What a firm file means by what it leaves out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/firm_file/read_firm.h"

namespace krul::firm_file {
namespace {
using namespace std::chrono_literals;
using domain::CalendarRules;
using domain::Category;
using domain::EscalationStep;
using domain::Opening;
using domain::Recipient;
using domain::Role;
using domain::ServiceLevel;
using domain::StepAction;
using domain::StepCondition;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

std::string WithCategory(const std::string& fields) {
  return std::string(kSmall) + "categories: [{id: q" + fields + "}]\n";
}

TEST(Defaults, OfTheFirm) {
  const domain::Firm firm = Read(kSmall);
  EXPECT_THAT(firm.offline_sentence, ElementsAre(Pair("en", "We will call you back as soon as we can."),
                                                 Pair("nl", "We bellen u zo spoedig mogelijk terug.")));
  EXPECT_THAT(firm.teams, IsEmpty());
  EXPECT_EQ(firm.erase_after_days, 90);
  EXPECT_EQ(firm.attempts_before_giving_up, 3);
  EXPECT_EQ(firm.document, kSmall);
}

TEST(Defaults, TheOfflineSentenceIsOneTextOrOneForEachLanguage) {
  EXPECT_THAT(Read(std::string(kSmall) + "offline_sentence: Tot gauw.\n").offline_sentence,
              ElementsAre(Pair("en", "Tot gauw."), Pair("nl", "Tot gauw.")));
  EXPECT_THAT(Read(std::string(kSmall) + "offline_sentence: {nl: Tot gauw.}\n").offline_sentence,
              ElementsAre(Pair("en", "We will call you back as soon as we can."), Pair("nl", "Tot gauw.")));
}

TEST(Defaults, OfTheCalendarOfAFirmThatHasNone) {
  const domain::Firm firm = Read(kSmall);
  const CalendarRules& rules = firm.CalendarOf(*firm.FindBranch("centrum"));
  EXPECT_EQ(rules.id, "default");
  EXPECT_THAT(rules.special_days, IsEmpty());
  for (std::size_t day = 0; day < 5; ++day) EXPECT_THAT(rules.week[day], ElementsAre(Opening{540, 1050}));
  EXPECT_THAT(rules.week[5], IsEmpty());
  EXPECT_THAT(rules.week[6], IsEmpty());
}

TEST(Defaults, ABranchTakesTheCalendarNamedDefaultElseTheFirst) {
  const std::string first = std::string(kSmall) + "calendars:\n  b: {}\n  a: {}\n";
  EXPECT_EQ(Read(first).FindBranch("centrum")->calendar, "b");
  EXPECT_EQ(Read(first + "  default: {}\n").FindBranch("centrum")->calendar, "default");
}

TEST(Defaults, AWeekdayThatAWeekLeavesOutIsClosed) {
  const domain::Firm firm = Read(std::string(kSmall) + "calendars: {c: {week: {tue: \"10:00-16:00\"}}}\n");
  const CalendarRules& rules = firm.calendars.find("c")->second;
  EXPECT_THAT(rules.week[0], IsEmpty());
  EXPECT_THAT(rules.week[1], ElementsAre(Opening{600, 960}));
}

TEST(Defaults, OfABranch) {
  const domain::Firm firm = Read(kSmall);
  const domain::Branch& branch = *firm.FindBranch("centrum");
  EXPECT_EQ(branch.title, "centrum");
  EXPECT_EQ(branch.time_zone.name(), "Europe/Amsterdam");
  EXPECT_EQ(branch.phone_region, "NL");
  EXPECT_EQ(branch.language, "nl");
  EXPECT_EQ(branch.manager, "");
  EXPECT_THAT(branch.answer_order, IsEmpty());
  EXPECT_THAT(branch.review_minutes, IsEmpty());
  EXPECT_EQ(branch.review_within, 1h);
}

TEST(Defaults, ABranchWithAManagerHasThreeReviewMoments) {
  const domain::Firm firm = Read("title: K\nbranches: [{id: a, manager: anna, review_within: 30m}]\npeople: [anna]\n");
  EXPECT_THAT(firm.FindBranch("a")->review_minutes, ElementsAre(540, 750, 990));
  EXPECT_EQ(firm.FindBranch("a")->review_within, 30min);
}

TEST(Defaults, OfATeam) {
  EXPECT_EQ(Read(std::string(kSmall) + "teams: [{id: t, members: anna}]\n").FindTeam("t")->title, "t");
}

TEST(Defaults, OfAPerson) {
  const domain::Firm firm = Read(kSmall);
  const domain::Person& person = *firm.FindPerson("anna");
  EXPECT_EQ(person.title, "anna");
  EXPECT_THAT(person.branches, IsEmpty());
  EXPECT_EQ(person.role, Role::kColleague);
  EXPECT_EQ(person.deputy, "");
  EXPECT_EQ(person.calendar, "");
  EXPECT_THAT(person.notify, ElementsAre("desk"));
}

TEST(Defaults, WhoManagesABranchHasTheRoleForIt) {
  const domain::Firm firm = Read("title: K\nbranches: [{id: a, manager: anna}]\npeople: [anna, bob]\n");
  EXPECT_EQ(firm.FindPerson("anna")->role, Role::kManager);
  EXPECT_EQ(firm.FindPerson("bob")->role, Role::kColleague);
}

TEST(Defaults, OfACategory) {
  const domain::Firm firm = Read(WithCategory(""));
  const Category& category = *firm.FindCategory("q");
  EXPECT_THAT(category.title, ElementsAre(Pair("en", "q"), Pair("nl", "q")));
  EXPECT_THAT(category.goodbye, IsEmpty());
  EXPECT_EQ(category.call_back_within.kind, ServiceLevel::Kind::kBusinessTime);
  EXPECT_EQ(category.call_back_within.business_time, 4h);
  EXPECT_EQ(category.acknowledge_within, 1h);
  EXPECT_EQ(category.at_risk_before, 0h);
  EXPECT_EQ(category.retry_after, 2h);
}

TEST(Defaults, AnAcknowledgementIsGivenInAQuarterOfTheTimeAtMostAnHour) {
  const auto within = [](const char* level) {
    return Read(WithCategory(std::string(", call_back_within: ") + level)).FindCategory("q")->acknowledge_within;
  };
  EXPECT_EQ(within("2h"), 30min);
  EXPECT_EQ(within("2m"), 1min);
  EXPECT_EQ(within("40h"), 1h);
  EXPECT_EQ(within("2 working days"), 1h);
  EXPECT_EQ(within("same day"), 1h);
}

TEST(Defaults, TheMarginOfTheSameDayIsTwoHours) {
  EXPECT_EQ(Read(WithCategory(", call_back_within: same day")).FindCategory("q")->call_back_within.same_day_margin, 2h);
}

TEST(Defaults, APromiseClimbsFromTheAssigneeToHeadOffice) {
  const domain::Firm firm = Read(WithCategory(""));
  const std::vector<EscalationStep>& steps = firm.FindCategory("q")->escalation;
  ASSERT_EQ(steps.size(), 6u);
  const std::pair<StepCondition, Recipient> expected[] = {
      {StepCondition::kAtRisk, Recipient::kAssignee},   {StepCondition::kBroken, Recipient::kManager},
      {StepCondition::kBroken, Recipient::kAssignee},   {StepCondition::kBroken, Recipient::kHeadOffice},
      {StepCondition::kRetryDue, Recipient::kAssignee}, {StepCondition::kRetryDue, Recipient::kManager}};
  for (std::size_t i = 0; i < steps.size(); ++i) {
    EXPECT_EQ(steps[i].condition, expected[i].first) << i;
    EXPECT_EQ(steps[i].recipient, expected[i].second) << i;
    EXPECT_EQ(steps[i].delay, steps[i].recipient == Recipient::kHeadOffice ? 8h : 0h) << i;
  }
}

TEST(Defaults, OfAnEscalationStep) {
  const domain::Firm firm = Read(WithCategory(", escalation: [{when: broken, tell: deputy}]"));
  const EscalationStep& step = firm.FindCategory("q")->escalation.at(0);
  EXPECT_EQ(step.delay, 0h);
  EXPECT_FALSE(step.wall_time);
  EXPECT_FALSE(step.outside_hours);
  EXPECT_EQ(step.named_person, "");
  EXPECT_EQ(step.action, StepAction::kTell);
}

TEST(Defaults, AFieldThatIsEmptyIsAbsent) {
  const domain::Firm firm = Read(
      "title: K\nbranches: [{id: a, title: , language: , manager: }]\npeople: [anna]\n"
      "teams:\nretention: {erase_after_days: }\n");
  EXPECT_EQ(firm.FindBranch("a")->title, "a");
  EXPECT_EQ(firm.FindBranch("a")->language, "nl");
  EXPECT_EQ(firm.erase_after_days, 90);
}

}  // namespace
}  // namespace krul::firm_file
