#include "services/domain/caller/phone_number.h"

#include <gtest/gtest.h>

namespace krul::domain {
namespace {

TEST(PhoneNumber, IsReadAsThePeopleOfTheRegionDialIt) {
  EXPECT_EQ(*ReadPhoneNumber("020 123 4567", "NL", "phone"), "+31201234567");
  EXPECT_EQ(*ReadPhoneNumber(" (06) 12-34-56-78 ", "nl", "phone"), "+31612345678");
  EXPECT_EQ(*ReadPhoneNumber("02 555 12 12", "BE", "phone"), "+3225551212");
  EXPECT_EQ(*ReadPhoneNumber("0032 2 555 12 12", "NL", "phone"), "+3225551212");
  EXPECT_EQ(*ReadPhoneNumber("+44 20 7946 0018 ext. 12", "NL", "phone"), "+442079460018");
}

TEST(PhoneNumber, IsSpokenAsItsCountryWritesIt) {
  EXPECT_EQ(SpokenPhoneNumber("+31201234567", "NL"), "020 123 4567");
  EXPECT_EQ(SpokenPhoneNumber("+3225551212", "BE"), "02 555 12 12");
  EXPECT_EQ(SpokenPhoneNumber("+3225551212", "NL"), "+32 2 555 12 12");
}

TEST(PhoneNumber, IsReadWithoutTheExtensionThatIsKeptApart) {
  for (const char* typed : {"020 123 4567 ext. 12", "020-1234567 x12", "020 123 4567 #12", "0201234567;12",
                            "020 123 4567 toestel 12", "020 123 4567, Toestel: 12", "020 123 4567 tst. 12"}) {
    EXPECT_EQ(*ReadPhoneNumber(typed, "NL", "phone"), "+31201234567") << typed;
    EXPECT_EQ(ExtensionOf(typed, "nl"), "12") << typed;
  }
  EXPECT_EQ(ExtensionOf("+44 20 7946 0018 ext 0123", "NL"), "0123") << "digits, not a number";
}

TEST(PhoneNumber, WithoutAnExtensionHasAnEmptyOne) {
  for (const char* typed : {"020 123 4567", "020 123 4567 ext.", "020 123 4567 toestel", "toestel 12", "letters", ""}) {
    EXPECT_EQ(ExtensionOf(typed, "NL"), "") << typed;
  }
}

TEST(PhoneNumber, IsUnusualWhenPossibleButInNoRangeThatIsInUse) {
  const struct {
    const char* typed;
    const char* region;
    bool unusual;
  } kCases[] = {
      {"020 123 4567", "NL", false},   {"06 12345678", "NL", false},         {"088 123 4567", "NL", false},
      {"0800 1234", "NL", false},      {"02 555 12 12", "BE", false},        {"+44 20 7946 0018", "NL", false},
      {"099 123 4567", "NL", true},  // no such area
      {"06 02345678", "NL", true},   // no mobile number begins so
      {"+1 123 456 7890", "NL", true}, {"099 123 4567 ext. 12", "NL", true},
  };
  for (const auto& test : kCases) {
    const auto read = ReadPhoneNumber(test.typed, test.region, "phone");
    ASSERT_TRUE(read.ok()) << test.typed;
    EXPECT_EQ(IsUnusualPhoneNumber(*read), test.unusual) << test.typed;
  }
}

TEST(PhoneNumber, ThatIsNoneIsNotWarnedOf) {
  for (const char* none : {"", "letters", "+", "+31", "020 123 4567", "+999123456"}) {
    EXPECT_FALSE(IsUnusualPhoneNumber(none)) << none;
  }
}

TEST(PhoneNumber, WhatIsNoneIsRefusedWithTheField) {
  for (const char* typed :
       {"", "   ", "letters", "12", "06 1234 5678 9012 3456", "00000000000000000000000000000000000000000"}) {
    const auto read = ReadPhoneNumber(typed, "NL", "caller.phone_number");
    ASSERT_FALSE(read.ok()) << typed;
    EXPECT_EQ(read.refusal().reason, Reason::kInvalidField);
    ASSERT_EQ(read.refusal().fields.size(), 1u);
    EXPECT_EQ(read.refusal().fields[0].field, "caller.phone_number");
  }
}

}  // namespace
}  // namespace krul::domain
