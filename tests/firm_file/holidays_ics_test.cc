#include "services/firm_file/holidays_ics.h"

#include <gtest/gtest.h>

namespace krul::firm_file {
namespace {

// "2026-12-25 Kerst; 2026-12-26" of 2026 to 2028; what is wrong behind it.
std::string Days(const std::string& events) {
  IcsBudget budget;
  const IcsHolidays read =
      ReadIcsHolidays("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + events + "END:VCALENDAR\r\n", 2026, 2028, budget);
  std::string days;
  for (const auto& [day, title] : read.titles) days += absl::FormatCivilTime(day) + " " + title + "; ";
  for (const std::string& fault : read.faults) days += "! " + fault;
  return days;
}

std::string Event(const std::string& lines) { return "BEGIN:VEVENT\r\n" + lines + "END:VEVENT\r\n"; }

TEST(HolidaysIcs, WhatHasNoBearingOnDatesIsNoFault) {
  EXPECT_EQ(Days("X-WR-CALDESC:\r\nBEGIN:VTIMEZONE\r\nTZID:\r\nEND:VTIMEZONE\r\nBEGIN:X-OTHER\r\nA\r\nEND:X-OTHER\r\n" +
                 Event("UID:1\r\nDTSTART;VALUE=DATE:20261225\r\nDTEND:\r\nDESCRIPTION:\r\nLOCATION;LANGUAGE=nl-NL:\r\n"
                       "STATUS:BUSY\r\nX-MICROSOFT-SKYPETEAMSMEETINGURL:\r\nSUMMARY:Eer\r\n ste\r\nRRULE:\r\n")),
            "2026-12-25 Eerste; ");
}

TEST(HolidaysIcs, TheLastDayOfARuleIsThatOfTheZone) {
  EXPECT_EQ(
      Days(Event("DTSTART;TZID=Europe/Amsterdam:20201225T000000\r\nDTEND;TZID=Europe/Amsterdam:20201226T000000\r\n"
                 "RRULE:FREQ=YEARLY;UNTIL=20261224T230000Z\r\nSUMMARY:K\r\n")),
      "2026-12-25 K; ");
  EXPECT_EQ(Days(Event("DTSTART;VALUE=DATE:20261020\r\nRRULE:FREQ=YEARLY;UNTIL=20271019T220000Z\r\nSUMMARY:S\r\n")),
            "2026-10-20 S; 2027-10-20 S; ");
}

TEST(HolidaysIcs, ADayWrittenInUtcIsThatOfTheZone) {
  EXPECT_EQ(Days(Event("DTSTART:20261224T230000Z\r\nDTEND:20261225T230000Z\r\nSUMMARY:K\r\n")), "2026-12-25 K; ");
}

// R53
TEST(HolidaysIcs, AnInstanceIsMovedOrCancelled) {
  EXPECT_EQ(Days(Event("UID:k\r\nRECURRENCE-ID;VALUE=DATE:20270427\r\nDTSTART;VALUE=DATE:20270426\r\nSUMMARY:V\r\n") +
                 Event("UID:k\r\nDTSTART;VALUE=DATE:20200427\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:K\r\n") +
                 Event("UID:k\r\nRECURRENCE-ID;VALUE=DATE:20280427\r\nDTSTART;VALUE=DATE:20280427\r\n"
                       "STATUS:CANCELLED\r\nSUMMARY:K\r\n")),
            "2026-04-27 K; 2027-04-26 V; ");
}

TEST(HolidaysIcs, AnExceptionTakesADayAway) {
  EXPECT_EQ(Days(Event("DTSTART;VALUE=DATE:20260427\r\nRRULE:FREQ=YEARLY\r\nEXDATE;VALUE=DATE:20270427,20280427\r\n"
                       "SUMMARY:K\r\n")),
            "2026-04-27 K; ");
}

TEST(HolidaysIcs, ARuleThatHasEndedIsWithoutEffect) {
  for (const char* rule : {"UNTIL=20241231", "UNTIL=20251231", "COUNT=3"}) {
    EXPECT_EQ(Days(Event(std::string("DTSTART;VALUE=DATE:20200505\r\nRRULE:FREQ=YEARLY;") + rule + "\r\n")), "")
        << rule;
  }
  EXPECT_NE(Days(Event("DTSTART;VALUE=DATE:20200101\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\r\n")), "");
}

}  // namespace
}  // namespace krul::firm_file
