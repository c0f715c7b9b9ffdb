#include "tests/support/source_folder.h"

namespace krul::support {

std::string SourceFolder() { return KRUL_SOURCE_DIR; }

}  // namespace krul::support
