// Where the open callbacks of a phone number are found, in two places instead of one for each shard: in the branch's
// own shard, exactly, with the record's commit; and of all branches in the number's own shard, as a hint. A hint is
// written beside the commit that opens a callback; one that is left where nothing is open any more is passed by, and
// taken away once the callback is closed.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "services/domain/callback/callback.h"
#include "services/runtime/task.h"
#include "services/store/callback_indexes.h"
#include "services/store/record_store.h"

namespace krul::store {

class OpenNumbers {
 public:
  OpenNumbers(RecordStore& records, const IndexSecret& secret) : records_(records), secret_(secret) {}

  // "branch/id" of those that may be open, each once; at most limits::kSameNumber of each place.
  runtime::Task<Result<std::vector<std::string>>> Of(std::string e164, std::string branch);

  // The hint that must stand once `after` is saved; nothing: none, or it stands already.
  std::optional<Change> HintOf(const domain::CallbackRecord& before, const domain::CallbackRecord& after) const;
  // Tries again what HintOf asked for and the store refused.
  runtime::Task<Result<Done>> Repair(Change hint);
  // Takes the hint away of what was open and is closed now, unless it was opened again meanwhile.
  runtime::Task<Result<Done>> Forget(domain::CallbackRecord was_open);

 private:
  Change HintFor(const domain::CallbackRecord& record) const;
  runtime::Task<Result<CommitOutcome>> Commit(Change change);

  RecordStore& records_;
  const IndexSecret& secret_;
};

}  // namespace krul::store
