// The page on which every sentence stands in Dutch beside English.
#pragma once

#include <string>

#include "clients/words/generator/catalogue_files.h"

namespace krul::words {

std::string SentencesPage(const Catalogue& catalogue);

}  // namespace krul::words
