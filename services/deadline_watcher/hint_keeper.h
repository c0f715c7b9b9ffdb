// Settles what commits left marked: hints that lead to the open callbacks of a number (store/open_numbers), where their
// writer ended before it wrote them or could not reach the number's shard, and those of callbacks that are closed.
// Several may keep them: what one finds settled costs the other a look.
#pragma once
#include <string>

#include "services/runtime/borders.h"
#include "services/runtime/event_loop.h"
#include "services/runtime/periodic.h"
#include "services/runtime/work_through.h"
#include "services/store/callback_store.h"

namespace krul::deadline_watcher {

class HintKeeper {
 public:
  struct Deps {
    store::CallbackStore& callbacks;
    runtime::EventLoop& loop;
    runtime::Borders& borders;
  };
  explicit HintKeeper(const Deps& deps);
  void Start() { loop_.Start(); }
  void Stop() { loop_.Stop(); }

 private:
  using Rest = runtime::Periodic::Rest;
  runtime::Task<Rest> SettleAll();
  runtime::Task<bool> SettleShard(int shard);

  store::OpenNumbers& numbers_;
  runtime::Borders& borders_;
  runtime::BackOffs<std::string> back_offs_;
  runtime::Periodic loop_;
};

}  // namespace krul::deadline_watcher
