#include "services/runtime/secrets.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>

namespace krul::runtime {
namespace {
using domain::Done;
using domain::Reason;
using domain::Refusal;
using domain::Result;

std::string Hex(const Key& key) {
  char hex[2 * sizeof(Key) + 1];
  return sodium_bin2hex(hex, sizeof hex, key.data(), key.size());
}

Key Derive(const Key& secret, std::uint64_t number) {
  Key key;
  crypto_kdf_derive_from_key(key.data(), key.size(), number, "krulkeys", secret.data());
  return key;
}

Refusal CannotWrite(const std::string& path) {
  return {Reason::kInternal, "Cannot write " + path + ": " + std::strerror(errno) + ".", {}};
}

}  // namespace

Result<Secrets> ReadSecrets(const std::string& path) {
  if (sodium_init() < 0) return Refusal{Reason::kInternal, "The cryptographic library does not start.", {}};
  std::ifstream file(path);
  std::string hex;
  if (!(file >> hex))
    return Refusal{Reason::kInternal, "Cannot read the secret file " + path + ": " + std::strerror(errno) + ".", {}};
  Key secret;
  std::size_t length = 0;
  const char* end = nullptr;
  const bool parsed = sodium_hex2bin(secret.data(), secret.size(), hex.data(), hex.size(), nullptr, &length, &end) == 0;
  if (!parsed || length != secret.size() || end != hex.data() + hex.size()) {
    return Refusal{Reason::kInternal,
                   "The secret file " + path + " must hold 64 hexadecimal digits, as openssl rand -hex 32 makes them.",
                   {}};
  }
  return Secrets{Hex(Derive(secret, 1)), Hex(Derive(secret, 2)), Derive(secret, 3), Derive(secret, 4),
                 Derive(secret, 5)};
}

Result<Done> EnsureSecretFile(const std::string& path) {
  if (sodium_init() < 0) return Refusal{Reason::kInternal, "The cryptographic library does not start.", {}};
  if (access(path.c_str(), F_OK) == 0) return Done{};
  Key secret;
  randombytes_buf(secret.data(), secret.size());
  return WritePrivateFile(path, Hex(secret) + "\n");
}

Result<Done> WritePrivateFile(const std::string& path, const std::string& text) {
  const std::string fresh = path + ".new";
  const int file = open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) return CannotWrite(path);
  const bool written = write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && fsync(file) == 0;
  close(file);
  if (!written || rename(fresh.c_str(), path.c_str()) != 0) return CannotWrite(path);
  return Done{};
}

}  // namespace krul::runtime
