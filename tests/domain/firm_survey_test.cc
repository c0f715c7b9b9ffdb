#include "services/domain/firm/firm_survey.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>

namespace krul::domain {
namespace {
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr int kHour = 60;

Firm Shop() {
  Firm firm;
  CalendarRules rules;
  rules.id = "shop";
  for (std::size_t day = 0; day < 5; ++day) rules.week[day] = {{9 * kHour, 12 * kHour + 30}, {13 * kHour, 17 * kHour}};
  rules.week[5] = {{10 * kHour, 16 * kHour}};
  firm.calendars["shop"] = rules;
  Branch branch;
  branch.id = "utrecht";
  branch.calendar = "shop";
  branch.manager = "sanne";
  branch.review_minutes = {10 * kHour, 16 * kHour};
  firm.branches = {branch};
  Person sanne;
  sanne.id = "sanne";
  sanne.title = "Sanne de Boer";
  sanne.notify = {"desk"};
  firm.people = {sanne};
  return firm;
}

TEST(FirmSurvey, HasNothingToSayOfAFirmThatIsWhole) { EXPECT_THAT(WarningsOf(Shop()), IsEmpty()); }

TEST(FirmSurvey, TellsOfABranchWithoutManager) {
  Firm firm = Shop();
  firm.branches[0].manager = "";
  EXPECT_THAT(WarningsOf(firm),
              ElementsAre(FirmWarning{FirmWarningCode::kNoManager, {{"branch", "utrecht"}, {"people", "sanne"}}}));
}

TEST(FirmSurvey, TellsOfReviewMomentsAtWhichNobodyIsThere) {
  Firm firm = Shop();
  // A lunch break lies within the day, and at a closing people are still there; on Sunday it never opens.
  firm.branches[0].review_minutes = {9 * kHour, 12 * kHour + 30, 12 * kHour + 45, 20 * kHour};
  const auto moment = [](const char* time, const char* weekdays) {
    return FirmWarning{FirmWarningCode::kMomentOutsideHours,
                       {{"branch", "utrecht"}, {"time", time}, {"weekdays", weekdays}}};
  };
  EXPECT_THAT(WarningsOf(firm), ElementsAre(moment("09:00", "6"), moment("20:00", "1,2,3,4,5,6")));
}

TEST(FirmSurvey, TellsOfChannelsByWhichNothingIsSent) {
  Firm firm = Shop();
  firm.people[0].notify = {"desk", "mail:sanne@example.nl", "webhook:https://example.nl/krul"};
  const auto channel = [](const char* of) {
    return FirmWarning{FirmWarningCode::kChannelNotServed, {{"person", "sanne"}, {"channel", of}}};
  };
  EXPECT_THAT(WarningsOf(firm),
              ElementsAre(channel("mail:sanne@example.nl"), channel("webhook:https://example.nl/krul")));
}

TEST(FirmSurvey, TellsOfPeopleOfOneNameOnce) {
  Firm firm = Shop();
  for (const auto& [id, name] :
       {std::pair("anna", "Anna Visser"), {"sanne-2", "SANNE  de boer"}, {"sanne-3", "Sanne de Boer"}}) {
    Person person = firm.people[0];
    person.id = id;
    person.title = name;
    firm.people.push_back(person);
  }
  EXPECT_THAT(WarningsOf(firm),
              ElementsAre(FirmWarning{FirmWarningCode::kSameName,
                                      {{"name", "Sanne de Boer"}, {"people", "sanne,sanne-2,sanne-3"}}}));
}

TEST(NextClosedDays, AreThoseThatTheFileNamesFromTodayOn) {
  CalendarRules rules;
  const std::vector<Opening> open = {{9 * kHour, 12 * kHour}};
  rules.special_days[absl::CivilDay(2026, 11, 23)] = {"Gisteren", {}};
  rules.special_days[absl::CivilDay(2026, 11, 24)] = {"Inventarisatie", {}};
  rules.special_days[absl::CivilDay(2026, 12, 24)] = {"Kerstavond", open};
  rules.special_days[absl::CivilDay(2026, 12, 25)] = {"", {}};
  rules.special_days[absl::CivilDay(2026, 12, 26)] = {"Kerstmis", {}};
  const absl::CivilDay today(2026, 11, 24);
  EXPECT_THAT(NextClosedDays(rules, today, 2),
              ElementsAre(ClosedDay{today, "Inventarisatie"}, ClosedDay{absl::CivilDay(2026, 12, 25), ""}));
  EXPECT_THAT(NextClosedDays(rules, today, 10).size(), 3u);
}

}  // namespace
}  // namespace krul::domain
