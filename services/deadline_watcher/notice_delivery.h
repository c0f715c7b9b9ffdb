// Tells people: empties the outbox. A notice is part of the commit that caused it and leaves the outbox when it was
// handed over, so it is told at least once. The desk is the only channel so far: the shard's stream, which Watch passes
// on.
#pragma once
#include "services/runtime/event_loop.h"
#include "services/runtime/metrics.h"
#include "services/store/callback_store.h"

namespace krul::deadline_watcher {

class NoticeDelivery {
 public:
  NoticeDelivery(store::CallbackStore& callbacks, runtime::EventLoop& loop, runtime::Metrics& metrics);
  void Start();
  void Stop() { running_ = false; }

 private:
  runtime::Task<bool> Run();
  runtime::Task<bool> DeliverShard(int shard);

  store::CallbackStore& callbacks_;
  runtime::EventLoop& loop_;
  prometheus::Counter& delivered_;
  bool running_ = false;
};

}  // namespace krul::deadline_watcher
