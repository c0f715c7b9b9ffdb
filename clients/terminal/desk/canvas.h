// A screen as it is to be: what stands in each place and how it looks. Views draw on it, and one file puts it on a
// terminal, so that a test can look at the desk without one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "clients/terminal/text/table.h"

namespace krul::terminal::desk {

// Every difference that a colour makes is also made by a sign, a word or one of these, for terminals without colour.
struct Style {
  Tone tone = Tone::kPlain;
  bool bold = false;
  bool dim = false;
  bool reverse = false;
  bool underline = false;
  bool operator==(const Style&) const = default;
};
inline constexpr Style kDim{.dim = true};
inline constexpr Style kHeading{.tone = Tone::kHeading, .bold = true};

struct Glyph {
  std::string bytes = " ";
  int columns = 1;  // 0: the right half of the one before
  Style style;
  bool operator==(const Glyph&) const = default;
};

struct Place {
  int row;
  int column;
};

class Canvas {
 public:
  Canvas(int width, int height);
  int width() const { return width_; }
  int height() const { return height_; }

  // Anybody's text, made harmless, in at most `columns` columns: what is longer ends in an ellipsis. The column behind
  // it. Outside the canvas nothing is drawn.
  int Put(int row, int column, absl::string_view text, const Style& style = {}, int columns = 1 << 20);
  // Ends at column `end`, exclusive.
  void PutRight(int row, int end, absl::string_view text, const Style& style = {});
  // Blanks in this style.
  void Fill(int row, int column, int columns, const Style& style = {});
  // A line across.
  void Rule(int row, int column, int columns);

  const Glyph& At(int row, int column) const;
  // What stands in a row, without the blanks at its end.
  std::string Row(int row) const;

  // Where typing goes; none: the cursor is hidden.
  std::optional<Place> cursor;

 private:
  void Set(int row, int column, Glyph glyph);

  int width_;
  int height_;
  std::vector<Glyph> glyphs_;
};

// Lines of at most `columns`, broken between words where that is possible. Visible text; none for empty text.
std::vector<std::string> Wrapped(absl::string_view text, int columns);

}  // namespace krul::terminal::desk
