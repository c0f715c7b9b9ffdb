// The only place that names keys of Redis, and that says which shard a branch belongs to.
//
// The braces are Redis Cluster's hash tag: all keys of a shard live on one node, so a commit is one script.
#pragma once
#include <string>
#include <string_view>

namespace krul::store {

// The shard of a branch: FNV-1a of 64 bits over its id, modulo limits::kShards. Records lie where this function said
// when they were written, so it and kShards never change; a golden test holds it. Scaling moves whole shards between
// nodes instead.
int ShardOf(std::string_view branch);

// Looks of each kind lie in an order of their own, so that one kind never stands before the other.
enum class LookKind { kCallback, kRound };
// By what the id of a record begins with: rounds/, or anything else.
LookKind LookKindOf(std::string_view record_id);

namespace keys {

std::string Records(int shard);                       // hash: id -> "version\nbytes"
std::string Looks(int shard, LookKind kind);          // sorted set: id by the instant of its next look
std::string Index(int shard, std::string_view name);  // sorted set
std::string Table(int shard, std::string_view name);  // hash
std::string Events(int shard);                        // stream: one field "e"
std::string Epoch(int shard);                         // string: names this life of the stream (redis/event_tail)
std::string Wakes(int shard);                         // channel: what commits tell at once

// Table of shard 0: what a probe of the write path writes.
inline constexpr char kProbe[] = "probe";
// Added to the clock of Redis where time can be moved; in no shard, because there is one clock.
inline constexpr std::string_view kTimeOffset = "krul:time_offset_ms";

}  // namespace keys
}  // namespace krul::store
