// The deadline watcher, wired over a foundation.
#pragma once
#include "services/hosting/foundation.h"

namespace krul::deadline_watcher {
std::unique_ptr<hosting::Service> MakeDeadlineWatcher(hosting::Foundation& foundation);
}  // namespace krul::deadline_watcher
