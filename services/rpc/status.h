// The one mapper from what the domain refuses to what gRPC tells.
#pragma once
#include <grpcpp/support/status.h>

#include <string_view>

#include "services/domain/error.h"

namespace krul::rpc {

// ErrorInfo.reason, stable: INVALID_FIELD, NOT_FOUND, QUOTE_EXPIRED ...
std::string_view NameOf(domain::Reason reason);

// With details: ErrorInfo always (metadata "fields" lists the paths of `fields`), BadRequest when fields are wrong,
// RetryInfo when asking again makes sense; and krul.v1.Refused, which says all of that for programs with words of their
// own.
grpc::Status ToStatus(const domain::Refusal& refusal);

// What another service answered, as a refusal of ours: UNAVAILABLE and the like become kServiceUnavailable.
domain::Refusal FromStatus(const grpc::Status& status);

std::string_view NameOf(grpc::StatusCode code);

}  // namespace krul::rpc
