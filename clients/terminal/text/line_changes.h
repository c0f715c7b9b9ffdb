// What changed between two texts, line by line: the fewest lines taken out and put in; all of both when they have
// hardly a line in common.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace krul::terminal {

struct LineChange {
  bool added = false;  // else taken out
  int line = 0;        // from 1: of the new text when added, of the old one otherwise
  std::string text;    // without the end of the line
};

// In the order of the texts; what is taken out before what is put in its place. E. W. Myers, "An O(ND) Difference
// Algorithm and Its Variations", Algorithmica 1 (1986).
std::vector<LineChange> LineChanges(std::string_view before, std::string_view after);

}  // namespace krul::terminal
