#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/firm_file/read_firm.h"

namespace krul::firm_file {
namespace {
using domain::CalendarRules;
using domain::Opening;
using ::testing::HasSubstr;

// The rules of a calendar with these fields, each on a line of its own.
CalendarRules Calendar(const std::string& fields) {
  const std::string document = "title: Klein\nbranches: [{id: centrum}]\npeople: [{id: anna}]\ncalendars:\n  c:\n";
  return Read(document + fields).calendars.find("c")->second;
}
std::vector<Fault> CalendarFaults(const std::string& fields) {
  return FaultsOf(std::string(kSmall) + "calendars:\n  c:\n" + fields);
}

// What the special day says: "-" none, "closed", or its first hour; then its title.
std::string On(const CalendarRules& rules, int year, int month, int day) {
  const auto special = rules.special_days.find(absl::CivilDay(year, month, day));
  if (special == rules.special_days.end()) return "-";
  const std::vector<Opening>& openings = special->second.openings;
  const std::string hours = openings.empty() ? "closed" : "from " + std::to_string(openings[0].from_minute / 60);
  return special->second.title.empty() ? hours : hours + ", " + special->second.title;
}

// The special days of 2026 and 2027 alone.
std::map<absl::CivilDay, std::string> TitlesOfTwoYears(const CalendarRules& rules) {
  std::map<absl::CivilDay, std::string> titles;
  for (const auto& [day, special] : rules.special_days) {
    EXPECT_TRUE(special.openings.empty());
    if (day.year() == 2026 || day.year() == 2027) titles.emplace(day, special.title);
  }
  return titles;
}

TEST(SpecialDays, TheDutchHolidaysByRulesAreThoseWrittenAsDates) {
  const CalendarRules by_rules = Calendar(
      "    holidays:\n"
      "      01-01: Nieuwjaarsdag\n"
      "      easter-2: Goede Vrijdag\n"
      "      easter: Eerste Paasdag\n"
      "      easter+1: Tweede Paasdag\n"
      "      04-27: Koningsdag\n"
      "      05-05: Bevrijdingsdag\n"
      "      easter+39: Hemelvaartsdag\n"
      "      easter+49: Eerste Pinksterdag\n"
      "      easter+50: Tweede Pinksterdag\n"
      "      12-25: Eerste Kerstdag\n"
      "      12-26: Tweede Kerstdag\n");
  const CalendarRules by_dates = Calendar(
      "    holidays:\n"
      "      2026-01-01: Nieuwjaarsdag\n"
      "      2026-04-03: Goede Vrijdag\n"
      "      2026-04-05: Eerste Paasdag\n"
      "      2026-04-06: Tweede Paasdag\n"
      "      2026-04-27: Koningsdag\n"
      "      2026-05-05: Bevrijdingsdag\n"
      "      2026-05-14: Hemelvaartsdag\n"
      "      2026-05-24: Eerste Pinksterdag\n"
      "      2026-05-25: Tweede Pinksterdag\n"
      "      2026-12-25: Eerste Kerstdag\n"
      "      2026-12-26: Tweede Kerstdag\n"
      "      2027-01-01: Nieuwjaarsdag\n"
      "      2027-03-26: Goede Vrijdag\n"
      "      2027-03-28: Eerste Paasdag\n"
      "      2027-03-29: Tweede Paasdag\n"
      "      2027-04-27: Koningsdag\n"
      "      2027-05-05: Bevrijdingsdag\n"
      "      2027-05-06: Hemelvaartsdag\n"
      "      2027-05-16: Eerste Pinksterdag\n"
      "      2027-05-17: Tweede Pinksterdag\n"
      "      2027-12-25: Eerste Kerstdag\n"
      "      2027-12-26: Tweede Kerstdag\n");
  EXPECT_EQ(TitlesOfTwoYears(by_rules), TitlesOfTwoYears(by_dates));
}

TEST(SpecialDays, ARuleHoldsFromTheYearBeforeForTwelveYears) {
  const CalendarRules rules = Calendar("    holidays: [12-25]\n");
  EXPECT_EQ(rules.special_days.size(), 12u);
  EXPECT_EQ(On(rules, 2024, 12, 25), "-");
  EXPECT_EQ(On(rules, 2025, 12, 25), "closed");
  EXPECT_EQ(On(rules, 2036, 12, 25), "closed");
  EXPECT_EQ(On(rules, 2037, 12, 25), "-");
}

TEST(SpecialDays, RulesStandWhereverDatesDo) {
  const CalendarRules rules = Calendar(
      "    holidays: [12-25, easter+1: Paasmaandag, {date: easter-2, title: Goede Vrijdag}]\n"
      "    closings: {01-11: Inventarisatie, easter: }\n"
      "    openings:\n"
      "      - 12-24: \"10:00-16:00\"\n"
      "      - {date: 12-31, title: Oudjaar, hours: [\"11:00-12:00\", \"13:00-14:00\"]}\n");
  EXPECT_EQ(On(rules, 2026, 12, 25), "closed");
  EXPECT_EQ(On(rules, 2027, 3, 29), "closed, Paasmaandag");
  EXPECT_EQ(On(rules, 2027, 3, 26), "closed, Goede Vrijdag");
  EXPECT_EQ(On(rules, 2028, 1, 11), "closed, Inventarisatie");
  EXPECT_EQ(On(rules, 2027, 3, 28), "closed");
  EXPECT_EQ(On(rules, 2026, 12, 24), "from 10");
  EXPECT_EQ(On(rules, 2029, 12, 31), "from 11, Oudjaar");
}

TEST(SpecialDays, The29thOfFebruaryIsInLeapYearsOnly) {
  const CalendarRules rules = Calendar("    closings: [02-29]\n");
  EXPECT_EQ(rules.special_days.size(), 3u);
  for (const int year : {2028, 2032, 2036}) EXPECT_EQ(On(rules, year, 2, 29), "closed");
  EXPECT_EQ(On(rules, 2027, 3, 1), "-");
}

TEST(SpecialDays, ASingleDateWinsFromARule) {
  const CalendarRules rules = Calendar(
      "    holidays: {2026-12-25: Eerste Kerstdag, 12-25: Kerstmis, 2027-12-24: Vrij}\n"
      "    closings: {05-05: Bevrijdingsdag, 2028-12-24: Verbouwing}\n"
      "    openings: {12-24: \"10:00-16:00\", 2027-05-05: \"12:00-17:00\"}\n");
  EXPECT_EQ(On(rules, 2026, 12, 25), "closed, Eerste Kerstdag");
  EXPECT_EQ(On(rules, 2027, 12, 25), "closed, Kerstmis");
  EXPECT_EQ(On(rules, 2026, 12, 24), "from 10");
  EXPECT_EQ(On(rules, 2027, 12, 24), "closed, Vrij");
  EXPECT_EQ(On(rules, 2028, 12, 24), "closed, Verbouwing");
  EXPECT_EQ(On(rules, 2026, 5, 5), "closed, Bevrijdingsdag");
  EXPECT_EQ(On(rules, 2027, 5, 5), "from 12, Bevrijdingsdag");
}

TEST(SpecialDays, AnOpeningByRuleWinsFromAHolidayByRuleAndOfAnIcsText) {
  const CalendarRules rules = Calendar(
      "    holidays: {12-26: Tweede Kerstdag}\n"
      "    holidays_ics: \"BEGIN:VCALENDAR\\nBEGIN:VEVENT\\nSUMMARY:Sint\\nDTSTART;VALUE=DATE:20261205\\nEND:VEVENT\\n"
      "END:VCALENDAR\\n\"\n"
      "    openings: {12-26: \"12:00-17:00\", 12-05: \"10:00-14:00\"}\n");
  EXPECT_EQ(On(rules, 2026, 12, 26), "from 12, Tweede Kerstdag");
  EXPECT_EQ(On(rules, 2026, 12, 5), "from 10, Sint");
}

// Whit Monday is on 17 May in 2027, and not in 2026.
TEST(SpecialDays, WhereAClosingAndAnOpeningByRuleMeetItIsClosed) {
  const CalendarRules rules = Calendar(
      "    closings: {easter+50: Tweede Pinksterdag}\n"
      "    openings: {05-17: \"10:00-16:00\"}\n");
  EXPECT_EQ(On(rules, 2026, 5, 17), "from 10");
  EXPECT_EQ(On(rules, 2027, 5, 17), "closed, Tweede Pinksterdag");
}

TEST(SpecialDays, OneRuleUnderClosingsAndOpeningsIsAFault) {
  const std::vector<Fault> faults = CalendarFaults(
      "    closings: [easter+0, 2026-12-24]\n"
      "    openings:\n"
      "      easter: \"10:00-16:00\"\n"
      "      2026-12-24: \"10:00-16:00\"\n"
      "      12-24: \"10:00-16:00\"\n");
  EXPECT_EQ(Words(faults),
            "8 calendars.c.openings.easter: This date is under closings too; leave out one of them.\n"
            "9 calendars.c.openings.2026-12-24: This date is under closings too; leave out one of them.\n");
}

TEST(SpecialDays, WhatIsNoDateIsToldWithTheFormsThereAre) {
  for (const char* wrong :
       {"13-01",      "00-10",      "04-31",    "02-30",     "4-27",    "04-27-",    "12/25",     "2027-02-29",
        "1999-12-31", "2200-01-01", "26-12-25", "2026-12-5", "easter+", "easter-81", "easter+81", "easter+-1",
        "easter 1",   "easter + 1", "easters",  "Easter",    "pasen",   "\"\""}) {
    const std::vector<Fault> faults = CalendarFaults("    holidays:\n      - " + std::string(wrong) + "\n");
    ASSERT_EQ(faults.size(), 1u) << wrong << "\n" << Words(faults);
    EXPECT_EQ(faults[0].line, 7);
    EXPECT_EQ(faults[0].field, "calendars.c.holidays[0]");
    EXPECT_THAT(faults[0].message,
                HasSubstr("is no date; write a date such as 2026-12-25, one of every year such as "
                          "12-25, or days from Easter Sunday such as easter-2, easter or easter+39"));
  }
  for (const char* right : {"easter+0", "easter-80", "easter+80", "02-29", "2028-02-29", "2000-01-01", "2199-12-31"}) {
    EXPECT_EQ(Words(CalendarFaults("    holidays:\n      - " + std::string(right) + "\n")), "") << right;
  }
}

TEST(SpecialDays, AnOpeningWithoutHoursIsAFault) {
  EXPECT_EQ(Words(CalendarFaults("    openings: [12-24, {date: easter, title: Pasen}]\n")),
            "6 calendars.c.openings[0]: Write the hours of this date, such as \"10:00-16:00\".\n"
            "6 calendars.c.openings[1]: Write the hours of this date, such as \"10:00-16:00\".\n");
}

TEST(SpecialDays, MoreRulesThanAFirmFileMayHaveAreToldOnce) {
  std::string many = kSmall + std::string("calendars:\n");
  for (int calendar = 0; calendar < 101; ++calendar) {
    many += "  c" + std::to_string(calendar) + ": {closings: [";
    for (int day = 10; day < 30; ++day) many += "01-" + std::to_string(day) + ", 03-" + std::to_string(day) + ", ";
    for (int days = 1; days <= 10; ++days) many += "easter+" + std::to_string(days) + ", ";
    many += "2027-12-25]}\n";
  }
  EXPECT_EQ(Words(FaultsOf(many)),
            "105 calendars.c100.closings[0]: A firm file has at most 5000 dates that are rules; let branches share a "
            "calendar.\n");
  many.resize(many.find("  c100"));
  EXPECT_EQ(Words(FaultsOf(many)), "");
}

TEST(SpecialDays, RulesCanCloseACalendarForGood) {
  std::string always = "    week: {mon: \"09:00-10:00\"}\n    closings: [";
  for (int month = 1; month <= 12; ++month) {
    for (int day = 1; day <= 31; ++day) {
      const absl::CivilDay date(2000, month, day);
      if (date.month() != month) continue;
      always += (month < 10 ? "0" : "") + std::to_string(month) + (day < 10 ? "-0" : "-") + std::to_string(day) + ", ";
    }
  }
  EXPECT_THAT(Words(CalendarFaults(always + "]\n")), HasSubstr("stays closed for the next 366 days"));
}

}  // namespace
}  // namespace krul::firm_file
