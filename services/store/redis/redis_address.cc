#include "services/store/redis/redis_address.h"

#include <charconv>

namespace krul::store {

domain::Result<RedisAddress> ParseRedisAddress(std::string_view address) {
  constexpr std::string_view kUnix = "unix:", kTcp = "tcp://";
  const domain::Refusal refusal = domain::InvalidField("redis.address", domain::FaultCode::kNotAnAddress);
  RedisAddress parsed;
  if (address.starts_with(kUnix)) {
    parsed.socket_path = address.substr(kUnix.size());
    if (!parsed.socket_path.starts_with('/')) return refusal;
    return parsed;
  }
  if (!address.starts_with(kTcp)) return refusal;
  address.remove_prefix(kTcp.size());
  const std::size_t colon = address.rfind(':');
  if (colon == std::string_view::npos) return refusal;
  std::string_view host = address.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  const std::string_view port = address.substr(colon + 1);
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), parsed.port);
  if (host.empty() || error != std::errc{} || end != port.data() + port.size()) return refusal;
  if (parsed.port < 1 || parsed.port > 65535) return refusal;
  parsed.host = host;
  return parsed;
}

}  // namespace krul::store
