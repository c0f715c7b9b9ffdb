// Gives every noted callback to somebody. It reads the index of the unassigned, which is part of the same commit as the
// record: so nothing is forgotten when assignment was down, and of two assigners only one commits. What waits in a
// pool it gives to whoever comes back.
#pragma once
#include <array>
#include <set>
#include <string>

#include "services/assignment/firm_follower.h"
#include "services/assignment/workload_counts.h"
#include "services/changes/callback_changes.h"
#include "services/domain/limits.h"
#include "services/runtime/event_loop.h"
#include "services/runtime/metrics.h"
#include "services/runtime/periodic.h"
#include "services/runtime/work_through.h"
#include "services/store/shard_loops.h"

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
    runtime::Borders& borders;
  };
  explicit Assigner(const Deps& deps);

  void Start();
  void Stop();

 private:
  using Rest = runtime::Periodic::Rest;
  using BackOffs = runtime::BackOffs<store::CallbackId>;
  runtime::Task<Rest> AssignShard(int shard);
  enum class From { kUnassigned, kPool };
  runtime::Task<runtime::Worked> AssignOne(store::CallbackId id, From from);
  runtime::Task<runtime::Worked> Assign(store::CallbackId id, From from);
  // Those that went to the pool because nobody was there, once somebody has come back.
  runtime::Task<Rest> AssignFromPool();
  // Whether somebody may have come back since the pool was looked at.
  bool SomebodyCame(const domain::Firm& firm, domain::Instant now);
  runtime::Task<bool> AssignPoolOf(int shard);

  Deps deps_;
  changes::CallbackChanges changes_;
  prometheus::Counter& assigned_;
  prometheus::Counter& failed_;
  std::array<BackOffs, domain::limits::kShards> back_offs_;  // of the unassigned
  store::ShardLoops unassigned_;
  runtime::Periodic pool_;
  BackOffs pool_back_offs_;
  std::set<std::string> away_;  // as of the last look at the pool
  std::int64_t firm_version_ = 0;
  bool pooled_since_ = false;  // something: whoever it might have been for may have come back just before
  std::chrono::steady_clock::time_point pool_looked_at_{};
};

}  // namespace krul::assignment
