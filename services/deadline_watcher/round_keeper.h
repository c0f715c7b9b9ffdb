// Opens the review rounds at the moments of each branch, and looks at those that were not held. Which rounds there must
// be follows from the firm file and the clock alone, and a round's id from its moment: so each is opened once, however
// many keepers there are, and one that was missed while none was running is opened when one returns.
#pragma once
#include <array>
#include <map>
#include <string>

#include "services/changes/round_changes.h"
#include "services/domain/limits.h"
#include "services/runtime/event_loop.h"
#include "services/runtime/metrics.h"
#include "services/runtime/periodic.h"
#include "services/runtime/work_through.h"
#include "services/store/callback_store.h"
#include "services/store/round_store.h"
#include "services/store/shard_loops.h"

namespace krul::deadline_watcher {

class RoundKeeper {
 public:
  struct Deps {
    store::CallbackStore& callbacks;
    store::RoundStore& rounds;
    directory::Directory& directory;
    runtime::EventLoop& loop;
    runtime::Metrics& metrics;
    runtime::Borders& borders;
  };
  explicit RoundKeeper(const Deps& deps);
  void Start();
  void Stop();

 private:
  using Rest = runtime::Periodic::Rest;
  runtime::Task<Rest> OpenDue();
  runtime::Task<bool> Open(directory::FirmPointer firm, const domain::Branch& branch, domain::ReviewMoment moment);
  runtime::Task<Rest> LookAtShard(int shard);
  runtime::Task<runtime::Worked> LookAt(store::RoundId id);
  runtime::Task<runtime::Worked> Look(store::RoundId id);

  Deps deps_;
  changes::RoundChanges changes_;
  prometheus::Counter& opened_;
  prometheus::Counter& not_held_;
  std::int64_t firm_version_ = 0;                // that of next_
  std::map<std::string, domain::Instant> next_;  // by branch: nothing is to be opened before
  std::array<runtime::BackOffs<store::RoundId>, domain::limits::kShards> back_offs_;
  runtime::Periodic opening_;
  store::ShardLoops looks_;
};

}  // namespace krul::deadline_watcher
