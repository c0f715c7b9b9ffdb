#include "services/domain/caller/phone_number.h"

#include <gtest/gtest.h>

#include <string>

namespace krul::domain {
namespace {

// The number as it is kept; behind a # its extension; the fault where it is refused.
std::string Read(const std::string& typed, const std::string& region = "NL") {
  const Result<PhoneNumber> read = ReadPhoneNumber(typed, region, "phone");
  if (!read) return "fault " + std::to_string(static_cast<int>(read.refusal().fields.at(0).code));
  return read->e164 + (read->extension.empty() ? "" : "#" + read->extension);
}

std::string Refused(FaultCode code) { return "fault " + std::to_string(static_cast<int>(code)); }

NumberForms Forms(const std::string& typed, const std::string& region = "NL") {
  const Result<PhoneNumber> read = ReadPhoneNumber(typed, region, "phone");
  EXPECT_TRUE(read.ok()) << typed;
  return read.ok() ? FormsOf(read->e164, typed) : NumberForms();
}

TEST(PhoneNumber, IsReadAsThePeopleOfTheRegionDialIt) {
  EXPECT_EQ(Read("020 123 4567"), "+31201234567");
  EXPECT_EQ(Read(" (06) 12-34-56-78 ", "nl"), "+31612345678");
  EXPECT_EQ(Read("02 555 12 12", "BE"), "+3225551212");
  EXPECT_EQ(Read("0032 2 555 12 12"), "+3225551212");
  EXPECT_EQ(Read("030/1234567"), "+31301234567");
  EXPECT_EQ(Read("+31 (0)6 12345678"), "+31612345678");
  EXPECT_EQ(Read("+599 9 461 1234"), "+59994611234");
  EXPECT_EQ(Read("612345678"), "+31612345678") << "a spreadsheet takes the zero away";
}

TEST(PhoneNumber, IsReadWithoutTheExtensionThatIsKeptApart) {
  for (const char* typed :
       {"020 123 4567 ext. 12", "020-1234567 x12", "020 123 4567 #12", "0201234567;12", "020 123 4567 toestel 12",
        "020 123 4567, Toestel: 12", "020 123 4567 tst. 12", "020 123 4567 toestelnr. 12", "020 123 4567 intern 12"}) {
    EXPECT_EQ(Read(typed), "+31201234567#12") << typed;
  }
  EXPECT_EQ(Read("+44 20 7946 0018 ext 0123"), "+442079460018#0123") << "digits, not a number";
}

TEST(PhoneNumber, HasNoLettersButThoseOfAService) {
  EXPECT_EQ(Read("0900-BELKRUL"), "+319002355785");
  EXPECT_EQ(Read("0800 GRATIS"), "+31800472847");
  EXPECT_EQ(Read("1-800-FLOWERS", "US"), "+18003569377");
  for (const char* typed : {"0900-1234 (Jan)", "06 12345678 (na 17u)", "020 123 4567 Eva", "020 123 4567 ext.",
                            "0900 JAN", "0900 BEL KRUL", "06 BELKRUL1", "020 123 4567 kamer 12"}) {
    EXPECT_EQ(Read(typed), Refused(FaultCode::kNumberWithLetters)) << typed;
  }
  EXPECT_EQ(Read("0664 1234567 Eva", "AT"), Refused(FaultCode::kNumberWithLetters));
}

TEST(PhoneNumber, GetsAPlusBackThatWasLostOnItsWay) {
  EXPECT_EQ(Read(" 352261234"), "+352261234") << "the + of an address is a blank";
  EXPECT_EQ(Read("352261234"), "+31352261234");
  EXPECT_EQ(Read("32475123456"), "+32475123456") << "no Dutch number has so many digits";
  EXPECT_EQ(Read(" 0612345678"), "+31612345678");
  EXPECT_EQ(Read(" 612345678"), "+31612345678") << "no number of another country";
}

TEST(PhoneNumber, OfAShortOneIsReadToo) {
  EXPECT_EQ(Read("112"), "+31112");
  EXPECT_EQ(Read("116117", "AT"), "+43116117");
  EXPECT_EQ(Read("201"), Refused(FaultCode::kNumberTooFewDigits));
}

TEST(PhoneNumber, IsWrittenForEachReader) {
  const NumberForms belgian = Forms("0475 12 34 56", "BE");
  EXPECT_EQ(belgian.national, "0475 12 34 56");
  EXPECT_EQ(belgian.international, "+32 475 12 34 56");
  EXPECT_EQ(belgian.dialled, "+32475123456");
  EXPECT_EQ(belgian.country_code, 32);
  EXPECT_EQ(SpokenPhoneNumber(belgian, "BE"), "0475 12 34 56");
  EXPECT_EQ(SpokenPhoneNumber(belgian, "nl"), "+32 475 12 34 56");
  EXPECT_EQ(Forms("0201234567").national, "020 123 4567");
}

TEST(PhoneNumber, ThatNoOtherCountryCanDialIsDialledAsItsOwnDoes) {
  EXPECT_EQ(Forms("14 030").dialled, "14030");
  EXPECT_EQ(Forms("112").dialled, "112");
  EXPECT_EQ(Forms("112").national, "112");
  EXPECT_EQ(Forms("020 123 4567").dialled, "+31201234567");
}

TEST(PhoneNumber, ThatIsUnusualIsReadBackAsItWasTyped) {
  EXPECT_EQ(SpokenPhoneNumber(Forms("06 12345678", "BE"), "BE"), "06 12345678");
  EXPECT_EQ(SpokenPhoneNumber(Forms("06 1234 567"), "NL"), "06 1234 567");
  EXPECT_EQ(SpokenPhoneNumber(Forms("099 123 4567 toestel 12"), "NL"), "099 123 4567");
  EXPECT_EQ(SpokenPhoneNumber(Forms("+1 123 456 7890"), "NL"), "+1 123 456 7890");
}

TEST(PhoneNumber, IsUnusualWhenPossibleButInNoRangeThatIsInUse) {
  const struct {
    const char* typed;
    const char* region;
    bool unusual;
  } kCases[] = {
      {"020 123 4567", "NL", false},   {"06 12345678", "NL", false},
      {"088 123 4567", "NL", false},   {"0800 1234", "NL", false},
      {"02 555 12 12", "BE", false},   {"+44 20 7946 0018", "NL", false},
      {"14 030", "NL", false},         {"112", "NL", false},
      {"099 123 4567", "NL", true},  // no such area
      {"06 02345678", "NL", true},   // no mobile number begins so
      {"+1 123 456 7890", "NL", true}, {"099 123 4567 ext. 12", "NL", true},
      {"0000000000", "NL", true},
  };
  for (const auto& test : kCases) EXPECT_EQ(Forms(test.typed, test.region).unusual, test.unusual) << test.typed;
}

TEST(PhoneNumber, ThatIsNoneIsShownAsItStands) {
  for (const char* none : {"", "letters", "+", "+31", "+999123456"}) {
    EXPECT_FALSE(FormsOf(none, none).unusual) << none;
    EXPECT_EQ(FormsOf(none, none).national, none);
  }
}

TEST(PhoneNumber, WhatIsNoneIsRefusedWithTheField) {
  for (const char* typed : {"", "   ", "letters", "12", "06 1234 5678 9012 3456", "3,16123E+10", "anonymous",
                            "00000000000000000000000000000000000000000"}) {
    const auto read = ReadPhoneNumber(typed, "NL", "caller.phone_number");
    ASSERT_FALSE(read.ok()) << typed;
    EXPECT_EQ(read.refusal().reason, Reason::kInvalidField);
    ASSERT_EQ(read.refusal().fields.size(), 1u);
    EXPECT_EQ(read.refusal().fields[0].field, "caller.phone_number");
  }
  EXPECT_EQ(Read("withheld"), Refused(FaultCode::kNumberEmpty));
}

TEST(CountryCode, IsThatOfTheRegion) {
  EXPECT_EQ(CountryCodeOf("NL"), 31);
  EXPECT_EQ(CountryCodeOf("be"), 32);
  EXPECT_EQ(CountryCodeOf("XX"), 0);
}

}  // namespace
}  // namespace krul::domain
