// The figures of all callbacks, read from the store every few seconds: open by status, promises kept and missed.
#pragma once
#include <map>

#include "services/directory/directory.h"
#include "services/runtime/event_loop.h"
#include "services/runtime/metrics.h"
#include "services/runtime/periodic.h"
#include "services/store/callback_store.h"

namespace krul::deadline_watcher {

class Figures {
 public:
  struct Deps {
    store::CallbackStore& callbacks;
    directory::Directory& directory;
    runtime::EventLoop& loop;
    runtime::Metrics& metrics;
    runtime::Borders& borders;
  };
  explicit Figures(const Deps& deps);
  void Start() { loop_.Start(); }
  void Stop() { loop_.Stop(); }

 private:
  runtime::Task<runtime::Periodic::Rest> Read();

  Deps deps_;
  prometheus::Gauge& on_track_;
  prometheus::Gauge& at_risk_;
  prometheus::Gauge& broken_;
  std::map<std::string, prometheus::Gauge*> judged_;
  runtime::Periodic loop_;
};

}  // namespace krul::deadline_watcher
