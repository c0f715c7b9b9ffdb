#include "clients/terminal/connection/identifiers.h"

#include <sodium.h>
#include <sys/random.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "absl/strings/str_format.h"
#include "absl/time/time.h"
#include "clients/terminal/text/failure.h"
#include "clients/terminal/text/wall_clock.h"

namespace krul::terminal {

namespace {

using Bytes = std::array<uint8_t, 16>;

std::string Written(Bytes bytes, uint8_t version) {
  bytes[6] = static_cast<uint8_t>((bytes[6] & 0x0F) | (version << 4));
  bytes[8] = static_cast<uint8_t>((bytes[8] & 0x3F) | 0x80);  // variant of RFC 9562
  std::string id;
  for (size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) id += '-';
    absl::StrAppendFormat(&id, "%02x", bytes[i]);
  }
  return id;
}

}  // namespace

std::string NewUuid() {
  Bytes bytes{};
  if (getentropy(bytes.data(), bytes.size()) != 0) {
    throw Failed("INTERNAL", "NO_RANDOMNESS", Told("terminal_error.no_randomness"));
  }
  const auto now_ms = static_cast<uint64_t>(absl::ToUnixMillis(OwnTime()));
  for (size_t i = 0; i < 6; ++i) bytes[i] = static_cast<uint8_t>(now_ms >> (8 * (5 - i)));
  return Written(bytes, 7);
}

std::string UuidOfContent(std::string_view content) {
  std::array<uint8_t, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const uint8_t*>(content.data()), content.size());
  Bytes bytes{};
  std::copy_n(hash.begin(), bytes.size(), bytes.begin());
  return Written(bytes, 8);
}

}  // namespace krul::terminal
