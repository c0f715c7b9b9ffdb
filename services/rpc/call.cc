#include "services/rpc/call.h"

#include <sodium.h>

#include <cstring>

namespace krul::rpc {

std::uint64_t ContentHash(const google::protobuf::Message& message) {
  const std::string bytes = message.SerializeAsString();  // no maps in requests: the same bytes for equal messages
  unsigned char hash[16];
  crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), nullptr, 0);
  std::uint64_t number;
  std::memcpy(&number, hash, sizeof number);
  return number;
}

}  // namespace krul::rpc
