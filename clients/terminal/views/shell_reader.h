// Who reads what a verb prints: like a desk that knows no firm. People, teams and categories go by their ids, and times
// are those of this terminal.
#pragma once

#include "clients/terminal/desk/phrases.h"

namespace krul::terminal {

desk::Reader ShellReader(words::Language language);

}  // namespace krul::terminal
