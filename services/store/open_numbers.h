// Where the open callbacks of a phone number are found, in two places instead of one for each shard: in the branch's
// own shard, exactly, with the record's commit; and of all branches in the number's own shard, as a hint. A hint is
// written beside the commit that opens a callback, and nobody waits for it. That commit leaves a mark in the branch's
// shard, as does one after which a hint must go; marks are settled soon after (deadline_watcher/hint_keeper), by
// whoever is there. Until then a hint may be missing, or lead where nothing is open, which every reader passes by.
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
  // Adds to the commit of `after` the marks of the hints that must come and go with it.
  void Mark(const domain::CallbackRecord& before, const domain::CallbackRecord& after, Change& change) const;

  // Those of a shard that are not settled, in no order that means anything.
  runtime::Task<Result<std::vector<std::string>>> Marks(int shard, std::size_t offset, std::size_t limit);
  // Makes the hint what the callback wants that it is of, whatever came of it since the mark; then the mark goes. What
  // is refused is to be settled again.
  runtime::Task<Result<Done>> Settle(int shard, std::string mark);

 private:
  // In the index of hints: prefix of the hashed number + branch/id.
  std::string MemberOf(const domain::CallbackRecord& record) const;
  runtime::Task<Result<bool>> HintStands(std::string member);
  runtime::Task<Result<Done>> FollowRecord(int shard, std::string member);
  runtime::Task<Result<Done>> Commit(Change change);

  RecordStore& records_;
  const IndexSecret& secret_;
};

}  // namespace krul::store
