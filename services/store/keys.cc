#include "services/store/keys.h"

#include <cstdint>

#include "services/domain/limits.h"

namespace krul::store {

int ShardOf(std::string_view branch) {
  std::uint64_t hash = 14695981039346656037U;
  for (const char c : branch) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 1099511628211U;
  }
  return static_cast<int>(hash % domain::limits::kShards);
}

LookKind LookKindOf(std::string_view record_id) {
  return record_id.starts_with("rounds/") ? LookKind::kRound : LookKind::kCallback;
}

namespace keys {
namespace {

std::string OfShard(int shard, std::string_view rest, std::string_view name = {}) {
  std::string key = "krul:{" + std::to_string(shard) + "}:";
  key.append(rest).append(name);
  return key;
}

}  // namespace

std::string Records(int shard) { return OfShard(shard, "rec"); }
std::string Looks(int shard, LookKind kind) {
  return OfShard(shard, kind == LookKind::kRound ? "looks:rounds" : "looks");
}
std::string Index(int shard, std::string_view name) { return OfShard(shard, "index:", name); }
std::string Table(int shard, std::string_view name) { return OfShard(shard, "table:", name); }
std::string Events(int shard) { return OfShard(shard, "events"); }
std::string Epoch(int shard) { return OfShard(shard, "epoch"); }
std::string Wakes(int shard) { return OfShard(shard, "wakes"); }

}  // namespace keys
}  // namespace krul::store
