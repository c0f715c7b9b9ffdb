// How a table is written into a file: for the spreadsheet of who reads it, or for a program.
#pragma once

#include <string>
#include <vector>

#include "clients/words/language.h"

namespace krul::terminal {

// What was said of it on the command line.
struct SheetWishes {
  std::string separator;
  bool plain = false;
};

// A Dutch spreadsheet takes the comma for the decimal mark and parts cells at a semicolon.
struct SheetForm {
  char separator = ',';
  char decimal_mark = '.';
  bool marked = false;  // with a byte order mark in front, by which spreadsheets know UTF-8

  // Plain is the same in every language: a comma, a decimal point, no mark. There is none on a screen either.
  static SheetForm For(words::Language language, const SheetWishes& wishes);

  // What a file begins with.
  std::string Start() const;
  // One row with its CRLF, each cell guarded.
  std::string Line(const std::vector<std::string>& cells) const;
  // A figure written with a decimal point.
  std::string Figure(std::string written) const;
};

// A character, or the word tab; 0 for an empty word. Throws WrongUsage.
char SeparatorOf(const std::string& word);

}  // namespace krul::terminal
