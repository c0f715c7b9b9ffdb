#include "clients/terminal/text/csv.h"

#include <algorithm>
#include <array>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "clients/terminal/text/failure.h"
#include "clients/terminal/text/text.h"

namespace krul::terminal {
namespace {

constexpr size_t kLongestRow = 1024 * 1024;  // a reason has 2,000 characters; more is a quote that was never closed
constexpr std::string_view kSeparators = ",;\t";

// Where in a cell the reading is.
enum class Place { kStart, kPlain, kQuoted, kQuoteInQuoted };

Place After(Place place, char c, std::string_view separators) {
  if (place == Place::kQuoted) return c == '"' ? Place::kQuoteInQuoted : Place::kQuoted;
  if (place == Place::kQuoteInQuoted && c == '"') return Place::kQuoted;
  if (place == Place::kStart && c == '"') return Place::kQuoted;
  return separators.find(c) != std::string_view::npos ? Place::kStart : Place::kPlain;
}

char MostOf(std::string_view header) {
  std::array<int, kSeparators.size()> counts{};
  Place place = Place::kStart;
  for (const char c : header) {
    place = After(place, c, kSeparators);
    if (const size_t kind = kSeparators.find(c); place == Place::kStart && kind != std::string_view::npos)
      ++counts[kind];
  }
  return kSeparators[static_cast<size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin())];
}

// The separator that a line such as sep=; names, in quotes or not; 0 where it is another line.
char NamedBy(std::string_view line) {
  if (line.starts_with('"') && line.ends_with('"') && line.size() > 1) line = line.substr(1, line.size() - 2);
  constexpr std::string_view kStart = "sep=";
  const bool named = line.size() == kStart.size() + 1 && absl::StartsWithIgnoreCase(std::string(line), kStart.data());
  return named && line.back() != '"' ? line.back() : '\0';
}

void Split(CsvRow& row, char separator) {
  const std::string_view separators(&separator, 1);
  Place place = Place::kStart;
  std::string cell;
  row.starts = {0};
  for (size_t i = 0; i < row.raw.size(); ++i) {
    const char c = row.raw[i];
    const Place next = After(place, c, separators);
    const bool opens = place == Place::kStart && next == Place::kQuoted;
    const bool pauses = next == Place::kQuoteInQuoted;  // the quote that closes, or the first of two
    if (next == Place::kStart) {
      row.cells.push_back(std::move(cell));
      cell.clear();
      row.starts.push_back(i + 1);
    } else if (!opens && !pauses) {
      cell += c;
    }
    if (place == Place::kQuoteInQuoted && next == Place::kPlain) row.fault = Told("terminal_csv.text_after_quote");
    place = next;
  }
  row.cells.push_back(std::move(cell));
  if (place == Place::kQuoted) row.fault = Told("terminal_csv.quote_open");
}

bool IsFormula(std::string_view cell) {
  const size_t first = cell.find_first_not_of('\'');
  return first != std::string_view::npos && std::string_view("=+-@\t\r").find(cell[first]) != std::string_view::npos;
}

}  // namespace

CsvReader::CsvReader(std::istream& input, char separator) : input_(input), separator_(separator) {}

bool CsvReader::ReadRow(CsvRow& row) {
  const bool first = line_ == 1;  // where a byte order mark may stand
  row = CsvRow{};
  row.line = line_;
  const std::string_view separators = separator_ == 0 ? kSeparators : std::string_view(&separator_, 1);
  Place place = Place::kStart;
  for (int next = input_.get(); next != std::istream::traits_type::eof(); next = input_.get()) {
    const char c = static_cast<char>(next);
    const bool ends_line = c == '\n' || (c == '\r' && input_.peek() != '\n');
    if (ends_line) ++line_;
    if (place != Place::kQuoted && (c == '\n' || c == '\r')) {
      if (!ends_line) {
        input_.get();
        ++line_;
      }
      return true;
    }
    row.raw += c;
    place = After(place, c, separators);
    if (first && row.raw == kByteOrderMark) {
      row.raw.clear();
      place = Place::kStart;
    }
    if (row.raw.size() > kLongestRow) {
      throw Failed("INVALID_ARGUMENT", "NO_CSV", Told("terminal_csv.row_too_long", {{"line", row.line}}));
    }
  }
  return !row.raw.empty();
}

std::optional<CsvRow> CsvReader::Next() {
  CsvRow row;
  do {
    if (!ReadRow(row)) return std::nullopt;
    if (const char named = begun_ ? '\0' : NamedBy(row.raw)) {
      if (separator_ == 0) separator_ = named;
      row.raw.clear();
    }
    begun_ = begun_ || !row.raw.empty();
  } while (row.raw.empty());
  if (separator_ == 0) separator_ = MostOf(row.raw);
  Split(row, separator_);
  if (!IsUtf8(row.raw)) row.fault = Told("terminal_csv.not_utf8");
  return row;
}

std::string CsvLine(const std::vector<std::string>& cells, char separator) {
  std::string line;
  for (size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line += separator;
    const std::string cell = Guarded(cells[i]);
    // Whoever has to tell the separator from the file is not led astray by another; a figure with its mark leads
    // nobody.
    const bool figure = cell.find_first_not_of("0123456789,") == std::string::npos;
    const bool plain = cell.find_first_of(figure ? "\"" : "\"\r\n,;\t") == std::string::npos &&
                       cell.find(separator) == std::string::npos;
    // A row of one empty cell would be an empty line.
    if (plain && (!cell.empty() || cells.size() > 1)) {
      line += cell;
      continue;
    }
    line += '"';
    for (const char c : cell) line += c == '"' ? "\"\"" : std::string(1, c);
    line += '"';
  }
  return line + "\r\n";
}

std::string Guarded(std::string_view cell) { return (IsFormula(cell) ? "'" : "") + std::string(cell); }

std::string Unguarded(std::string_view cell) {
  const bool guarded = cell.starts_with('\'') && IsFormula(cell);
  return std::string(cell.substr(guarded ? 1 : 0));
}

}  // namespace krul::terminal
