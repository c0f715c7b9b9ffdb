// How a deadline was counted, told of its facts in both languages.
#include "clients/terminal/phrases/explanation_phrases.h"

#include <gtest/gtest.h>

#include "clients/terminal/text/times.h"

namespace krul::terminal {
namespace {

using words::Language;

using Explained = v1::ExplainDeadlineResponse;

class Explanation : public testing::Test {
 protected:
  Explanation() {
    v1::Firm firm;
    firm.set_version(1);
    v1::Branch& branch = *firm.add_branches();
    branch.set_id("centrum");
    branch.set_time_zone("Europe/Amsterdam");
    book = FirmBook(firm, "centrum");
  }
  google::protobuf::Timestamp At(int day, int hour, int minute) const {
    return ToProto(absl::FromCivil(absl::CivilMinute(2026, 11, day, hour, minute), book.zone()));
  }
  std::vector<std::string> Told(Language language) const {
    return ExplanationLines(explained, {book, language, FromProto(At(23, 12, 0)), "bob"});
  }
  Explained::Entry& Add(int day, Explained::Entry::Kind kind) {
    Explained::Entry& entry = *explained.add_entries();
    entry.set_date("2026-11-" + std::to_string(day));
    entry.set_kind(kind);
    return entry;
  }

  FirmBook book;
  Explained explained;
};

TEST_F(Explanation, OfBusinessTimeNamesIntervalsAndWhatWasSkipped) {
  Explained::Entry& counted = Add(23, Explained::Entry::COUNTED);
  auto& interval = *counted.add_intervals();
  *interval.mutable_from_time() = At(23, 16, 30);
  *interval.mutable_until_time() = At(24, 0, 0);  // the end of that day
  counted.set_counted_seconds(5400);
  Add(24, Explained::Entry::SKIPPED).set_skip(Explained::Entry::WEEKDAY);
  Explained::Entry& holiday = Add(25, Explained::Entry::SKIPPED);
  holiday.set_skip(Explained::Entry::HOLIDAY);
  holiday.set_holiday("Sinterklaas");
  auto& summary = *explained.mutable_summary();
  summary.set_level(Explained::Summary::BUSINESS_TIME);
  *summary.mutable_level_due_time() = At(26, 9, 5);
  summary.set_business_seconds(14400);
  summary.set_rounded_up_seconds(120);
  EXPECT_EQ(Told(Language::kDutch),
            (std::vector<std::string>{
                "ma 23 nov: 16.30-24.00 geteld, 1 uur 30 min", "di 24 nov: overgeslagen, op dinsdag gesloten",
                "wo 25 nov: overgeslagen, Sinterklaas",
                "Uiterlijk do 26 nov 09.05: 4 uur openingstijd na het gesprek, naar boven afgerond met 2 min."}));
  EXPECT_EQ(Told(Language::kEnglish)[0], "Mon 23 Nov: 16:30-24:00 counted, 1 h 30 min");
}

TEST_F(Explanation, OfWorkingDaysCountsThem) {
  Add(23, Explained::Entry::CALL_DAY_NOT_COUNTED);
  Explained::Entry& first = Add(24, Explained::Entry::WORKING_DAY);
  first.set_working_day(1);
  first.set_of_working_days(2);
  auto& summary = *explained.mutable_summary();
  summary.set_level(Explained::Summary::WORKING_DAYS);
  *summary.mutable_level_due_time() = At(25, 17, 30);
  summary.set_working_day(2);
  *summary.mutable_judged_due_time() = At(25, 17, 30);
  *summary.mutable_agreed_due_time() = At(26, 10, 0);
  EXPECT_EQ(Told(Language::kDutch),
            (std::vector<std::string>{
                "ma 23 nov: de dag van het gesprek, telt niet mee", "di 24 nov: werkdag 1 van 2",
                "Uiterlijk wo 25 nov 17.30: sluiting van werkdag 2 na de dag van het gesprek, niet afgerond.",
                "Eerst toegezegd: wo 25 nov 17.30; daarnaar wordt geoordeeld.",
                "Opnieuw afgesproken met de beller: do 26 nov 10.00."}));
}

TEST_F(Explanation, EveryKindAndLevelHasASentence) {
  const auto* kinds = Explained::Entry::Kind_descriptor();
  for (int i = 1; i < kinds->value_count(); ++i) {
    Explained::Entry& entry = Add(24, static_cast<Explained::Entry::Kind>(kinds->value(i)->number()));
    *entry.mutable_closing_time() = At(24, 17, 0);
  }
  EXPECT_EQ(Told(Language::kDutch).size(), static_cast<size_t>(kinds->value_count() - 1));
  const auto* levels = Explained::Summary::Level_descriptor();
  for (int i = 1; i < levels->value_count(); ++i) {
    explained.clear_entries();
    explained.mutable_summary()->set_level(static_cast<Explained::Summary::Level>(levels->value(i)->number()));
    *explained.mutable_summary()->mutable_level_due_time() = At(24, 17, 0);
    const auto told = Told(Language::kEnglish);
    ASSERT_EQ(told.size(), 1U) << levels->value(i)->name();
    EXPECT_EQ(told[0].find('{'), std::string::npos) << told[0];
  }
}

TEST_F(Explanation, OfAServiceThatSendsNoFactsIsItsEnglish) {
  explained.add_lines("Due Mon 23 Nov 17:00.");
  EXPECT_EQ(Told(Language::kDutch), (std::vector<std::string>{"Due Mon 23 Nov 17:00."}));
}

}  // namespace
}  // namespace krul::terminal
