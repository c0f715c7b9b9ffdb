#include "services/firm_file/firm_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "services/domain/limits.h"
#include "tests/firm_file/read_firm.h"
#include "tests/support/source_folder.h"

namespace krul::firm_file {
namespace {
using domain::Firm;
using ::testing::Contains;
using ::testing::Field;
using ::testing::HasSubstr;

TEST(FirmFile, TheDemonstrationIsSound) {
  std::ifstream file(krul::support::SourceFolder() + "/services/standalone/demo/demo.yaml");
  std::stringstream text;
  text << file.rdbuf();
  const Firm firm = Read(text.str());
  EXPECT_EQ(firm.branches.size(), 3u);
  EXPECT_EQ(firm.FindPerson("anna")->deputy, "thijs");
  EXPECT_EQ(firm.FindTeam("werkplaats")->members.size(), 3u);
  EXPECT_EQ(firm.FindCategory("order")->call_back_within.working_days, 2);
  std::map<std::string, std::string> closed;
  for (const auto& [day, special] : firm.calendars.find("winkel")->second.special_days) {
    if (special.openings.empty() && day.year() == 2027) closed[absl::FormatCivilTime(day)] = special.title;
  }
  EXPECT_EQ(closed, (std::map<std::string, std::string>{{"2027-01-01", "Nieuwjaarsdag"},
                                                        {"2027-01-11", "Inventarisatie"},
                                                        {"2027-03-26", "Goede Vrijdag"},
                                                        {"2027-03-29", "Tweede Paasdag"},
                                                        {"2027-04-27", "Koningsdag"},
                                                        {"2027-05-06", "Hemelvaartsdag"},
                                                        {"2027-05-17", "Tweede Pinksterdag"},
                                                        {"2027-12-25", "Kerstmis"},
                                                        {"2027-12-26", "Kerstmis"}}));
}

TEST(FirmFile, ASmallFirmFitsOnAScreen) {
  const Firm firm = Read(kSmall);
  ASSERT_TRUE(firm.FindBranch("centrum"));
  EXPECT_EQ(firm.FindBranch("centrum")->language, "nl");
  EXPECT_EQ(firm.categories.size(), 3u);
  EXPECT_TRUE(firm.FindCategory("complaint"));
}

struct Wrong {
  const char* what;
  std::string document;
  int line;
  const char* field;
};

class WrongFirmFile : public ::testing::TestWithParam<Wrong> {};

TEST_P(WrongFirmFile, IsToldByLineAndField) {
  const std::vector<Fault> faults = FaultsOf(GetParam().document);
  EXPECT_THAT(faults, Contains(::testing::AllOf(Field(&Fault::line, GetParam().line),
                                                Field(&Fault::field, HasSubstr(GetParam().field)))))
      << Words(faults);
}

INSTANTIATE_TEST_SUITE_P(
    Faults, WrongFirmFile,
    ::testing::Values(
        Wrong{"unknown field", std::string(kSmall) + "colour: red\n", 4, "colour"},
        Wrong{"no id", "branches:\n  - {title: Centrum}\npeople: []\n", 2, "branches[0].id"},
        Wrong{"an id of another form", "branches:\n  - {id: Het Centrum}\n", 2, "branches[0].id"},
        Wrong{"one id twice", "branches:\n  - {id: a}\n  - {id: a}\n", 3, "branches[1].id"},
        Wrong{"a deputy whom nobody knows", "branches:\n  - {id: a}\npeople:\n  - {id: x, name: X, deputy: nobody}\n",
              4, "people[0].deputy"},
        Wrong{"a manager whom nobody knows", "branches:\n  - {id: a, manager: nobody}\n", 2, "branches[0].manager"},
        Wrong{"a time zone that is none", "branches:\n  - {id: a, time_zone: Europe/Nergens}\n", 2,
              "branches[0].time_zone"},
        Wrong{"hours that overlap",
              "calendars:\n  c: {week: {mon: \"09:00-12:00, 11:00-13:00\"}}\nbranches:\n  - {id: a, calendar: c}\n", 2,
              "calendars.c.week"},
        Wrong{"a service level that is none",
              std::string(kSmall) + "categories:\n  - {id: q, call_back_within: soon}\n", 5,
              "categories[0].call_back_within"}),
    [](const ::testing::TestParamInfo<Wrong>& one) {
      std::string name = one.param.what;
      for (char& c : name) {
        if (c == ' ') c = '_';
      }
      return name;
    });

TEST(FirmFile, WhatIsNoYamlIsToldWithItsLine) {
  const std::vector<Fault> faults = FaultsOf("branches:\n  - {id: a\npeople: ]\n");
  ASSERT_FALSE(faults.empty());
  EXPECT_GT(faults[0].line, 0);
}

TEST(FirmFile, HostileDocumentsAreRefused) {
  EXPECT_FALSE(FaultsOf("").empty());
  EXPECT_FALSE(FaultsOf("just words").empty());
  EXPECT_FALSE(FaultsOf(std::string(100'000, '[')).empty());
  EXPECT_FALSE(FaultsOf("a: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: [*b,*b,*b]\nbranches:\n  - {id: a}\n").empty());
  EXPECT_FALSE(FaultsOf("title: \"" + std::string(200'000, 'x') + "\"\nbranches:\n  - {id: a}\n").empty());
  EXPECT_LE(FaultsOf([] {
              std::string many = "branches:\n";
              for (int i = 0; i < 5000; ++i) many += "  - {id: A}\n";
              return many;
            }())
                .size(),
            domain::limits::kFirmFileFaults + 1);
}

}  // namespace
}  // namespace krul::firm_file
