#include "clients/terminal/desk/fuzzy.h"

#include <gtest/gtest.h>

namespace krul::terminal::desk {
namespace {

TEST(FuzzyScore, FindsByBeginningsOfWordsFirst) {
  const auto initials = FuzzyScore("av", "Anna Visser");
  const auto inside = FuzzyScore("av", "Dirk Laver");
  ASSERT_TRUE(initials && inside);
  EXPECT_GT(*initials, *inside);
  EXPECT_GT(*FuzzyScore("bak", "Bob Bakker"), *FuzzyScore("bak", "Barbara de Kok"));
}

TEST(FuzzyScore, WantsAllLettersInTheirOrder) {
  EXPECT_FALSE(FuzzyScore("xa", "Anna Visser"));
  EXPECT_FALSE(FuzzyScore("rv", "Anna Visser"));
  EXPECT_TRUE(FuzzyScore("ann vis", "Anna Visser"));
  EXPECT_EQ(FuzzyScore("", "whoever"), 0);
}

TEST(FuzzyScore, OverlooksCapitalsAndAccents) {
  EXPECT_TRUE(FuzzyScore("zoe", "ZOË Smits"));
  EXPECT_TRUE(FuzzyScore("ozgur", "Özgür Yıldız"));
  EXPECT_TRUE(FuzzyScore("É", "Eva"));
  EXPECT_TRUE(FuzzyScore("zoe", "Zoe\xCC\x88"));  // with the mark put on it
  EXPECT_TRUE(FuzzyScore("lukasz", "Łukasz Øverås"));
  EXPECT_GT(*FuzzyScore("yil", "Özgür Yıldız"), *FuzzyScore("gur", "Özgür Yıldız"));  // a word begins there
}

}  // namespace
}  // namespace krul::terminal::desk
