// The part of the manual that the parser knows best: every verb with every option, in scdoc.
#pragma once

#include <string>

#include "CLI/CLI.hpp"

namespace krul::terminal {

// Sections "OPTIONS FOR EVERY VERB" and "VERBS".
std::string VerbsPage(const CLI::App& app);

}  // namespace krul::terminal
