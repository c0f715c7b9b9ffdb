// Assignment, wired over a foundation.
#pragma once
#include "services/hosting/foundation.h"

namespace krul::assignment {
std::unique_ptr<hosting::Service> MakeAssignment(hosting::Foundation& foundation);
}  // namespace krul::assignment
