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

}  // namespace krul::gateway
