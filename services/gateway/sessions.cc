#include "services/gateway/sessions.h"

#include <sodium.h>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "services/gateway/limits.h"
#include "services/runtime/sealed_token.h"
#include "services/runtime/tokens.pb.h"

namespace krul::gateway {
namespace {
using std::chrono::system_clock;

constexpr absl::string_view kCookie = "krul_session";
// SameSite=Strict: no page elsewhere makes a request that carries it. HttpOnly: no script reads it.
constexpr absl::string_view kAttributes = "; Path=/; HttpOnly; SameSite=Strict; Max-Age=";

std::int64_t Seconds(system_clock::time_point at) {
  return std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count();
}

}  // namespace

Sessions::Sessions(const runtime::Secrets& secrets, bool needs_credential)
    : key_(secrets.session_key), credential_(secrets.desk_credential), needs_credential_(needs_credential) {}

bool Sessions::Admits(const std::string& credential) const {
  if (!needs_credential_) return true;
  return credential.size() == credential_.size() &&
         sodium_memcmp(credential.data(), credential_.data(), credential_.size()) == 0;
}

std::string Sessions::SetCookie(const Session& session, system_clock::time_point now) const {
  token::Session token;
  token.set_until_s(Seconds(now + limits::kSessionLife));
  token.set_person(session.person);
  token.set_branch(session.branch);
  token.set_desk(session.desk);
  return absl::StrCat(kCookie, "=", runtime::SealToken(token, key_), kAttributes,
                      std::chrono::seconds(limits::kSessionLife).count());
}

std::string Sessions::ClearCookie() const { return absl::StrCat(kCookie, "=", kAttributes, 0); }

std::optional<Session> Sessions::Read(const std::string& cookies, system_clock::time_point now) const {
  for (absl::string_view cookie : absl::StrSplit(cookies, ';')) {
    cookie = absl::StripAsciiWhitespace(cookie);
    if (!absl::ConsumePrefix(&cookie, kCookie) || !absl::ConsumePrefix(&cookie, "=")) continue;
    token::Session token;
    // One that another installation of this host set, beside ours, is passed over.
    if (!runtime::OpenToken(std::string(cookie), key_, token) || token.until_s() < Seconds(now)) continue;
    return Session{token.person(), token.branch(), token.desk()};
  }
  return std::nullopt;
}

}  // namespace krul::gateway
