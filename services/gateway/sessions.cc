#include "services/gateway/sessions.h"

#include <sodium.h>

#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "services/gateway/limits.h"

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

std::string Sessions::Tag(const std::string& text) const {
  std::string tag(crypto_generichash_BYTES, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(tag.data()), tag.size(),
                     reinterpret_cast<const unsigned char*>(text.data()), text.size(), key_.data(), key_.size());
  return tag;
}

std::string Sessions::SetCookie(const Session& session, system_clock::time_point now) const {
  // The desk's name comes last, for it may hold a bar.
  const std::string text =
      absl::StrCat(Seconds(now + limits::kSessionLife), "|", session.person, "|", session.branch, "|", session.desk);
  return absl::StrCat(kCookie, "=", absl::WebSafeBase64Escape(Tag(text) + text), kAttributes,
                      std::chrono::seconds(limits::kSessionLife).count());
}

std::string Sessions::ClearCookie() const { return absl::StrCat(kCookie, "=", kAttributes, 0); }

std::optional<Session> Sessions::Read(const std::string& cookies, system_clock::time_point now) const {
  for (absl::string_view cookie : absl::StrSplit(cookies, ';')) {
    cookie = absl::StripAsciiWhitespace(cookie);
    if (!absl::ConsumePrefix(&cookie, kCookie) || !absl::ConsumePrefix(&cookie, "=")) continue;
    std::string bytes;
    // One that another installation of this host set, beside ours, is passed over.
    if (!absl::WebSafeBase64Unescape(cookie, &bytes)) continue;
    if (bytes.size() < crypto_generichash_BYTES) continue;
    const std::string text = bytes.substr(crypto_generichash_BYTES);
    if (sodium_memcmp(Tag(text).data(), bytes.data(), crypto_generichash_BYTES) != 0) continue;
    const std::vector<std::string> parts = absl::StrSplit(text, absl::MaxSplits('|', 3));
    std::int64_t until = 0;
    if (parts.size() != 4 || !absl::SimpleAtoi(parts[0], &until) || until < Seconds(now)) continue;
    return Session{parts[1], parts[2], parts[3]};
  }
  return std::nullopt;
}

}  // namespace krul::gateway
