#include "clients/terminal/text/table.h"

#include <unicode/locid.h>
#include <unicode/unistr.h>
#include <unistd.h>

#include <algorithm>
#include <cassert>
#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "clients/terminal/text/clusters.h"

namespace krul::terminal {
namespace {

bool WantsColour() {
  static const bool wanted = [] {
    const char* refused = std::getenv("NO_COLOR");
    const char* terminal = std::getenv("TERM");
    const bool dumb = terminal != nullptr && absl::string_view(terminal) == "dumb";
    return isatty(STDOUT_FILENO) == 1 && !dumb && (refused == nullptr || *refused == '\0');
  }();
  return wanted;
}

const char* Start(Tone tone) {
  switch (tone) {
    case Tone::kHeading:
      return "\033[1m";
    case Tone::kGood:
      return "\033[32m";
    case Tone::kWarning:
      return "\033[33m";
    case Tone::kAlarm:
      return "\033[31m";
    case Tone::kPlain:
      break;
  }
  return "";
}

}  // namespace

std::string Heading(words::Key key, words::Language language) {
  std::string upper;
  icu::UnicodeString::fromUTF8(words::Say(language, key))
      .toUpper(icu::Locale(std::string(words::CodeOf(language)).c_str()))
      .toUTF8String(upper);
  return upper;
}

std::string Toned(const std::string& text, Tone tone) {
  if (tone == Tone::kPlain || text.empty() || !WantsColour()) return text;
  return absl::StrCat(Start(tone), text, "\033[0m");
}

Table::Table(std::vector<std::string> headings, int widest_column)
    : headings_(std::move(headings)), widest_column_(widest_column) {}

void Table::Add(std::vector<Cell> cells) {
  assert(cells.size() == headings_.size());
  for (Cell& cell : cells) cell.text = Shortened(cell.text, widest_column_);
  rows_.push_back(std::move(cells));
}

std::string Table::Render() const {
  std::vector<int> widths(headings_.size(), 0);  // 0: nothing in the column, so it is left out
  size_t last = 0;
  for (size_t i = 0; i < headings_.size(); ++i) {
    for (const auto& row : rows_) widths[i] = std::max(widths[i], Columns(row[i].text));
    if (widths[i] == 0) continue;
    widths[i] = std::max(widths[i], Columns(headings_[i]));
    last = i;
  }
  std::string out;
  const auto put = [&](size_t column, const std::string& text, Tone tone) {
    if (widths[column] == 0) return;
    out += Toned(text, tone);
    // No blanks after the last column: they would wrap a narrow terminal for nothing.
    out += column == last ? "\n" : std::string(static_cast<size_t>(widths[column] - Columns(text) + 2), ' ');
  };
  for (size_t i = 0; i < headings_.size(); ++i) put(i, headings_[i], Tone::kHeading);
  for (const auto& row : rows_) {
    for (size_t i = 0; i < row.size(); ++i) put(i, row[i].text, row[i].tone);
  }
  return out;
}

}  // namespace krul::terminal
