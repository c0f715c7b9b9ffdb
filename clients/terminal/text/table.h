// A table for people: columns as wide as what stands in them, empty columns left out, no colour of its own accord.
#pragma once

#include <string>
#include <vector>

#include "clients/words/catalogue.h"

namespace krul::terminal {

enum class Tone { kPlain, kHeading, kGood, kWarning, kAlarm };

// A word at the head of a column: in capitals.
std::string Heading(words::Key key, words::Language language);

// The text in the colour of its tone, when stdout wants colour: a terminal, and NO_COLOR not set.
std::string Toned(const std::string& text, Tone tone);

struct Cell {
  Cell(std::string content, Tone colour = Tone::kPlain) : text(std::move(content)), tone(colour) {}
  Cell(const char* content) : text(content) {}
  std::string text;  // visible text of one line
  Tone tone = Tone::kPlain;
};

class Table {
 public:
  // A reason may have 2,000 characters: what is wider than `widest_column` is cut.
  explicit Table(std::vector<std::string> headings, int widest_column = 48);
  // As many cells as there are headings.
  void Add(std::vector<Cell> cells);
  // Lines that each end in a line feed; the headings first.
  std::string Render() const;

 private:
  std::vector<std::string> headings_;
  int widest_column_;
  std::vector<std::vector<Cell>> rows_;
};

}  // namespace krul::terminal
