// Intake, wired over a foundation.
#pragma once
#include "services/hosting/foundation.h"

namespace krul::intake {
std::unique_ptr<hosting::Service> MakeIntake(hosting::Foundation& foundation);
}  // namespace krul::intake
