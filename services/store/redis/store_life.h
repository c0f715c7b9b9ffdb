// Whether what Redis holds is still what this process began with. Each shard has a life, a random name in its epoch
// (event_tail.h), made with its data and gone with them. A process learns the lives at its start, and gives one to a
// shard that has none: that is how a new store begins. If one is gone later, or another, then Redis came back without
// its data or another Redis answers, and neither "there is no firm" nor a new promise would be true: nothing is read or
// written until the lives are there again, or this process is started anew.
//
// On the loop thread.
#pragma once
#include <array>
#include <bitset>
#include <memory>
#include <string>

#include "services/domain/limits.h"
#include "services/store/record_store.h"
#include "services/store/redis/redis_connection.h"

namespace krul::store {

class StoreLife {
 public:
  explicit StoreLife(RedisConnection& connection) : connection_(connection) {}  // which outlives it
  StoreLife(const StoreLife&) = delete;

  // Asks for the lives that are not known yet, if there are any: they are once a command is answered that is sent on
  // the same connection after this.
  void Learn();
  bool known() const { return known_.all(); }
  // "": not known yet.
  const std::string& Of(int shard) const { return lives_.at(static_cast<std::size_t>(shard)); }

  // Asks whether the shard still has its life: what is answered after it is sent can be believed unless lost().
  void Check(int shard);
  void CheckAll();
  // It had not.
  void FoundOther(int shard);
  bool lost() const { return other_.any(); }
  // To whoever asks meanwhile.
  static domain::Refusal Lost();

 private:
  using Shards = std::bitset<domain::limits::kShards>;
  void FoundSame(int shard);

  RedisConnection& connection_;
  std::array<std::string, domain::limits::kShards> lives_;
  Shards known_, asked_, other_;
};

}  // namespace krul::store
