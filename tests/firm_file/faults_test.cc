// What is told of a faulty firm file: where it is wrong and what to write instead.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/domain/limits.h"
#include "tests/firm_file/read_firm.h"

namespace krul::firm_file {
namespace {
using ::testing::HasSubstr;

// The faults of a firm with one more part, written from line 4 on.
std::string With(const std::string& part) { return Words(FaultsOf(kSmall + part)); }
// Of a firm with these fields of its branch, its person, a category and an escalation step.
std::string OfBranch(const std::string& fields) {
  return Words(FaultsOf("title: K\nbranches: [{id: a" + fields + "}]\npeople: [anna]\n"));
}
std::string OfPerson(const std::string& fields) {
  return Words(FaultsOf("title: K\nbranches: [{id: a}]\npeople: [{id: anna" + fields + "}]\n"));
}
std::string OfCategory(const std::string& fields) { return With("categories: [{id: q" + fields + "}]\n"); }
std::string OfStep(const std::string& fields) { return OfCategory(", escalation: [{" + fields + "}]"); }

TEST(Faults, AllAreToldAtOnceInTheOrderOfTheLines) {
  EXPECT_EQ(Words(FaultsOf("colour: red\n"
                           "retention: {erase_after_days: 0}\n"
                           "branches:\n"
                           "  - id: utrecht\n"
                           "    titel: Utrecht\n"
                           "    time_zone: Europe/Nergens\n"
                           "    manager: ana\n"
                           "people:\n"
                           "  - {id: anna, role: boss}\n"
                           "  - {id: anna}\n"
                           "calendars:\n"
                           "  c:\n"
                           "    week: {mon-fri: 9 to 5}\n"
                           "    holidays: [kerst]\n")),
            "1 title: Write the name of the firm.\n"
            "1 \"colour\": There is no field of this name here. Fields here: title, offline_sentence, calendars, "
            "branches, teams, people, categories, retention.\n"
            "2 retention.erase_after_days: Write a whole number from 1 to 3650.\n"
            "5 branches[0].\"titel\": There is no field of this name here. Did you mean title? Fields here: id, title, "
            "time_zone, phone_region, language, calendar, manager, answer_order, review_moments, review_within.\n"
            "6 branches[0].time_zone: There is no time zone \"Europe/Nergens\"; write one such as Europe/Amsterdam.\n"
            "7 branches[0].manager: There is no person \"ana\". Did you mean anna?\n"
            "9 people[0].role: Write desk, colleague, manager, head-office or operator.\n"
            "10 people[1].id: The person of line 9 has this id already; give each its own.\n"
            "13 calendars.c.week.mon-fri: \"9 to 5\": write openings such as 09:00-12:30, 13:00-17:30, or closed.\n"
            "14 calendars.c.holidays[0]: \"kerst\" is no date; write a date such as 2026-12-25, one of every year such "
            "as 12-25, or days from Easter Sunday such as easter-2, easter or easter+39.\n");
}

TEST(Faults, WhatIsMissingIsTold) {
  EXPECT_EQ(Words(FaultsOf("title: K\n")),
            "0 branches: Write at least one branch, such as - id: utrecht.\n"
            "0 people: Write at least one person, such as - id: anna.\n");
  EXPECT_EQ(Words(FaultsOf("title: K\nbranches: []\npeople: []\n")),
            "2 branches: Write at least one branch, such as - id: utrecht.\n"
            "3 people: Write at least one person, such as - id: anna.\n");
  EXPECT_EQ(With("teams: [{id: t}]\n"), "4 teams[0].members: Write the people of this team, at least one.\n");
  EXPECT_EQ(With("calendars: [{week: {mon: \"09:00-12:00\"}}]\n"),
            "4 calendars[0].id: Give it an id: write 1 to 64 lower-case letters, digits or hyphens.\n");
  EXPECT_EQ(OfStep("tell: manager"),
            "4 categories[0].escalation[0].when: Write unacknowledged, at-risk, broken or retry-due.\n");
  EXPECT_EQ(OfStep("when: broken"),
            "4 categories[0].escalation[0]: Write one of tell and reassign: write assignee, deputy, team, manager, "
            "head-office or person:ID.\n");
}

// Each place that names something, and what it is told to name.
TEST(Faults, WhatNobodyKnowsIsToldAtEveryPlaceThatNamesIt) {
  EXPECT_EQ(Words(FaultsOf("title: K\n"
                           "calendars: {winkel: {}}\n"
                           "branches:\n"
                           "  - id: a\n"
                           "    calendar: winkl\n"
                           "    manager: x\n"
                           "    answer_order: [anna, y]\n"
                           "teams:\n"
                           "  - id: t\n"
                           "    members: [z, anna]\n"
                           "people:\n"
                           "  - id: anna\n"
                           "    branches: [a, b-b]\n"
                           "    deputy: w\n"
                           "    calendar: kantoor\n"
                           "categories:\n"
                           "  - id: q\n"
                           "    escalation:\n"
                           "      - {when: broken, tell: [manager, \"person:v\"]}\n"
                           "      - {when: broken, reassign: \"person:annna\"}\n")),
            "5 branches[0].calendar: There is no calendar \"winkl\". Did you mean winkel?\n"
            "6 branches[0].manager: There is no person \"x\".\n"
            "7 branches[0].answer_order[1]: There is no person \"y\".\n"
            "10 teams[0].members[0]: There is no person \"z\".\n"
            "13 people[0].branches[1]: There is no branch \"b-b\".\n"
            "14 people[0].deputy: There is no person \"w\".\n"
            "15 people[0].calendar: There is no calendar \"kantoor\".\n"
            "19 categories[0].escalation[0].tell[1]: There is no person \"v\".\n"
            "20 categories[0].escalation[1].reassign: There is no person \"annna\". Did you mean anna?\n");
}

TEST(Faults, AnIdIsOfOneThingOfItsKind) {
  EXPECT_EQ(Words(FaultsOf("title: K\n"
                           "calendars: [{id: a}, {id: a}]\n"
                           "branches: [a, a]\n"
                           "teams: [{id: a, members: a}, {id: a, members: a}]\n"
                           "people: [a, a]\n"
                           "categories: [{id: a}, {id: a}]\n")),
            "2 calendars[1].id: The calendar of line 2 has this id already; give each its own.\n"
            "3 branches[1].id: The branch of line 3 has this id already; give each its own.\n"
            "4 teams[1].id: The team of line 4 has this id already; give each its own.\n"
            "5 people[1].id: The person of line 5 has this id already; give each its own.\n"
            "6 categories[1].id: The category of line 6 has this id already; give each its own.\n");
}

TEST(Faults, AFieldGivenTwiceIsToldWithItsFirstLine) {
  EXPECT_EQ(Words(FaultsOf("title: K\nbranches: [a]\npeople: [anna]\ntitle: L\n")),
            "4 title: This is given on line 1 already.\n");
}

TEST(Faults, ValuesOfABranchAreToldWithTheirForm) {
  EXPECT_EQ(OfBranch(", phone_region: Holland"),
            "2 branches[0].phone_region: There is no region \"Holland\"; write two capitals such as NL.\n");
  EXPECT_EQ(OfBranch(", language: de"), "2 branches[0].language: Write nl or en.\n");
  EXPECT_EQ(OfBranch(", manager: Anna"),
            "2 branches[0].manager: \"Anna\" is no id; write 1 to 64 lower-case letters, digits or hyphens.\n");
  EXPECT_EQ(OfBranch(", answer_order: [anna, Bob]"),
            "2 branches[0].answer_order[1]: \"Bob\" is no id; write 1 to 64 lower-case letters, digits or hyphens.\n");
  EXPECT_EQ(OfBranch(", review_moments: [\"9\", \"24:00\", \"10:00\"]"),
            "2 branches[0].review_moments[0]: \"9\" is no time of day; write a time of day such as 09:00.\n"
            "2 branches[0].review_moments[1]: \"24:00\" is no time of day; write a time of day such as 09:00.\n");
  EXPECT_EQ(OfBranch(", review_within: 0"),
            "2 branches[0].review_within: This must be longer than nothing; leave it out for the default.\n");
  EXPECT_EQ(OfBranch(", review_within: soon"),
            "2 branches[0].review_within: \"soon\" is no length of time; write hours and minutes, such as 4h, 90m or "
            "1h30m, at most 8784h.\n");
  for (const char* zone : {"/etc/passwd", "Europe", "localtime", "../../etc/localtime", "Europe/../UTC"}) {
    EXPECT_THAT(OfBranch(std::string(", time_zone: ") + zone), HasSubstr("There is no time zone")) << zone;
  }
}

TEST(Faults, ValuesOfACalendarAreToldWithTheirForm) {
  EXPECT_EQ(With("calendars: {De Winkel: {}}\n"),
            "4 calendars: \"De Winkel\" is no id; write 1 to 64 lower-case letters, digits or hyphens.\n");
  EXPECT_EQ(With("calendars: {c: {week: \"09:00-17:00\"}}\n"),
            "4 calendars.c.week: Write the hours of each weekday, such as mon-fri: \"09:00-17:30\".\n");
  EXPECT_EQ(With("calendars: {c: {week: {maandag: closed, mon: \"09:00-17:00\"}}}\n"),
            "4 calendars.c.week: \"maandag\" is no weekday; write mon, tue, wed, thu, fri, sat or sun, or several as "
            "mon-fri or mon,wed.\n");
  EXPECT_EQ(With("calendars: {c: {week: {mon-fri: \"09:00-17:00\", fri: \"09:00-16:00\"}}}\n"),
            "4 calendars.c.week.fri: A weekday of these is given on line 4 already.\n");
  EXPECT_EQ(With("calendars: {c: {week: {mon: [\"09:00-12:00\", \"11:00-13:00\"]}}}\n"),
            "4 calendars.c.week.mon: Here the openings from 09:00 and from 11:00 overlap; let one end before the next "
            "starts.\n");
  EXPECT_THAT(With("calendars: {c: {holidays_ics: Kerst}}\n"),
              HasSubstr("4 calendars.c.holidays_ics: This is no .ics"));
}

TEST(Faults, ACalendarThatNeverOpensIsToldUnlessItsHoursAreFaulty) {
  EXPECT_EQ(With("calendars: {c: {week: {mon: closed}}}\n"),
            "4 calendars.c: This calendar stays closed for the next 366 days; give it opening hours.\n");
  EXPECT_EQ(With("calendars: {c: {week: {mon: from nine}}}\n"),
            "4 calendars.c.week.mon: \"from nine\": write openings such as 09:00-12:30, 13:00-17:30, or closed.\n");
}

TEST(Faults, ValuesOfAPersonAreToldWithTheirForm) {
  EXPECT_EQ(OfPerson(", role: service"),
            "3 people[0].role: Write desk, colleague, manager, head-office or operator.\n");
  EXPECT_EQ(OfPerson(", deputy: [anna]"), "3 people[0].deputy: Write one text here, no list and no fields.\n");
  EXPECT_EQ(OfPerson(", name: \"" + std::string(domain::limits::kTitleLength + 1, 'x') + "\""),
            "3 people[0].name: This is too long; write at most 120 characters.\n");
}

TEST(Faults, ValuesOfACategoryAreToldWithTheirForm) {
  EXPECT_EQ(
      OfCategory(", call_back_within: 0 working days"),
      "4 categories[0].call_back_within: \"0 working days\" is no service level; write business time such as 4h or "
      "90m, \"2 working days\" or \"same day\".\n");
  EXPECT_EQ(OfCategory(", call_back_within: 4h, same_day_margin: 2h"),
            "4 categories[0].same_day_margin: This goes with call_back_within: same day; leave it out.\n");
  for (const char* field : {"acknowledge_within", "at_risk_before", "retry_after"}) {
    EXPECT_EQ(OfCategory(", " + std::string(field) + ": 2 days"),
              "4 categories[0]." + std::string(field) +
                  ": \"2 days\" is no length of time; write hours and minutes, such as 4h, 90m or 1h30m, at most "
                  "8784h.\n");
    EXPECT_EQ(OfCategory(", " + std::string(field) + ": 0h"),
              "4 categories[0]." + std::string(field) +
                  ": This must be longer than nothing; leave it out for the default.\n");
  }
  EXPECT_EQ(OfCategory(", goodbye: {nl: Dag, de: Tag}"),
            "4 categories[0].goodbye.\"de\": There is no field of this name here. Fields here: nl, en.\n");
  EXPECT_EQ(OfCategory(", goodbye: [Dag]"), "4 categories[0].goodbye: Write one text here, no list and no fields.\n");
  EXPECT_EQ(OfCategory(", title: \"Een\\nTwee\""), "4 categories[0].title: Write this on one line, without tabs.\n");
}

TEST(Faults, ValuesOfAStepAreToldWithTheirForm) {
  EXPECT_EQ(OfStep("when: late, tell: manager"),
            "4 categories[0].escalation[0].when: Write unacknowledged, at-risk, broken or retry-due.\n");
  EXPECT_EQ(
      OfStep("when: broken, tell: boss"),
      "4 categories[0].escalation[0].tell: \"boss\" is nobody; write assignee, deputy, team, manager, head-office "
      "or person:ID.\n");
  EXPECT_THAT(OfStep("when: broken, tell: \"person:\""), HasSubstr("\"person:\" is nobody"));
  EXPECT_EQ(OfStep("when: broken, tell: manager, time: night"),
            "4 categories[0].escalation[0].time: Write business or wall.\n");
  EXPECT_EQ(OfStep("when: broken, tell: manager, outside_hours: yes"),
            "4 categories[0].escalation[0].outside_hours: Write true or false.\n");
  EXPECT_EQ(
      OfStep("when: broken, tell: manager, after: -1h"),
      "4 categories[0].escalation[0].after: \"-1h\" is no length of time; write hours and minutes, such as 4h, 90m "
      "or 1h30m, at most 8784h.\n");
  EXPECT_EQ(OfStep("when: broken, tell: manager, reassign: deputy"),
            "4 categories[0].escalation[0]: Write one of tell and reassign: write assignee, deputy, team, manager, "
            "head-office or person:ID.\n");
  EXPECT_EQ(OfStep("when: broken, reassign: [deputy, manager]"),
            "4 categories[0].escalation[0].reassign: It can be reassigned to one only; write assignee, deputy, team, "
            "manager, head-office or person:ID.\n");
  EXPECT_EQ(OfStep("when: broken, reassign: assignee"),
            "4 categories[0].escalation[0].reassign: The assignee has it already; name somebody else to reassign it "
            "to.\n");
}

TEST(Faults, ValuesOfTheRetentionAreToldWithTheirBounds) {
  for (const char* wrong : {"0", "3651", "-1", "90 days", "[90]", "1e2"}) {
    EXPECT_EQ(With("retention: {erase_after_days: " + std::string(wrong) + "}\n"),
              "4 retention.erase_after_days: Write a whole number from 1 to 3650.\n");
  }
  EXPECT_EQ(With("retention: {attempts_before_giving_up: 51}\n"),
            "4 retention.attempts_before_giving_up: Write a whole number from 1 to 50.\n");
}

TEST(Faults, TooManyOfAKindAreToldWithTheirBound) {
  std::string moments;
  for (int minute = 10; minute < 23; ++minute) moments += "\"09:" + std::to_string(minute) + "\", ";
  EXPECT_EQ(OfBranch(", review_moments: [" + moments + "]"),
            "2 branches[0].review_moments: Write at most 12 moments a day.\n");
  std::string steps;
  for (int i = 0; i < 17; ++i) steps += "{when: broken, tell: manager}, ";
  EXPECT_EQ(OfCategory(", escalation: [" + steps + "]"),
            "4 categories[0].escalation: Write at most 16 steps, each one told counted.\n");
  const std::string sentence(501, 'x');
  EXPECT_EQ(With("offline_sentence: " + sentence + "\n"),
            "4 offline_sentence: This is too long; write at most 500 characters.\n");
  EXPECT_EQ(OfCategory(", goodbye: {en: " + sentence + "}"),
            "4 categories[0].goodbye.en: This is too long; write at most 500 characters.\n");
}

TEST(Faults, AnotherKindOfNodeIsToldWithTheKindToWrite) {
  EXPECT_EQ(With("teams: werkplaats\n"), "4 teams: Write a list here, each item after a hyphen.\n");
  EXPECT_EQ(With("retention: long\n"), "4 retention: Write fields here, each as name: value.\n");
  EXPECT_EQ(With("categories: {q: {}}\n"), "4 categories: Write a list here, each item after a hyphen.\n");
  EXPECT_EQ(OfCategory(", escalation: {when: broken}"),
            "4 categories[0].escalation: Write a list here, each item after a hyphen.\n");
  EXPECT_EQ(With("teams: [[anna]]\n"),
            "4 teams[0]: Write fields here, each as name: value.\n"
            "4 teams[0].id: Give it an id: write 1 to 64 lower-case letters, digits or hyphens.\n"
            "4 teams[0].members: Write the people of this team, at least one.\n");
}

TEST(Faults, YamlThatIsNoFirmFileIsToldWithItsLine) {
  EXPECT_EQ(Words(FaultsOf("title: K\n---\ntitle: L\n")),
            "2 : A firm file is one document; leave out what follows ---.\n");
  EXPECT_EQ(Words(FaultsOf("title: &name K\n")), "1 : An anchor (&) is not understood; leave it out.\n");
  EXPECT_EQ(Words(FaultsOf("title: !!binary K\n")), "1 : A tag (!) is not understood; leave it out.\n");
  EXPECT_EQ(Words(FaultsOf("title: K\n[a, b]: c\n")),
            "2 : A key is one word; write no list or map before the colon.\n");
  EXPECT_EQ(Words(FaultsOf("title: K\nbranches: \xff\n")),
            "2 : This line holds a character that is no text; save the file as UTF-8.\n");
}

TEST(Faults, MoreThanAnybodyReadsAreCounted) {
  std::string many = "title: K\nbranches: [a]\npeople:\n";
  for (int i = 0; i < 600; ++i) many += "  - {id: p" + std::to_string(i) + ", role: boss}\n";
  const std::vector<Fault> faults = FaultsOf(many);
  ASSERT_EQ(faults.size(), domain::limits::kFirmFileFaults + 1);
  EXPECT_EQ(faults.back().message, "There are 100 more faults.");
}

}  // namespace
}  // namespace krul::firm_file
