// Reading a shard's stream of events: whether a position still continues it. XREAD would not tell: it silently goes on
// past what was trimmed, and waits forever for an id that lies ahead of the stream.
#pragma once
#include <hiredis/hiredis.h>

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "services/store/record_store.h"

namespace krul::store {

// An entry of a stream of Redis.
struct StreamId {
  std::uint64_t millis = 0;
  std::uint64_t sequence = 0;
  auto operator<=>(const StreamId&) const = default;

  std::string ToRedis() const;     // "5-0"
  std::string ToPosition() const;  // padded, so that positions are ordered as text
};
std::optional<StreamId> ParseStreamId(std::string_view text);  // either form

// What was asked of the stream.
struct TailRequest {
  std::string epoch;
  std::string position;

  // The first id of XRANGE: what comes after the position. A position that is malformed reads nothing of use; it is a
  // gap.
  std::string RangeStart() const;
};

// The replies, taken in one transaction, to GET of the epoch, XINFO STREAM and XRANGE. nullopt: the shard has no epoch
// yet.
Result<std::optional<Events>> EventsOf(const TailRequest& request, const redisReply* transaction);
// The position of the last event, of the reply to XINFO STREAM.
Result<std::string> StreamEndOf(const redisReply* info);

}  // namespace krul::store
