// Where the sources are: pages that a test reads lie there.
#pragma once
#include <string>

namespace krul::testing {

std::string SourceFolder();  // without a slash at its end

}  // namespace krul::testing
