// Who is calling: the one place that reads it from a call, and the one that puts it on a call of ours. Real sign-in and
// TLS replace what is in credentials.cc and nothing else.
//
// A call carries metadata: authorization: "Bearer <credential>" of a desk or of a service, krul-person (id in the firm
// file, or the name of the service), krul-branch, krul-desk. All but authorization may be absent. In which role
// somebody acts no call says: see domain/people/actor.h.
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
