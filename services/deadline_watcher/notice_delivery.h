// Tells people: empties the outbox. A notice is part of the commit that caused it and leaves the outbox when it was
// handed over, so it is told at least once. The desk is the only channel so far: the shard's stream, which Watch passes
// on.
#pragma once
#include "services/runtime/borders.h"
#include "services/runtime/event_loop.h"
#include "services/runtime/metrics.h"
#include "services/store/callback_store.h"
#include "services/store/shard_loops.h"

namespace krul::deadline_watcher {

class NoticeDelivery {
 public:
  struct Deps {
    store::CallbackStore& callbacks;
    runtime::EventLoop& loop;
    runtime::Metrics& metrics;
    runtime::Borders& borders;
  };
  explicit NoticeDelivery(const Deps& deps);
  void Start() { loops_.Start(); }
  void Stop() { loops_.Stop(); }

 private:
  using Rest = store::ShardLoops::Rest;
  runtime::Task<Rest> DeliverShard(int shard);

  store::CallbackStore& callbacks_;
  prometheus::Counter& delivered_;
  store::ShardLoops loops_;
};

}  // namespace krul::deadline_watcher
