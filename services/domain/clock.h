// Instants and spans. The domain never reads a clock: `now` is an argument, and it is the store's time.
#pragma once
#include <chrono>
#include <limits>

namespace krul::domain {

using Millis = std::chrono::milliseconds;
using Instant = std::chrono::sys_time<Millis>;  // UTC, milliseconds since 1970

inline constexpr Instant kNever = Instant(Millis(std::numeric_limits<std::int64_t>::max()));

constexpr std::int64_t ToMillis(Instant at) { return at.time_since_epoch().count(); }
constexpr Instant FromMillis(std::int64_t ms) { return Instant(Millis(ms)); }

}  // namespace krul::domain
