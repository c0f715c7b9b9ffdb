#include "services/rpc/credentials.h"

#include <sodium.h>

#include <string_view>

#include "services/domain/limits.h"

namespace krul::rpc {
namespace {
using domain::Actor;

bool SameSecret(std::string_view given, const std::string& expected) {
  return given.size() == expected.size() && sodium_memcmp(given.data(), expected.data(), expected.size()) == 0;
}

std::string_view ValueOf(const grpc::ServerContextBase& context, const char* key) {
  const auto& metadata = context.client_metadata();
  const auto found = metadata.find(key);
  return found == metadata.end() ? std::string_view() : std::string_view(found->second.data(), found->second.size());
}

bool IsIdOrEmpty(std::string_view text) {
  return text.size() <= domain::limits::kIdLength &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == text.npos;
}
bool IsDeskName(std::string_view text) {
  if (text.size() > domain::limits::kIdLength) return false;
  for (const char c : text) {
    if (c < 0x20 || c > 0x7e) return false;
  }
  return true;
}

}  // namespace

Authenticator::Authenticator(const runtime::Secrets& secrets)
    : desk_bearer_("Bearer " + secrets.desk_credential), service_bearer_("Bearer " + secrets.service_credential) {}

domain::Result<Actor> Authenticator::ActorOf(const grpc::ServerContextBase& context) const {
  const std::string_view bearer = ValueOf(context, "authorization");
  const bool is_service = SameSecret(bearer, service_bearer_);
  if (!is_service && !SameSecret(bearer, desk_bearer_)) {
    return domain::Refusal{
        domain::Reason::kNotSignedIn, "Not signed in: this call carries no valid credential of this installation.", {}};
  }
  Actor actor;
  actor.is_service = is_service;
  actor.person = ValueOf(context, "krul-person");
  actor.branch = ValueOf(context, "krul-branch");
  actor.desk = ValueOf(context, "krul-desk");
  if (!IsIdOrEmpty(actor.person))
    return domain::InvalidField("krul-person", domain::FaultCode::kNotAnId, {{"maximum", domain::limits::kIdLength}});
  if (!IsIdOrEmpty(actor.branch))
    return domain::InvalidField("krul-branch", domain::FaultCode::kNotAnId, {{"maximum", domain::limits::kIdLength}});
  if (!IsDeskName(actor.desk))
    return domain::InvalidField("krul-desk", domain::FaultCode::kNotPrintable,
                                {{"maximum", domain::limits::kIdLength}});
  return actor;
}

void PresentAsService(grpc::ClientContext& context, const runtime::Secrets& secrets, const std::string& service) {
  context.AddMetadata("authorization", "Bearer " + secrets.service_credential);
  context.AddMetadata("krul-person", service);
}

}  // namespace krul::rpc
