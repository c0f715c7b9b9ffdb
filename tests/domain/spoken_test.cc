// What the desk speaks, word for word, and that no language lacks a sentence.
#include "services/domain/speech/spoken.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "services/domain/speech/spoken_catalogue.h"
#include "tests/domain/sample_firm.h"
#include "unicode/locid.h"
#include "unicode/messagepattern.h"
#include "unicode/msgfmt.h"
#include "unicode/unistr.h"

namespace krul::domain {
namespace {

using namespace std::chrono_literals;
using namespace sample;

Branch Speaking(const std::string& language) {
  Branch branch = SampleFirm().branches.front();
  branch.language = language;
  return branch;
}

const Branch kDutch = Speaking("nl");
const Branch kEnglish = Speaking("en");

std::set<std::string> Keys(const SpokenCatalogue& catalogue) {
  std::set<std::string> keys;
  for (const auto& [key, pattern] : catalogue) keys.insert(std::string(key));
  return keys;
}

// Those a pattern names, also within a plural; fails the test when ICU does not accept the pattern.
std::set<std::string> ArgumentsOf(const std::string& language, std::string_view pattern) {
  UErrorCode status = U_ZERO_ERROR;
  const auto text = icu::UnicodeString::fromUTF8(std::string(pattern));
  const icu::MessageFormat format(text, icu::Locale(language.c_str()), status);
  const icu::MessagePattern parsed(text, nullptr, status);
  EXPECT_TRUE(U_SUCCESS(status)) << language << ": " << pattern << ": " << u_errorName(status);
  std::set<std::string> arguments;
  for (std::int32_t i = 0; i < parsed.countParts(); ++i) {
    const icu::MessagePattern::Part& part = parsed.getPart(i);
    EXPECT_NE(part.getType(), UMSGPAT_PART_TYPE_ARG_NUMBER) << "arguments have names: " << pattern;
    std::string name;
    if (part.getType() == UMSGPAT_PART_TYPE_ARG_NAME) arguments.insert(parsed.getSubstring(part).toUTF8String(name));
  }
  return arguments;
}

TEST(TheCatalogues, HaveEqualKeysWithEqualArguments) {
  const SpokenCatalogue& dutch = SpokenCatalogueOf("nl");
  const SpokenCatalogue& english = SpokenCatalogueOf("en");
  EXPECT_NE(&dutch, &english);
  ASSERT_EQ(Keys(dutch), Keys(english));
  for (const auto& [key, pattern] : dutch) {
    EXPECT_EQ(ArgumentsOf("nl", pattern), ArgumentsOf("en", english.at(key))) << key;
  }
  EXPECT_THAT(ArgumentsOf("nl", dutch.at("open_promises")), ::testing::ElementsAre("count"));
}

TEST(ADeadline, IsSpokenWithADayAndATimeOnTheWallOfTheBranch) {
  const struct {
    Instant due_at;
    const char* dutch;
    const char* english;
  } kCases[] = {
      {Tue("14:00"), "dinsdag 24 november om 14.00", "Tuesday 24 November at 14:00"},
      {Mon("09:05"), "maandag 23 november om 09.05", "Monday 23 November at 09:05"},
      {At("2026-11-29 17:00"), "zondag 29 november om 17.00", "Sunday 29 November at 17:00"},
      {At("2027-03-01 12:30"), "maandag 1 maart om 12.30", "Monday 1 March at 12:30"},
      // "By Tuesday at 00:00" would be heard as the end of Tuesday.
      {Tue("00:00"), "maandag 23 november om 24.00", "Monday 23 November at 24:00"},
      {At("2027-01-01 00:00"), "donderdag 31 december om 24.00", "Thursday 31 December at 24:00"},
      {Tue("00:00") + 1min, "dinsdag 24 november om 00.01", "Tuesday 24 November at 00:01"},
      // Both sides of the change of the clock, on 28 March 2027 at 02:00.
      {At("2027-03-28 01:30"), "zondag 28 maart om 01.30", "Sunday 28 March at 01:30"},
      {At("2027-03-28 01:30") + 1h, "zondag 28 maart om 03.30", "Sunday 28 March at 03:30"},
  };
  for (const auto& test : kCases) {
    const std::string dutch = test.dutch;
    const std::string english = test.english;
    EXPECT_EQ(PromiseSentence(kDutch, test.due_at), "U wordt uiterlijk " + dutch + " uur teruggebeld.");
    EXPECT_EQ(PromiseSentence(kEnglish, test.due_at), "You will be called back by " + english + " at the latest.");
    EXPECT_EQ(StandInSentence(kDutch, "Bram Vos", test.due_at), "Bram Vos belt u uiterlijk " + dutch + " uur terug.");
    EXPECT_EQ(StandInSentence(kEnglish, "Bram Vos", test.due_at),
              "Bram Vos will call you back by " + english + " at the latest.");
    EXPECT_EQ(PersonLaterSentence(kDutch, "Anna Visser", test.due_at),
              "Anna Visser kan u uiterlijk " + dutch + " uur terugbellen. Is dat goed?");
    EXPECT_EQ(PersonLaterSentence(kEnglish, "Anna Visser", test.due_at),
              "Anna Visser can call you back by " + english + " at the latest. Is that all right?");
  }
}

TEST(ADeadline, OfABranchElsewhereIsSpokenAsItsOwnClockShowsIt) {
  Branch branch = kEnglish;
  ASSERT_TRUE(absl::LoadTimeZone("America/New_York", &branch.time_zone));
  EXPECT_EQ(PromiseSentence(branch, Tue("17:00")),
            "You will be called back by Tuesday 24 November at 11:00 at the latest.");
  EXPECT_EQ(PromiseSentence(branch, Tue("03:00")),
            "You will be called back by Monday 23 November at 21:00 at the latest.");
  EXPECT_EQ(PromiseSentence(branch, Tue("06:00")),
            "You will be called back by Monday 23 November at 24:00 at the latest.");
  ASSERT_TRUE(absl::LoadTimeZone("Asia/Kolkata", &branch.time_zone));
  EXPECT_EQ(PromiseSentence(branch, Mon("22:00")),
            "You will be called back by Tuesday 24 November at 02:30 at the latest.");
}

TEST(WhoIsAway, IsSaidKindlyWithTheTimeOfReturnWhereItIsKnown) {
  EXPECT_EQ(AwaySentence(kDutch, "Anna Visser", std::nullopt),
            "Het spijt me, Anna Visser is er op dit moment niet. Kan ik u misschien helpen?");
  EXPECT_EQ(AwaySentence(kDutch, "Anna Visser", kNever), AwaySentence(kDutch, "Anna Visser", std::nullopt));
  EXPECT_EQ(AwaySentence(kDutch, "Anna Visser", Wed("13:30")),
            "Het spijt me, Anna Visser is er op dit moment niet, maar wel weer vanaf woensdag 25 november om 13.30 "
            "uur. Kan ik u misschien helpen?");
  EXPECT_EQ(AwaySentence(kDutch, "Anna Visser", Wed("00:00")),
            "Het spijt me, Anna Visser is er op dit moment niet, maar wel weer vanaf woensdag 25 november. Kan ik u "
            "misschien helpen?")
      << "a whole day begins at midnight";
  EXPECT_EQ(AwaySentence(kEnglish, "Anna Visser", std::nullopt),
            "I am sorry, Anna Visser is not available at the moment. Perhaps I can help you?");
  EXPECT_EQ(AwaySentence(kEnglish, "Anna Visser", Wed("13:30")),
            "I am sorry, Anna Visser is not available at the moment, but will be from Wednesday 25 November at 13:30. "
            "Perhaps I can help you?");
  EXPECT_EQ(AwaySentence(kEnglish, "Anna Visser", Wed("00:00")),
            "I am sorry, Anna Visser is not available at the moment, but will be from Wednesday 25 November. Perhaps I "
            "can help you?");
}

TEST(ReadingBack, SaysWhatTheCallerGave) {
  EXPECT_EQ(ReadBackSentence(kDutch, "mevrouw Jansen", "020 123 4567"),
            "Ik herhaal: mevrouw Jansen, 020 123 4567. Klopt dat?");
  EXPECT_EQ(ReadBackSentence(kDutch, "mevrouw Jansen", ""), "Ik herhaal: mevrouw Jansen. Klopt dat?");
  EXPECT_EQ(ReadBackSentence(kDutch, "", "020 123 4567"), "Ik herhaal: 020 123 4567. Klopt dat?");
  EXPECT_EQ(ReadBackSentence(kEnglish, "Mrs Jansen", "020 123 4567"),
            "Let me repeat that: Mrs Jansen, 020 123 4567. Is that right?");
  EXPECT_EQ(ReadBackSentence(kEnglish, "Mrs Jansen", ""), "Let me repeat that: Mrs Jansen. Is that right?");
  EXPECT_EQ(ReadBackSentence(kEnglish, "", "020 123 4567"), "Let me repeat that: 020 123 4567. Is that right?");
}

TEST(ANameOrNumber, IsSpokenAsItIsWhateverItSays) {
  for (const char* name : {"{name}", "{0}", "{count, plural, other {x}}", "}{", "{", "''", "d'Arc", "'{'", "O''Brien",
                           "#", "%s", "\\", "Ünal Çelik", "李", "<b>"}) {
    const std::string said = name;
    EXPECT_EQ(ReadBackSentence(kDutch, name, name), "Ik herhaal: " + said + ", " + said + ". Klopt dat?");
    EXPECT_EQ(ReadBackSentence(kEnglish, name, ""), "Let me repeat that: " + said + ". Is that right?");
    EXPECT_EQ(StandInSentence(kDutch, name, Tue("14:00")),
              said + " belt u uiterlijk dinsdag 24 november om 14.00 uur terug.");
    EXPECT_EQ(PersonLaterSentence(kDutch, name, Tue("14:00")),
              said + " kan u uiterlijk dinsdag 24 november om 14.00 uur terugbellen. Is dat goed?");
    EXPECT_EQ(AwaySentence(kEnglish, name, std::nullopt),
              "I am sorry, " + said + " is not available at the moment. Perhaps I can help you?");
    EXPECT_EQ(UnusualNumberSentence(kDutch, name),
              "Dat nummer, " + said + ", ken ik niet als een bestaand nummer. Wilt u het nog eens noemen?");
  }
}

TEST(AnUnusualNumber, IsAskedForOnceMore) {
  EXPECT_EQ(UnusualNumberSentence(kDutch, "099 123 4567"),
            "Dat nummer, 099 123 4567, ken ik niet als een bestaand nummer. Wilt u het nog eens noemen?");
  EXPECT_EQ(UnusualNumberSentence(kEnglish, "099 123 4567"),
            "That number, 099 123 4567, does not look like one in use. Would you say it once more?");
}

TEST(ARepeatCaller, HearsHowManyCallsBackAreOpen) {
  const struct {
    int count;
    const char* dutch;
    const char* english;
  } kCases[] = {
      {0, "", ""},
      {-1, "", ""},
      {1, "Ik zie dat er al een terugbelafspraak voor u openstaat.", "I see that a call back is already open for you."},
      {2, "Ik zie dat er al 2 terugbelafspraken voor u openstaan.",
       "I see that 2 calls back are already open for you."},
      {21, "Ik zie dat er al 21 terugbelafspraken voor u openstaan.",
       "I see that 21 calls back are already open for you."},
  };
  for (const auto& test : kCases) {
    EXPECT_EQ(OpenPromiseSentence(kDutch, test.count), test.dutch);
    EXPECT_EQ(OpenPromiseSentence(kEnglish, test.count), test.english);
  }
}

TEST(TheGoodbye, IsThatOfTheCategoryElseACommonOne) {
  const Firm firm = SampleFirm();
  const Category& complaint = *firm.FindCategory("complaint");
  EXPECT_EQ(GoodbyeSentence(kDutch, complaint), "Nogmaals onze excuses.");
  EXPECT_EQ(GoodbyeSentence(kEnglish, complaint), "Thank you for calling. Goodbye.") << "it has none in English";
  EXPECT_EQ(GoodbyeSentence(kDutch, *firm.FindCategory("question")), "Dank u wel voor het bellen. Tot ziens.");
  Category category;
  category.goodbye = {{"nl", ""}, {"en", "It's {ours}."}};
  EXPECT_EQ(GoodbyeSentence(kDutch, category), "Dank u wel voor het bellen. Tot ziens.") << "an empty one is none";
  EXPECT_EQ(GoodbyeSentence(kEnglish, category), "It's {ours}.") << "spoken as written";
}

TEST(ALanguageThatKrulDoesNotSpeak, ReadsAsEnglish) {
  for (const char* language : {"fr", "", "NL", "nl-BE", "xx{"}) {
    const Branch branch = Speaking(language);
    EXPECT_EQ(SpokenLanguage(language), "en");
    EXPECT_EQ(&SpokenCatalogueOf(language), &SpokenCatalogueOf("en"));
    EXPECT_EQ(PromiseSentence(branch, Tue("14:00")), PromiseSentence(kEnglish, Tue("14:00")));
    EXPECT_EQ(OpenPromiseSentence(branch, 2), OpenPromiseSentence(kEnglish, 2));
    EXPECT_EQ(GoodbyeSentence(branch, *SampleFirm().FindCategory("complaint")), "Thank you for calling. Goodbye.");
  }
}

}  // namespace
}  // namespace krul::domain
