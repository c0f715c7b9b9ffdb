#include "services/domain/caller/same_name.h"

#include <gtest/gtest.h>

namespace krul::domain {
namespace {

TEST(SameName, CaseAndSpacesDoNotCount) {
  EXPECT_TRUE(IsSameName("Mevrouw Jansen", "mevrouw  JANSEN "));
  EXPECT_TRUE(IsSameName("Mevrouw\tJansen", " Mevrouw\u00a0Jansen"));
  EXPECT_FALSE(IsSameName("Mevrouw Jansen", "Mevrouw Janssen"));
  EXPECT_FALSE(IsSameName("Jan Sen", "Jansen"));
  EXPECT_TRUE(IsSameName("", "  "));
}

TEST(SameName, CaseIsThatOfEveryScript) {
  EXPECT_TRUE(IsSameName("Dhr. Özdemir", "dhr. ÖZDEMIR"));
  EXPECT_TRUE(IsSameName("Ελένη", "ΕΛΈΝΗ"));
  EXPECT_TRUE(IsSameName("Наталья", "НАТАЛЬЯ"));
  EXPECT_TRUE(IsSameName("Groß", "GROSS"));
  EXPECT_FALSE(IsSameName("Özdemir", "Ozdemir")) << "another letter may be another caller";
}

TEST(SameName, ComposedAndDecomposedLettersAreTheSame) {
  EXPECT_TRUE(IsSameName("Zo\u00eb", "Zoe\u0308"));
  EXPECT_TRUE(IsSameName("\u0133sbrand", "IJsbrand"));
}

TEST(SameName, BytesThatAreNoTextAreOnlyLikeThemselves) {
  EXPECT_FALSE(IsSameName("Jan\xff", "Jan"));
  EXPECT_TRUE(IsSameName("Jan\xff", "jan\xff"));
}

}  // namespace
}  // namespace krul::domain
