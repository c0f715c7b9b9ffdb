// Errors as HTTP tells them (HTTP_API.md): the services' own, with their reasons and fields, and those of the gateway.
#pragma once
#include <grpcpp/support/status.h>

#include <string>
#include <vector>

#include "services/domain/fault.h"
#include "services/gateway/exchange.h"

namespace krul::gateway {

// Of the gateway itself. What to do about it follows from the reason.
struct Error {
  int status = 500;     // of HTTP
  std::string code;     // name of a gRPC status
  std::string reason;   // what a program goes by
  std::string message;  // what a person reads
  std::vector<domain::FieldFault> fields = {};
};

HttpResponse ErrorResponse(const Error& error);
// What a service refused. A text that is none of ours (gRPC's own, of connections) is put into words for people.
HttpResponse ErrorResponse(const grpc::Status& status);

// Names of gRPC status codes, as in metrics and errors.
std::string_view NameOf(grpc::StatusCode code);

}  // namespace krul::gateway
