// The deadline watcher, wired over a foundation.
#pragma once
#include "services/process/foundation.h"

namespace krul::deadline_watcher {
std::unique_ptr<process::Service> MakeDeadlineWatcher(process::Foundation& foundation);
}  // namespace krul::deadline_watcher
