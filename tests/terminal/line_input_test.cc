#include "clients/terminal/desk/line_input.h"

#include <gtest/gtest.h>

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

TEST(LineInput, TakesNoMoreThanItMay) {
  LineInput line(3);
  TypeInto(line, "abcdef");
  EXPECT_EQ(line.text(), "abc");
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
