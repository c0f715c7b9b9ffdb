// One secret file per installation, shared by its services; every key is derived from it, so none is ever stored or
// sent beside it.
#pragma once
#include <array>
#include <string>

#include "services/domain/error.h"

namespace krul::runtime {

using Key = std::array<unsigned char, 32>;

struct Secrets {
  std::string desk_credential;     // what a desk of a loopback install presents; hex
  std::string service_credential;  // what services present to each other; hex
  Key quote_key{};                 // signs quotes
  Key index_key{};                 // hashes phone numbers and ids of people in key names
  Key session_key{};               // signs the cookies of the web desk
};

// The file holds 64 hexadecimal digits. Refused with a sentence for the operator when it cannot be read or is no such
// thing.
domain::Result<Secrets> ReadSecrets(const std::string& path);

// Makes the file with fresh random content, readable by its owner only; leaves one that exists.
domain::Result<domain::Done> EnsureSecretFile(const std::string& path);
// Writes text readable by its owner only, replacing what is there at once.
domain::Result<domain::Done> WritePrivateFile(const std::string& path, const std::string& text);

}  // namespace krul::runtime
