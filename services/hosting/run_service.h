// The whole main of a service that is a process of its own over a Redis somewhere.
#pragma once
#include "services/hosting/foundation.h"

namespace krul::hosting {

// Exit code: 0 after a drained end, 1 when it could not start, 2 for wrong settings.
int RunService(runtime::Program program, int argc, char** argv, const MakeService& make);

}  // namespace krul::hosting
