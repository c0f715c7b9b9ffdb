// What a method of a service knows of its call beside the request, however it came.
#pragma once
#include <google/protobuf/message.h>

#include <cstdint>
#include <string>

#include "services/domain/applied_request.h"
#include "services/domain/people/actor.h"

namespace krul::rpc {

struct Call {
  domain::Actor actor;
  std::string request_id;          // of the request, if it has one
  std::uint64_t content_hash = 0;  // with request_id
  domain::AppliedRequest mark() const { return {request_id, content_hash}; }
};

// The same for equal messages, in every process and release.
std::uint64_t ContentHash(const google::protobuf::Message& message);

// Puts the id of the request into its call.
template <class Request>
void NameRequest(const Request& request, Call& call) {
  if constexpr (requires { request.request_id(); }) {
    call.request_id = request.request_id();
    if (!call.request_id.empty()) call.content_hash = ContentHash(request);
  }
}

}  // namespace krul::rpc
