#include "clients/terminal/desk/canvas.h"

#include <gtest/gtest.h>

#include <string>

namespace krul::terminal::desk {
namespace {

TEST(Canvas, PutsWideAndCombiningCharactersInTheirPlaces) {
  Canvas canvas(12, 1);
  const int behind = canvas.Put(0, 0, "日本e\xCC\x81x");
  EXPECT_EQ(behind, 6);
  EXPECT_EQ(canvas.At(0, 0).columns, 2);
  EXPECT_EQ(canvas.At(0, 1).columns, 0);
  EXPECT_EQ(canvas.At(0, 4).bytes, "e\xCC\x81");
  EXPECT_EQ(canvas.At(0, 5).bytes, "x");
}

TEST(Canvas, ShowsHostileTextHarmless) {
  Canvas canvas(40, 1);
  canvas.Put(0, 0,
             "a\x1b[2Jb\xE2\x80\xAE"
             "12\xFF");  // clear the screen; from right to left; no UTF-8
  EXPECT_EQ(canvas.Row(0),
            "a\xEF\xBF\xBD[2Jb\xEF\xBF\xBD"
            "12\xEF\xBF\xBD");
}

TEST(Canvas, KeepsAPileOfMarksFromCoveringTheLinesAround) {
  std::string name = "Z";
  for (int i = 0; i < 2000; ++i) name += "\xCC\x81";
  Canvas canvas(10, 1);
  EXPECT_EQ(canvas.Put(0, 0, name + "oe"), 3);
  EXPECT_LT(canvas.At(0, 0).bytes.size(), 8U);
}

TEST(Canvas, NeverShowsHalfOfAWideCharacter) {
  Canvas canvas(8, 1);
  canvas.Put(0, 0, "日本👨\u200D👩🇳🇱");
  EXPECT_EQ(canvas.Row(0), "日本👨🇳🇱");
  canvas.Put(0, 1, "x");  // over the right half of the first, and the left half of the second
  canvas.Put(0, 2, "y");
  EXPECT_EQ(canvas.Row(0), " xy 👨🇳🇱");
  canvas.Fill(0, 5, 1);
  EXPECT_EQ(canvas.Row(0), " xy   🇳🇱");
  for (int column = 1; column < canvas.width(); ++column) {
    EXPECT_EQ(canvas.At(0, column).columns == 0, canvas.At(0, column - 1).columns == 2) << column;
  }
}

TEST(Canvas, CutsWhatIsTooLongAndDrawsNothingOutside) {
  Canvas canvas(6, 2);
  canvas.Put(0, 0, "abcdefgh", {}, 5);
  EXPECT_EQ(canvas.Row(0), "abcd…");
  canvas.Put(1, 4, "日本");
  EXPECT_EQ(canvas.Row(1), "    …");
  canvas.Put(7, 0, "nowhere");
  canvas.PutRight(1, 6, "z");
  EXPECT_EQ(canvas.At(1, 5).bytes, "z");
}

TEST(Wrapped, BreaksBetweenWordsAndOnlyThenWithin) {
  EXPECT_EQ(Wrapped("U wordt uiterlijk dinsdag gebeld", 12),
            (std::vector<std::string>{"U wordt", "uiterlijk", "dinsdag", "gebeld"}));
  EXPECT_EQ(Wrapped("abcdefgh i", 3), (std::vector<std::string>{"abc", "def", "gh", "i"}));
  EXPECT_TRUE(Wrapped("", 10).empty());
  EXPECT_EQ(Wrapped("日本語の名前", 4), (std::vector<std::string>{"日本", "語の", "名前"}));
  EXPECT_EQ(Wrapped("👨\u200D👩👨\u200D👩", 2), (std::vector<std::string>{"👨\u200D👩", "👨\u200D👩"}));
}

}  // namespace
}  // namespace krul::terminal::desk
