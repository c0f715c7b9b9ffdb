// What a service, or the way to it, answered instead of doing what was asked.
#pragma once

#include <grpcpp/support/status.h>

#include "absl/strings/string_view.h"
#include "clients/terminal/text/failure.h"

namespace krul::terminal {

// With the details that a service sent along. `service` and `address` say who was asked.
Failure FromStatus(const grpc::Status& status, absl::string_view service, absl::string_view address,
                   double timeout_seconds);

// RetryInfo of the status in milliseconds; 0 when it holds none.
int RetryDelayMs(const grpc::Status& status);

}  // namespace krul::terminal
