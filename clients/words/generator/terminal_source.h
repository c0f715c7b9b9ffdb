// The catalogue as C++ for the terminal.
#pragma once

#include <string>

#include "clients/words/generator/catalogue_files.h"

namespace krul::words {

// clients/words/names.h: every key by name, in order, known while compiling, and the key of every action.
std::string NamesHeader(const Catalogue& catalogue);

// The patterns, in the same order.
std::string SentencesSource(const Catalogue& catalogue);

}  // namespace krul::words
