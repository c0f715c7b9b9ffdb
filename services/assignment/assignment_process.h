// Assignment, wired over a foundation.
#pragma once
#include "services/process/foundation.h"

namespace krul::assignment {
std::unique_ptr<process::Service> MakeAssignment(process::Foundation& foundation);
}  // namespace krul::assignment
