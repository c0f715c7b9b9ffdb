#include "services/store/redis/store_life.h"

#include <random>

#include "services/runtime/log.h"
#include "services/store/keys.h"
#include "services/store/redis/event_tail.h"
#include "services/store/redis/redis_replies.h"

namespace krul::store {
namespace {

std::string NewLife() {
  std::random_device random;
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string life;
  for (int i = 0; i < 32; ++i) life.push_back(kDigits[random() % kDigits.size()]);
  return life;
}

bool IsNothing(const redisReply* reply) { return reply != nullptr && reply->type == REDIS_REPLY_NIL; }

}  // namespace

void StoreLife::Learn() {
  if ((known_ | asked_).all()) return;
  for (std::size_t shard = 0; shard < lives_.size(); ++shard) {
    if (known_[shard] || asked_[shard]) continue;
    asked_[shard] = true;
    const std::string life = NewLife();
    // Of processes that begin together the first one's stands.
    connection_.Send({"SET", keys::Epoch(static_cast<int>(shard)), life, "NX", "GET"},
                     [this, shard, life](const redisReply* reply) {
                       asked_[shard] = false;
                       const auto found = BytesOf(reply);
                       if (!found && !IsNothing(reply)) return;
                       lives_[shard] = found ? ParseEpoch(*found).life : life;
                       known_[shard] = true;
                     });
  }
}

void StoreLife::Check(int shard) {
  connection_.Send({"GET", keys::Epoch(shard)}, [this, shard](const redisReply* reply) {
    const auto found = BytesOf(reply);
    if (Of(shard).empty() || (!found && !IsNothing(reply))) return;
    if (found && ParseEpoch(*found).life == Of(shard)) return FoundSame(shard);
    FoundOther(shard);
  });
}

void StoreLife::CheckAll() {
  for (int shard = 0; shard < domain::limits::kShards; ++shard) Check(shard);
}

void StoreLife::FoundOther(int shard) {
  const bool was_lost = lost();
  other_[static_cast<std::size_t>(shard)] = true;
  if (was_lost) return;
  runtime::Log(runtime::Severity::kError,
               "the store is not the one that this service began with: it came back without its data, or another Redis "
               "answers at its address; nothing is read or written",
               {{"remedy",
                 "give Redis its data back, and the services go on; or, to begin with what it holds now, restart all "
                 "of them"}});
}

void StoreLife::FoundSame(int shard) {
  if (!lost()) return;
  other_[static_cast<std::size_t>(shard)] = false;
  if (!lost()) runtime::Log(runtime::Severity::kInfo, "the store has the data again that this service began with");
}

domain::Refusal StoreLife::Lost() {
  return {domain::Reason::kStoreUnavailable,
          "The store lost its data: nothing is promised until whoever runs it has put that right.",
          {}};
}

}  // namespace krul::store
