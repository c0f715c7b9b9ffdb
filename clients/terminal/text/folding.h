// Text as it is searched for: nobody types capitals or accents with a caller on the line.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace krul::terminal {

// "ZOË Łukasz" and "zoe lukasz" are the same; so are wide letters and plain ones. What cannot be seen is left out.
std::string Folded(absl::string_view text);

}  // namespace krul::terminal
