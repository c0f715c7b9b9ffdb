// Who is calling: the one place that reads it from a call, and the one that puts it on a call of ours. Real sign-in,
// roles and TLS replace what is in credentials.cc and nothing else.
//
// A call carries metadata: authorization: "Bearer <credential>", krul-person (id in the firm file), krul-role (desk,
// colleague, manager, head-office, operator; service only with the services' credential), krul-branch, krul-desk. All
// but authorization may be absent.
#pragma once
#include <grpcpp/client_context.h>
#include <grpcpp/server_context.h>

#include <string>

#include "services/domain/error.h"
#include "services/domain/people/actor.h"
#include "services/runtime/secrets.h"

namespace krul::rpc {

class Authenticator {
 public:
  explicit Authenticator(const runtime::Secrets& secrets);
  // kNotSignedIn, or kInvalidField naming the metadata that is wrong. From any thread.
  domain::Result<domain::Actor> ActorOf(const grpc::ServerContextBase& context) const;

 private:
  std::string desk_bearer_;
  std::string service_bearer_;
};

// For calls from service to service.
void PresentAsService(grpc::ClientContext& context, const runtime::Secrets& secrets, const std::string& service);

}  // namespace krul::rpc
