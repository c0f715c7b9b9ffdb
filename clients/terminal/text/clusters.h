// What a terminal shows in one place, and how wide it is; where lines and words may be divided. All of visible text:
// see text.h.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace krul::terminal {

// What people take for one character: a letter with its marks, a flag, a family of emoji.
struct Cluster {
  struct Piece {
    std::string bytes;
    int columns;  // 1 or 2
  };
  std::string bytes;          // as it was written
  std::vector<Piece> pieces;  // as it is shown; none when there is nothing to see
  int columns = 0;            // of all pieces
};

// In order, nothing left out. What is shown is what every terminal makes equally wide: of emoji that are joined to one
// the first, of many marks on one character the first few, for hundreds would cover the lines around, and nothing of
// what is invisible by itself.
std::vector<Cluster> Clusters(absl::string_view visible_text);

// The columns that it takes: wide East Asian characters and emoji take two, marks none.
int Columns(absl::string_view visible_text);

// As it is shown, at most `columns` wide: cut between clusters and ending in an ellipsis where it does not fit.
std::string Shortened(absl::string_view visible_text, int columns);

// The parts between which a line may end, the blanks behind each included; also where words have no blanks between
// them.
std::vector<absl::string_view> LineParts(absl::string_view text);

// At which byte the last word begins; blanks behind it are its own.
size_t LastWord(absl::string_view text);

}  // namespace krul::terminal
