// Opens the review rounds at the moments of each branch, and looks at those that were not held. Which rounds there must
// be follows from the firm file and the clock alone, and a round's id from its moment: so each is opened once, however
// many keepers there are, and one that was missed while none was running is opened when one returns.
#pragma once
#include <map>
#include <string>

#include "services/directory/directory.h"
#include "services/runtime/event_loop.h"
#include "services/runtime/metrics.h"
#include "services/store/callback_store.h"
#include "services/store/round_store.h"

namespace krul::deadline_watcher {

class RoundKeeper {
 public:
  struct Deps {
    store::CallbackStore& callbacks;
    store::RoundStore& rounds;
    directory::Directory& directory;
    runtime::EventLoop& loop;
    runtime::Metrics& metrics;
  };
  explicit RoundKeeper(const Deps& deps);
  void Start();
  void Stop() { running_ = false; }

 private:
  runtime::Task<bool> Run();
  runtime::Task<bool> OpenDue(directory::FirmPointer firm, domain::Instant now);
  runtime::Task<bool> Open(directory::FirmPointer firm, const domain::Branch& branch, domain::ReviewMoment moment);
  runtime::Task<bool> LookAtShard(directory::FirmPointer firm, int shard);

  Deps deps_;
  prometheus::Counter& opened_;
  prometheus::Counter& not_held_;
  std::int64_t firm_version_ = 0;                // that of next_
  std::map<std::string, domain::Instant> next_;  // by branch: nothing is to be opened before
  bool running_ = false;
};

}  // namespace krul::deadline_watcher
