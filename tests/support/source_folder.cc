#include "tests/support/source_folder.h"

namespace krul::testing {

std::string SourceFolder() { return KRUL_SOURCE_DIR; }

}  // namespace krul::testing
