// Gives every noted callback to somebody. It reads the index of the unassigned, which is part of the same commit as the
// record: so nothing is forgotten when assignment was down, and of two assigners only one commits. What waits in a
// pool it gives to whoever comes back.
#pragma once
#include <chrono>
#include <set>
#include <string>

#include "services/assignment/firm_follower.h"
#include "services/assignment/workload_counts.h"
#include "services/changes/callback_changes.h"
#include "services/runtime/event_loop.h"
#include "services/runtime/metrics.h"

namespace krul::assignment {

class Assigner {
 public:
  struct Deps {
    store::CallbackStore& callbacks;
    directory::Directory& directory;
    WorkloadCounts& workloads;
    FirmFollower& follower;
    runtime::EventLoop& loop;
    runtime::Metrics& metrics;
  };
  explicit Assigner(const Deps& deps);

  void Start();
  void Stop() { running_ = false; }

 private:
  runtime::Task<bool> Run();
  // Answers whether the shard may have more.
  runtime::Task<bool> AssignShard(int shard);
  runtime::Task<bool> AssignOne(store::CallbackId id);
  // Those that went to the pool because nobody was there, once somebody has come back.
  runtime::Task<bool> AssignFromPool();

  Deps deps_;
  changes::CallbackChanges changes_;
  prometheus::Counter& assigned_;
  prometheus::Counter& failed_;
  std::set<std::string> away_;  // as of the last look at the pool
  std::int64_t firm_version_ = 0;
  bool pooled_since_ = false;  // something: whoever it might have been for may have come back just before
  std::chrono::steady_clock::time_point pool_looked_at_{};
  bool running_ = false;
};

}  // namespace krul::assignment
