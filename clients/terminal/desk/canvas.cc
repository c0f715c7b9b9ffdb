#include "clients/terminal/desk/canvas.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "clients/terminal/text/clusters.h"
#include "clients/terminal/text/text.h"

namespace krul::terminal::desk {

Canvas::Canvas(int width, int height)
    : width_(std::max(width, 1)),
      height_(std::max(height, 1)),
      glyphs_(static_cast<size_t>(width_) * static_cast<size_t>(height_)) {}

int Canvas::Put(int row, int column, absl::string_view text, const Style& style, int columns) {
  const int room = std::min(columns, width_ - column);
  if (room <= 0 || column < 0) return column;
  for (Cluster& cluster : Clusters(Shortened(Visible(text), room))) {
    if (column + cluster.columns > width_) break;
    for (Cluster::Piece& piece : cluster.pieces) {
      const int wide = piece.columns;
      Set(row, column, {std::move(piece.bytes), wide, style});
      if (wide == 2) Set(row, column + 1, {"", 0, style});
      column += wide;
    }
  }
  return column;
}

void Canvas::PutRight(int row, int end, absl::string_view text, const Style& style) {
  Put(row, std::max(0, end - Columns(Visible(text))), text, style);
}

void Canvas::Fill(int row, int column, int columns, const Style& style) {
  for (int i = 0; i < columns; ++i) Set(row, column + i, {" ", 1, style});
}

void Canvas::Rule(int row, int column, int columns) {
  Style style;
  style.dim = true;
  for (int i = 0; i < columns; ++i) Set(row, column + i, {"─", 1, style});
}

const Glyph& Canvas::At(int row, int column) const {
  return glyphs_.at(static_cast<size_t>(row) * static_cast<size_t>(width_) + static_cast<size_t>(column));
}

std::string Canvas::Row(int row) const {
  std::string text;
  for (int column = 0; column < width_; ++column) text += At(row, column).bytes;
  while (text.ends_with(' ')) text.pop_back();
  return text;
}

void Canvas::Set(int row, int column, Glyph glyph) {
  if (row < 0 || row >= height_ || column < 0 || column >= width_) return;
  const size_t place = static_cast<size_t>(row) * static_cast<size_t>(width_) + static_cast<size_t>(column);
  // Of a wide character that is written over by half, nothing stays.
  if (glyphs_[place].columns == 0) glyphs_[place - 1] = {" ", 1, glyphs_[place - 1].style};
  if (glyphs_[place].columns == 2) glyphs_[place + 1] = {" ", 1, glyphs_[place + 1].style};
  glyphs_[place] = std::move(glyph);
}

std::vector<std::string> Wrapped(absl::string_view text, int columns) {
  std::vector<std::string> lines;
  std::string line;
  const auto end_line = [&] {
    line.erase(line.find_last_not_of(' ') + 1);
    if (!line.empty()) lines.push_back(std::move(line));
    line.clear();
  };
  const std::string visible = Visible(text);
  for (const absl::string_view part : LineParts(visible)) {
    const absl::string_view word = absl::StripTrailingAsciiWhitespace(part);
    if (!line.empty() && Columns(line) + Columns(word) > columns) end_line();
    for (const Cluster& cluster : Clusters(word)) {
      if (Columns(line) + cluster.columns > columns) end_line();
      line += cluster.bytes;
    }
    if (part.size() > word.size() && !line.empty()) line += ' ';
  }
  end_line();
  return lines;
}

}  // namespace krul::terminal::desk
