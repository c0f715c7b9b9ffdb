// What `krul --help` says: the section terminal_help of the catalogue. A verb is described there by its path
// ("firm_check"), an option by that of its verb ("board.limit"), or of any where all verbs mean the same by it.
#pragma once

#include "CLI/CLI.hpp"
#include "clients/words/language.h"

namespace krul::terminal {

// For an app that is declared whole. The footer of a verb is its example until then.
void WriteHelp(CLI::App& app, words::Language language);

}  // namespace krul::terminal
