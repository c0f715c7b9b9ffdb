// services/firm_file/REFERENCE.md as a test reads it: its tables and its examples.
#pragma once
#include <map>
#include <string>
#include <vector>

namespace krul::firm_file {

struct ReferencePage {
  using Row = std::vector<std::string>;                      // its cells, without the spaces around them
  std::map<std::string, std::vector<Row>> tables;            // by the heading above; without the row of titles
  std::map<std::string, std::vector<std::string>> examples;  // blocks of YAML, by the heading above
};

ReferencePage ReadReferencePage();

// What stands in `this type` in a cell, in order.
std::vector<std::string> Literals(const std::string& cell);
// Whether one such literal is all that stands in it.
bool IsLiteral(const std::string& cell);

}  // namespace krul::firm_file
