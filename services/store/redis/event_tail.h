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

// A shard's epoch is the life of its data (store_life.h), and the last failover that it went
// through: a replica that was promoted may lack the last events, and gives their positions to others. What is stored
// survives a restart that kept its log.
struct StoredEpoch {
  std::string life;
  std::string failover;  // "": none

  std::string Text() const { return failover.empty() ? life : life + "." + failover; }
};
StoredEpoch ParseEpoch(std::string_view text);
// Of INFO replication: where this server left the history of another when it was promoted; "": it never was, or is no
// primary now.
std::string FailoverOf(std::string_view info);

// What the replies, taken in one transaction, to INFO replication, GET of the epoch, XINFO STREAM and XRANGE tell.
struct TailAnswer {
  Events events;
  std::optional<StoredEpoch> store_epoch;  // this must be stored first; then ask again
  bool other_life = false;                 // than `life`: nothing of it can be believed
};
Result<TailAnswer> TailOf(const TailRequest& request, const std::string& life, const redisReply* transaction);
// The position of the last event, of the reply to XINFO STREAM.
Result<std::string> StreamEndOf(const redisReply* info);

}  // namespace krul::store
