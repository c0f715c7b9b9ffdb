// The catalogue as modules of the web desk.
#pragma once

#include <string>

#include "clients/words/generator/catalogue_files.h"

namespace krul::words {

// `export default {"section.key": "text", …}`, without what is the terminal's alone; a sentence with something to fill
// in is a function of the values by name. A value that is missing shows as {name}, as it does in the terminal.
std::string JavascriptSentences(const Sentences& sentences, const std::string& language);

// `export default {action: {key: "a", words: "section.key"}, …}`, in the order of the file.
std::string JavascriptKeys(const std::vector<KeyRow>& keys);

}  // namespace krul::words
