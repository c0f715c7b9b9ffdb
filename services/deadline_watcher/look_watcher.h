// Looks at every callback whose next look has come. The index of looks is part of the same commit as the record, so
// nothing fires early, each look fires once however many watchers there are (of two that try, one commits and the other
// finds nothing left to do), and what passed while none was running fires when one returns. Each shard sleeps until the
// earliest look it knows, and hears of earlier ones.
#pragma once
#include <array>
#include <chrono>
#include <optional>

#include "services/changes/callback_changes.h"
#include "services/domain/limits.h"
#include "services/rpc/assignment_port.h"
#include "services/runtime/borders.h"
#include "services/runtime/event_loop.h"
#include "services/runtime/metrics.h"
#include "services/runtime/work_through.h"
#include "services/store/shard_loops.h"

namespace krul::deadline_watcher {

class LookWatcher {
 public:
  struct Deps {
    store::CallbackStore& callbacks;
    directory::Directory& directory;
    rpc::AssignmentPort& assignment;
    runtime::EventLoop& loop;
    runtime::Metrics& metrics;
    runtime::Borders& borders;
  };
  explicit LookWatcher(const Deps& deps);

  void Start() { loops_.Start(); }
  void Stop() { loops_.Stop(); }

 private:
  using Clock = std::chrono::steady_clock;
  using Rest = store::ShardLoops::Rest;
  struct Shard {
    std::optional<domain::Instant> earliest;  // look that is known and not come; with those told during a round
    bool in_round = false;
    domain::Millis oldest_age{0};  // of what is due
    runtime::BackOffs<store::CallbackId> back_offs;
  };
  runtime::Task<Rest> WatchShard(int shard);
  runtime::Task<runtime::Worked> LookAt(store::CallbackId id);
  runtime::Task<runtime::Worked> Look(store::CallbackId id);
  // Whether it is earlier than what its shard waits for.
  bool Hear(const store::Wake& wake);
  // Until the shard's earliest look, by the store's clock as it was last read.
  std::chrono::milliseconds Wait(const Shard& shard) const;
  void TellOldest();

  Deps deps_;
  changes::CallbackChanges changes_;
  prometheus::Counter& fired_;
  prometheus::Counter& failed_;
  prometheus::Gauge& oldest_;
  std::array<Shard, domain::limits::kShards> shards_;
  domain::Instant now_{};     // the store's, when it was last read ...
  Clock::time_point now_at_;  // ... and when that was
  store::ShardLoops loops_;
};

}  // namespace krul::deadline_watcher
