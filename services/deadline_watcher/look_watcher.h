// Looks at every callback whose next look has come. The index of looks is part of the same commit as the record, so
// nothing fires early, each look fires once however many watchers there are (of two that try, one commits and the other
// finds nothing left to do), and what passed while none was running fires when one returns.
#pragma once
#include <chrono>
#include <map>

#include "services/changes/callback_changes.h"
#include "services/rpc/assignment_client.h"
#include "services/runtime/event_loop.h"
#include "services/runtime/metrics.h"

namespace krul::deadline_watcher {

class LookWatcher {
 public:
  struct Deps {
    store::CallbackStore& callbacks;
    directory::Directory& directory;
    rpc::AssignmentClient& assignment;
    runtime::EventLoop& loop;
    runtime::Metrics& metrics;
  };
  explicit LookWatcher(const Deps& deps);

  void Start();
  void Stop() { running_ = false; }

 private:
  using Clock = std::chrono::steady_clock;
  runtime::Task<bool> Run();
  // Answers whether the shard has more that is due.
  runtime::Task<bool> WatchShard(int shard);
  runtime::Task<bool> LookAt(store::CallbackId id);
  bool BacksOff(const store::CallbackId& id);

  Deps deps_;
  changes::CallbackChanges changes_;
  prometheus::Counter& fired_;
  prometheus::Counter& failed_;
  prometheus::Gauge& oldest_;
  domain::Millis oldest_age_{0};  // of this round
  // Records that could not be decided, until when they are left alone; so that one blocks nobody.
  std::map<store::CallbackId, Clock::time_point> backing_off_;
  bool running_ = false;
};

}  // namespace krul::deadline_watcher
