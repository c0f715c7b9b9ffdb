// One sentence of the catalogue, taken apart: an ICU message pattern with named arguments.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace krul::words {

struct Piece {
  enum class Kind {
    kText,
    kValue,   // {name}
    kNumber,  // # inside a plural
    kPlural,  // {name, plural, one {…} other {…}}
    kSelect,  // {name, select, she {…} other {…}}
  };
  Kind kind = Kind::kText;
  std::string text;                                                 // kText: as it is shown, without quotes
  std::string name;                                                 // of the argument
  std::vector<std::pair<std::string, std::vector<Piece>>> choices;  // by selector, such as "one" or "=0"
};
using Pieces = std::vector<Piece>;

// Throws std::runtime_error with what is wrong: what ICU refuses, and what only one of the two desks could show
// (numbers and dates have no styles, arguments are named).
Pieces ReadPattern(const std::string& pattern);

std::set<std::string> ArgumentsOf(const Pieces& pieces);
// Those whose number decides the form.
std::set<std::string> CountsOf(const Pieces& pieces);

}  // namespace krul::words
