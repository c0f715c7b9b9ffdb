// Gives every noted callback to somebody. It reads the index of the unassigned, which is part of the same commit as the
// record: so nothing is forgotten when assignment was down, and of two assigners only one commits.
#pragma once
#include "services/assignment/workload_counts.h"
#include "services/directory/callback_changes.h"
#include "services/runtime/event_loop.h"
#include "services/runtime/metrics.h"

namespace krul::assignment {

class Assigner {
 public:
  struct Deps {
    store::CallbackStore& callbacks;
    directory::Directory& directory;
    WorkloadCounts& workloads;
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

  Deps deps_;
  directory::CallbackChanges changes_;
  prometheus::Counter& assigned_;
  prometheus::Counter& failed_;
  bool running_ = false;
};

}  // namespace krul::assignment
