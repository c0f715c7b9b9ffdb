// Tables as text, for spreadsheets and scripts: RFC 4180 in UTF-8.
#pragma once

#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "clients/terminal/text/told.h"

namespace krul::terminal {

// One row as it stood in the file.
struct CsvRow {
  int64_t line = 0;                // on which it begins, from 1
  std::vector<std::string> cells;  // as they stand, guards included
  std::vector<size_t> starts;      // where in `raw` each cell begins
  std::string raw;                 // the bytes, without the end of the line
  Told fault;                      // why it cannot be read as it is; empty: good
};

// Reads row by row, however large the file is. Rows end in LF, CRLF or CR, cells may hold line feeds within quotes, and
// a byte order mark is skipped. Empty lines are passed over. For one thread.
class CsvReader {
 public:
  // `separator` 0: the one that a first line such as "sep=;" names, as spreadsheets write it; else a comma, semicolon
  // or tab, whichever the first row has most of. That line is no row. `input` must outlive the reader.
  explicit CsvReader(std::istream& input, char separator = 0);

  // The next row; none at the end. Throws a Failure at a row of more than 1 MiB: from there on nothing can be told
  // apart.
  std::optional<CsvRow> Next();

  char separator() const { return separator_; }  // known after the first row

 private:
  bool ReadRow(CsvRow& row);

  std::istream& input_;
  char separator_;
  bool begun_ = false;  // the first row was read
  int64_t line_ = 1;
};

inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";  // tells spreadsheets that the letters are UTF-8

// One row with its CRLF. Every cell is guarded, and quoted where it must be.
std::string CsvLine(const std::vector<std::string>& cells, char separator = ',');

// A spreadsheet takes a cell that begins with = + - @, tab or CR for a formula, so whoever leaves such a name with a
// desk could have it run at head office. Such a cell gets one ' in front, and so does one that begins with ' and then,
// after any more of them, one of these signs. Unguarded takes exactly that one ' away: every text comes back as it was,
// the
// + of a phone number too.
std::string Guarded(std::string_view cell);
std::string Unguarded(std::string_view cell);

}  // namespace krul::terminal
