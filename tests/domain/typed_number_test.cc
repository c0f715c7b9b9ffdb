#include "services/domain/caller/typed_number.h"

#include <gtest/gtest.h>

namespace krul::domain {
namespace {

TEST(TypedNumber, IsReadAsTheEyeReadsIt) {
  const std::string plain = "0612345678";
  for (const char* typed : {
           "06\u200E12345678",        // a mark of direction in the middle
           "\u202A0612345678\u202C",  // as addresses copied from a telephone have them
           "\uFEFF0612\u00AD345678",  // a byte order mark, a hyphen that is not shown
           "\uFF10\uFF16\uFF11\uFF12\uFF13\uFF14\uFF15\uFF16\uFF17\uFF18",  // of full width
           "\u0660\u0666\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668",  // Arabic
       }) {
    EXPECT_EQ(ReadTyped(typed).number, plain) << typed;
  }
  EXPECT_EQ(ReadTyped("06\u00A012\u201134\u00B756 78").number, "06 12-34 56 78");
  EXPECT_EQ(ReadTyped("\uFF0B31 6 12345678").number, "+31 6 12345678");
  EXPECT_EQ(ReadTyped("\u260E 020 123 4567").number, "020 123 4567");
}

TEST(TypedNumber, BeginsWhereANumberCan) {
  EXPECT_EQ(ReadTyped("Tel. 020 123 4567").number, "020 123 4567");
  EXPECT_EQ(ReadTyped("'+31 6 12345678").number, "+31 6 12345678");
  EXPECT_EQ(ReadTyped("(06) 12345678").number, "06 12345678");
  EXPECT_EQ(ReadTyped("(020) 123 (45) 67").number, "020 123 (45) 67");
  EXPECT_EQ(ReadTyped("letters").number, "");
}

TEST(TypedNumber, IsTakenOutOfItsAddress) {
  for (const char* typed : {"sip:+31612345678@pbx.example", "SIPS:+31612345678@10.0.0.1:5061;transport=tls",
                            "<sip:+31612345678@pbx>", "\"Jan 2\" <sip:%2B31612345678@pbx.example>", "tel:+31612345678",
                            "+31612345678@pbx.example", "callto:+31612345678"}) {
    EXPECT_EQ(ReadTyped(typed).number, "+31612345678") << typed;
  }
  const TypedNumber with_extension = ReadTyped("tel:+31-20-1234567;ext=12");
  EXPECT_EQ(with_extension.number, "+31-20-1234567");
  EXPECT_EQ(with_extension.extension, "12");
  EXPECT_EQ(ReadTyped("sip:jan@pbx.example").number, "");
}

TEST(TypedNumber, IsEmptyWhereAWordSaysThatItIsWithheld) {
  for (const char* typed : {"anonymous", "Withheld", "PRIVATE", "Anoniem", "priv\u00E9", "Number withheld",
                            "(onbekend)", "sip:anonymous@anonymous.invalid", "Anonymous@10.0.0.1"}) {
    EXPECT_TRUE(IsWithheld(typed)) << typed;
    EXPECT_EQ(ReadTyped(typed).number, "") << typed;
  }
  for (const char* typed : {"", "Jan", "06 12345678 private", "private 12", "sip:jan@pbx.example"}) {
    EXPECT_FALSE(IsWithheld(typed)) << typed;
  }
}

TEST(TypedNumber, HasTheExtensionApart) {
  for (const char* behind :
       {" ext. 12", " x12", ", toestel 12", " Toestel: 12", " toestelnr. 12", " toestelnummer 12", " toestel nr. 12",
        " intern 12", " tst. 12", " doorkiesnummer 12", " (toestel 12)", " - ext 12", " EXTENSION 12"}) {
    const TypedNumber read = ReadTyped(std::string("020 123 4567") + behind);
    EXPECT_EQ(read.number, "020 123 4567") << behind;
    EXPECT_EQ(read.extension, "12") << behind;
  }
  for (const char* other : {" kamer 12", " ext.", " Eva"}) {
    const std::string typed = std::string("020 123 4567") + other;
    EXPECT_EQ(ReadTyped(typed).number, typed);
    EXPECT_EQ(ReadTyped(typed).extension, "") << other;
  }
}

TEST(TypedNumber, OfASpreadsheetIsAFigure) {
  EXPECT_FALSE(ReadTyped("3,16123E+10").in_figures);
  EXPECT_FALSE(ReadTyped("3.16123e+10").in_figures);
  EXPECT_TRUE(ReadTyped("0900-EVA").in_figures);
  EXPECT_EQ(ReadTyped("31612345678.0").number, "31612345678");
  EXPECT_EQ(ReadTyped("020.1234.0").number, "020.1234.0");
}

TEST(TypedNumber, KeepsABlankInFrontInMind) {
  EXPECT_TRUE(ReadTyped(" 31612345678").blank_in_front);
  EXPECT_FALSE(ReadTyped("31612345678").blank_in_front);
  EXPECT_FALSE(ReadTyped(" +31612345678").blank_in_front);
}

}  // namespace
}  // namespace krul::domain
