#include "services/store/shard_loops.h"

#include "services/domain/limits.h"

namespace krul::store {
using runtime::Task;

ShardLoops::ShardLoops(Deps deps)
    : deps_(std::move(deps)), net_({deps_.loop, deps_.borders, deps_.name, [this]() -> Task<Rest> {
                                      WakeAll();
                                      co_return Rest::For(domain::limits::kSafetyNet);
                                    }}) {
  for (int shard = 0; shard < domain::limits::kShards; ++shard) {
    shards_.push_back(std::make_unique<runtime::Periodic>(
        runtime::Periodic::Deps{deps_.loop, deps_.borders, deps_.name + " of shard " + std::to_string(shard),
                                [this, shard] { return deps_.round(shard); }}));
  }
}

void ShardLoops::Start() {
  listening_ = deps_.records.Listen([this](const Wake& wake) {
    if (deps_.concerns(wake)) shards_[static_cast<std::size_t>(wake.shard)]->Wake();
  });
  for (const auto& shard : shards_) shard->Start();
  net_.Start();
}

void ShardLoops::Stop() {
  listening_.reset();
  net_.Stop();
  for (const auto& shard : shards_) shard->Stop();
}

void ShardLoops::WakeAll() {
  for (const auto& shard : shards_) shard->Wake();
}

}  // namespace krul::store
