#include "clients/terminal/desk/line_input.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace krul::terminal::desk {
namespace {

void TypeInto(LineInput& line, const std::string& text) {
  for (const char c : text) line.Handle(Typed(std::string(1, c)));
}

TEST(LineInput, IsEditedWhereTheCursorStands) {
  LineInput line;
  TypeInto(line, "Jansn");
  line.Handle({Named::kLeft, ""});
  TypeInto(line, "e");
  EXPECT_EQ(line.text(), "Jansen");
  line.Handle({Named::kHome, ""});
  line.Handle({Named::kDelete, ""});
  EXPECT_EQ(line.text(), "ansen");
  line.Handle({Named::kEnd, ""});
  TypeInto(line, " de Wit");
  line.Handle(Control('w'));
  EXPECT_EQ(line.text(), "ansen de ");
  line.Handle(Control('u'));
  EXPECT_TRUE(line.empty());
}

TEST(LineInput, DeletesACharacterWithItsMarks) {
  LineInput line;
  line.Handle(Typed("e"));
  line.Handle(Typed("\xCC\x88"));
  EXPECT_EQ(line.text(), "e\xCC\x88");
  line.Handle({Named::kBackspace, ""});
  EXPECT_TRUE(line.empty());
}

// Character by character, as a terminal sends it.
void TypePoints(LineInput& line, const std::vector<std::string>& points) {
  for (const std::string& point : points) line.Handle(Typed(point));
}

TEST(LineInput, DeletesAsOneWhatPeopleTakeForOne) {
  const std::vector<std::vector<std::string>> kOneEach = {
      {"👨", "\u200D", "👩", "\u200D", "👧"}, {"🇳", "🇱"}, {"👍", "🏽"}, {"e", "\u0301"}, {"س", "\u064E"}, {"日"}};
  for (const auto& points : kOneEach) {
    LineInput line;
    TypeInto(line, "Jan ");
    TypePoints(line, points);
    std::string whole = "Jan ";
    for (const std::string& point : points) whole += point;
    EXPECT_EQ(line.text(), whole);  // what is saved is what was typed
    line.Handle({Named::kLeft, ""});
    TypeInto(line, "x");
    line.Handle({Named::kEnd, ""});
    line.Handle({Named::kBackspace, ""});
    EXPECT_EQ(line.text(), "Jan x") << points.front();
  }
}

TEST(LineInput, PutsTheCursorBehindWhatIsWide) {
  LineInput line;
  TypePoints(line, {"日", "本", "🇳", "🇱", "👨", "\u200D", "👩"});
  Canvas canvas(20, 1);
  line.Draw(canvas, 0, 0, 20, true);
  ASSERT_TRUE(canvas.cursor);
  EXPECT_EQ(canvas.cursor->column, 8);
  EXPECT_EQ(canvas.Row(0), "日本🇳🇱👨");
}

TEST(LineInput, DeletesAWordWithTheBlanksBehindIt) {
  LineInput line;
  TypePoints(line, {"Z", "o", "ë", " ", "Y", "ı", "l", " ", " "});
  line.Handle(Control('w'));
  EXPECT_EQ(line.text(), "Zoë ");
  line.Handle(Control('w'));
  EXPECT_TRUE(line.empty());
}

TEST(LineInput, TakesNoMoreThanItMay) {
  LineInput line(3);
  TypeInto(line, "abcdef");
  EXPECT_EQ(line.text(), "abc");
  LineInput marked(3);
  TypePoints(marked, {"e", "\u0308", "e", "\u0308"});
  EXPECT_EQ(marked.text(), "e\u0308e");
}

TEST(LineInput, ShowsThePartAroundTheCursor) {
  LineInput line;
  TypeInto(line, "0123456789");
  Canvas canvas(20, 1);
  line.Draw(canvas, 0, 2, 6, true);
  EXPECT_EQ(canvas.Row(0), "  56789");
  ASSERT_TRUE(canvas.cursor);
  EXPECT_EQ(canvas.cursor->column, 7);
}

}  // namespace
}  // namespace krul::terminal::desk
