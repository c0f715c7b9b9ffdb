// Times and standings as people read and type them, in both languages.

#include <gtest/gtest.h>

#include "clients/terminal/desk/reachable.h"
#include "clients/terminal/phrases/callback_phrases.h"
#include "clients/terminal/phrases/moments.h"
#include "clients/terminal/phrases/presence.h"
#include "clients/terminal/text/times.h"

namespace krul::terminal {
namespace {

using desk::ReadWindow;
using words::Language;

class Phrases : public testing::Test {
 protected:
  Phrases() {
    v1::Firm firm;
    firm.set_version(1);
    v1::Branch& branch = *firm.add_branches();
    branch.set_id("centrum");
    branch.set_time_zone("Europe/Amsterdam");
    v1::Branch& abroad = *firm.add_branches();
    abroad.set_id("abroad");
    abroad.set_time_zone("America/New_York");
    v1::Branch& near = *firm.add_branches();
    near.set_id("near");
    near.set_time_zone("Europe/Brussels");
    v1::Person& anna = *firm.add_people();
    anna.set_id("anna");
    anna.set_title("Anna Visser");
    book = FirmBook(firm, "centrum");
  }
  absl::Time At(int day, int hour, int minute) const {
    return absl::FromCivil(absl::CivilMinute(2026, 11, day, hour, minute), book.zone());
  }
  Reader Dutch() const { return {book, Language::kDutch, now, "bob"}; }
  Reader English() const { return {book, Language::kEnglish, now, "bob"}; }

  FirmBook book;
  absl::Time now = absl::FromCivil(absl::CivilMinute(2026, 11, 24, 14, 0), absl::UTCTimeZone());

