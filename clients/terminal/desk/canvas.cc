#include "clients/terminal/desk/canvas.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
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
    const int wide = cluster.columns;
    Set(row, column, {std::move(cluster.bytes), wide, style});
    if (wide == 2) Set(row, column + 1, {"", 0, style});
    column += wide;
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
  glyphs_[static_cast<size_t>(row) * static_cast<size_t>(width_) + static_cast<size_t>(column)] = std::move(glyph);
}

std::vector<std::string> Wrapped(absl::string_view text, int columns) {
  std::vector<std::string> lines;
  const std::string visible = Visible(text);
  std::string line;
  for (const absl::string_view word : absl::StrSplit(visible, ' ', absl::SkipEmpty())) {
    if (!line.empty() && Columns(line) + 1 + Columns(word) <= columns) {
      absl::StrAppend(&line, " ", word);
      continue;
    }
    if (!line.empty()) lines.push_back(std::move(line));
    line.clear();
    for (const Cluster& cluster : Clusters(word)) {
      if (Columns(line) + cluster.columns > columns && !line.empty()) {
        lines.push_back(std::move(line));
        line.clear();
      }
      line += cluster.bytes;
    }
  }
  if (!line.empty()) lines.push_back(std::move(line));
  return lines;
}

}  // namespace krul::terminal::desk
