// From what is typed for ID to the full name of a callback.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "clients/terminal/verbs/verbs.h"

namespace krul::terminal {

// A full id or name is taken as it is; a shorter start of an id is looked up on the board of its branch, where it must
// be the only one. Throws a Failure.
std::string FindName(Terminal& terminal, absl::string_view id);

}  // namespace krul::terminal
