#include "tests/firm_file/reference_page.h"

#include <gtest/gtest.h>

#include <fstream>

#include "services/firm_file/written_values.h"
#include "tests/support/source_folder.h"

namespace krul::firm_file {
namespace {

ReferencePage::Row CellsOf(const std::string& line) {
  ReferencePage::Row cells;
  const std::vector<std::string_view> parts = Split(line, '|');
  // Before the first line and after the last there is nothing.
  for (std::size_t i = 1; i + 1 < parts.size(); ++i) cells.emplace_back(parts[i]);
  return cells;
}

}  // namespace

ReferencePage ReadReferencePage() {
  ReferencePage page;
  std::ifstream file(krul::support::SourceFolder() + "/services/firm_file/REFERENCE.md");
  EXPECT_TRUE(file.is_open());
  std::string heading;
  int row = 0;  // of the table that is read
  bool in_example = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("```")) {
      in_example = !in_example;
      if (in_example) page.examples[heading].emplace_back();
    } else if (in_example) {
      page.examples[heading].back() += line + "\n";
    } else if (line.starts_with("## ")) {
      heading = line.substr(3);
    }
    row = !in_example && line.starts_with("|") ? row + 1 : 0;
    // The titles and the rule under them are no rows.
    if (row > 2) page.tables[heading].push_back(CellsOf(line));
  }
  return page;
}

std::vector<std::string> Literals(const std::string& cell) {
  std::vector<std::string> literals;
  for (std::size_t start = cell.find('`'); start != std::string::npos;) {
    const std::size_t end = cell.find('`', start + 1);
    if (end == std::string::npos) break;
    literals.push_back(cell.substr(start + 1, end - start - 1));
    start = cell.find('`', end + 1);
  }
  return literals;
}

bool IsLiteral(const std::string& cell) {
  const std::vector<std::string> literals = Literals(cell);
  return literals.size() == 1 && cell == "`" + literals[0] + "`";
}

}  // namespace krul::firm_file
