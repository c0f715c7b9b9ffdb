#include "services/domain/phone_number.h"

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
