// One loop for each shard, so that what one shard waits for holds up no other; woken by what commits tell, and once
// every limits::kSafetyNet all the same. On the loop thread.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "services/runtime/periodic.h"
#include "services/store/wakes.h"

namespace krul::store {

class ShardLoops {
 public:
  using Rest = runtime::Periodic::Rest;
  struct Deps {
    RecordStore& records;
    runtime::EventLoop& loop;
    runtime::Borders& borders;
    std::string name;
    std::function<bool(const Wake&)> concerns;  // whether a wake is worth a round of its shard
    std::function<runtime::Task<Rest>(int shard)> round;
  };
  explicit ShardLoops(Deps deps);

  void Start();
  void Stop();
  void WakeShard(int shard) { shards_[static_cast<std::size_t>(shard)]->Wake(); }
  void WakeAll();
  bool running() const { return net_.running(); }

 private:
  Deps deps_;
  std::vector<std::unique_ptr<runtime::Periodic>> shards_;
  runtime::Periodic net_;  // wakes them together, so that they ask the store in one go
  std::shared_ptr<void> listening_;
};

}  // namespace krul::store
