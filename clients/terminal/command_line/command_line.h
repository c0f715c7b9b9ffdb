// All that may be typed after `krul`: the one place from which parser, help, completion and the test of the manual know
// it.
#pragma once

#include <string>

#include "clients/terminal/verbs/verbs.h"

namespace krul::terminal {

// `terminal` must outlive `app`.
void DeclareCommandLine(CLI::App& app, Terminal& terminal, const std::string& version, words::Language language);

}  // namespace krul::terminal
