// clients/words/{nl,en}.yaml and clients/keys.yaml as they are written, checked.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "clients/words/generator/pattern.h"

namespace krul::words {

struct Sentence {
  std::string pattern;
  Pieces pieces;
  int line = 0;
};
// By key, "section.key".
using Sentences = std::map<std::string, Sentence>;

struct KeyRow {
  std::string action;
  std::string key;       // as a browser names it: "a", "?", "Enter", "Ctrl+s", "F2"
  std::string terminal;  // the same, or another where a terminal does not hear that one
  std::string words;     // key in the catalogue
};

struct Catalogue {
  Sentences dutch;
  Sentences english;
  std::vector<KeyRow> keys;  // in the order of the file
};

struct CatalogueTexts {
  std::string dutch;
  std::string english;
  std::string keys;
};

// Faults are one clear line each, with the file and the line; the catalogue is whole only if there are none.
Catalogue ReadCatalogue(const CatalogueTexts& texts, std::vector<std::string>& faults);

}  // namespace krul::words
