// Where the sources are: pages that a test reads lie there.
#pragma once
#include <string>

namespace krul::support {

std::string SourceFolder();  // without a slash at its end

}  // namespace krul::support