  void SetUp() override { now = At(24, 14, 0); }  // a Tuesday
};

TEST_F(Phrases, ADeadlineSaysByWhenAndThenHowLate) {
  EXPECT_EQ(Deadline(At(24, 15, 0), Dutch()), "voor 15.00");
  EXPECT_EQ(Deadline(At(24, 15, 0), English()), "by 15:00");
  EXPECT_EQ(Deadline(At(24, 14, 0), Dutch()), "voor 14.00");  // at the deadline is in time
  EXPECT_EQ(Deadline(At(24, 13, 48), Dutch()), "12 min te laat");
  EXPECT_EQ(Deadline(At(24, 11, 55), English()), "2 hours late");
  EXPECT_EQ(Deadline(At(22, 14, 0), Dutch()), "2 dagen te laat");
  EXPECT_EQ(Deadline(At(25, 9, 5), Dutch()), "morgen voor 09.05");
  EXPECT_EQ(Deadline(At(27, 9, 5), Dutch()), "vr 27 nov voor 09.05");
  EXPECT_EQ(Deadline(At(27, 9, 5), English()), "Fri 27 Nov by 09:05");
}

TEST_F(Phrases, ADeadlineAtMidnightEndsADay) {
  EXPECT_EQ(Deadline(At(25, 0, 0), Dutch()), "voor 24.00");
  EXPECT_EQ(Deadline(At(26, 0, 0), English()), "tomorrow by 24:00");
  EXPECT_EQ(Deadline(At(25, 0, 5), Dutch()), "morgen voor 00.05");
}

TEST_F(Phrases, TimesOfABranchElsewhereAreThoseThereAndNameThePlace) {
  const Reader abroad = Dutch().At("abroad");
  EXPECT_EQ(Clock(At(24, 15, 0), abroad), "09.00 (New York)");
  EXPECT_EQ(Moment(At(25, 3, 0), abroad), "21.00 (New York)");  // there it is today still
  EXPECT_EQ(Deadline(At(25, 6, 0), abroad), "voor 24.00 (New York)");
  EXPECT_EQ(Deadline(At(24, 15, 0), English().At("near")), "by 15:00");  // the same clock
  EXPECT_EQ(Deadline(At(24, 15, 0), English().At("nowhere")), "by 15:00");
  v1::CallWindow window;
  window.set_from_minute(9 * 60);
  window.set_until_minute(11 * 60);
  EXPECT_EQ(WindowPhrase(window, abroad), "tussen 09.00 en 11.00 (New York)");
}

TEST_F(Phrases, ACallbackIsDueOnTheClockOfItsOwnBranch) {
  v1::Callback callback;
  callback.set_name("branches/abroad/callbacks/0190ab12-3c4d-7e5f-8a6b-7c8d9e0f1a2b");
  *callback.mutable_standing()->mutable_due_time() = ToProto(At(24, 21, 25));
  EXPECT_EQ(DeadlineOf(callback, Dutch()), "voor 15.25 (New York)");
}

TEST_F(Phrases, WhatIsTypedIsMeantOnTheSameClock) {
  EXPECT_EQ(FromProto(ReadWindow("morgen", Dutch().At("abroad"))->not_before_time()), At(25, 6, 0));
}

TEST_F(Phrases, WhoReadsIsSpokenTo) {
  v1::Callback callback;
  callback.set_state(v1::ASSIGNED);
  callback.mutable_assignee()->set_person("anna");
  EXPECT_EQ(StatePhrase(callback, Dutch()), "wacht op Anna Visser");
  callback.mutable_assignee()->set_person("bob");
  EXPECT_EQ(StatePhrase(callback, Dutch()), "wacht op u");
  callback.set_state(v1::CALLING);
  callback.set_calling_person("anna");
  EXPECT_EQ(StatePhrase(callback, Dutch()), "Anna Visser belt nu");
  callback.set_calling_person("bob");
  EXPECT_EQ(StatePhrase(callback, English()), "you are calling now");
}

TEST_F(Phrases, PresenceSaysWhenSomebodyIsBack) {
  v1::Person anna;
  EXPECT_EQ(Presence(anna, Dutch()), "aanwezig");
  *anna.mutable_absent_until() = ToProto(At(24, 16, 30));
  EXPECT_EQ(Presence(anna, Dutch()), "terug 16.30");
  *anna.mutable_absent_until() = ToProto(now + absl::Hours(24 * 10'000));
  EXPECT_EQ(Presence(anna, Dutch()), "afwezig");
  *anna.mutable_absent_until() = ToProto(At(24, 13, 0));
  EXPECT_EQ(Presence(anna, English()), "present");
}

TEST_F(Phrases, TypedHoursAreUnderstoodInBothLanguages) {
  for (const char* text : {"na 15.00", "after 15:00", "niet voor 15.00 uur", "vanaf 15", "Niet voor 15"}) {
    const auto window = ReadWindow(text, Dutch());
    ASSERT_TRUE(window) << text;
    EXPECT_EQ(window->from_minute(), 15 * 60) << text;
    EXPECT_FALSE(window->has_not_before_time()) << text;
  }
  const auto between = ReadWindow("tussen 9 en 11", Dutch());
  ASSERT_TRUE(between);
  EXPECT_EQ(between->from_minute(), 9 * 60);
  EXPECT_EQ(between->until_minute(), 11 * 60);
  EXPECT_FALSE(ReadWindow("ooit", Dutch()));
  EXPECT_EQ(ReadWindow("", Dutch())->ByteSizeLong(), 0U);
}

TEST_F(Phrases, ADayMayStandBeforeTheHours) {
  for (const char* text : {"donderdag na 15.00", "do na 15", "thursday after 15:00", "2026-11-26 after 15:00"}) {
    const auto window = ReadWindow(text, Dutch());
    ASSERT_TRUE(window) << text;
    EXPECT_EQ(window->from_minute(), 15 * 60) << text;
    EXPECT_EQ(FromProto(window->not_before_time()), At(26, 0, 0)) << text;
  }
  EXPECT_EQ(FromProto(ReadWindow("morgen", Dutch())->not_before_time()), At(25, 0, 0));
  EXPECT_EQ(FromProto(ReadWindow("niet voor dinsdag", Dutch())->not_before_time()),
            absl::FromCivil(absl::CivilDay(2026, 12, 1), book.zone()));
}

}  // namespace
}  // namespace krul::terminal
