// Intake, wired over a foundation.
#pragma once
#include "services/process/foundation.h"

namespace krul::intake {
std::unique_ptr<process::Service> MakeIntake(process::Foundation& foundation);
}  // namespace krul::intake
