#include "services/runtime/sealed_token.h"

#include <sodium.h>

#include "absl/strings/escaping.h"

namespace krul::runtime {
namespace {

constexpr std::size_t kTagBytes = crypto_generichash_BYTES;

// Keyed BLAKE2b, which needs no HMAC around it.
std::string TagOf(std::string_view kind, std::string_view bytes, const Key& key) {
  std::string text(kind);
  text.push_back('\0');
  text.append(bytes);
  std::string tag(kTagBytes, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(tag.data()), tag.size(),
                     reinterpret_cast<const unsigned char*>(text.data()), text.size(), key.data(), key.size());
  return tag;
}

}  // namespace

std::string SealToken(const google::protobuf::MessageLite& token, const Key& key) {
  const std::string bytes = token.SerializeAsString();
  return absl::WebSafeBase64Escape(TagOf(token.GetTypeName(), bytes, key) + bytes);
}

bool OpenToken(const std::string& sealed, const Key& key, google::protobuf::MessageLite& token) {
  std::string whole;
  if (!absl::WebSafeBase64Unescape(sealed, &whole) || whole.size() < kTagBytes) return false;
  const std::string_view bytes = std::string_view(whole).substr(kTagBytes);
  if (sodium_memcmp(TagOf(token.GetTypeName(), bytes, key).data(), whole.data(), kTagBytes) != 0) return false;
  return token.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
}

}  // namespace krul::runtime
