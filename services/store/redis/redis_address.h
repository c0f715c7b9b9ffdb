// Where a Redis answers.
#pragma once
#include <string>
#include <string_view>

#include "services/domain/error.h"

namespace krul::store {

struct RedisAddress {
  std::string socket_path;  // not empty: a unix socket, and the rest does not matter
  std::string host;
  int port = 0;
};

// Reads `unix:/path` and `tcp://host:port`; an IPv6 host stands in brackets. kInvalidField otherwise.
domain::Result<RedisAddress> ParseRedisAddress(std::string_view address);

}  // namespace krul::store
