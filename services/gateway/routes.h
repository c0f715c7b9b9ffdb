// The RPCs that a desk may call over HTTP. What is not here is not served.
#pragma once
#include <google/protobuf/message.h>

#include <memory>
#include <string>
#include <string_view>

#include "services/gateway/upstream.h"

namespace krul::gateway {

struct Route {
  Service service;
  std::string_view rpc;                      // "QuotePromise"
  std::string method;                        // "/krul.v1.IntakeService/QuotePromise"
  const google::protobuf::Message* request;  // prototypes
  const google::protobuf::Message* response;
};

// Null when no RPC of that name is served.
const Route* FindRoute(std::string_view rpc);

// As HTTP_API.md says: field names of the proto files. False when the text is no such message; `problem` says why,
// without what was sent.
bool ReadJson(const std::string& json, google::protobuf::Message& message, std::string& problem);
std::string WriteJson(const google::protobuf::Message& message);

}  // namespace krul::gateway
