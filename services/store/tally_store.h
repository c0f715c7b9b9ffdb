// Reads what the commits have counted for reports. Called on the loop thread.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "services/domain/report/tally.h"
#include "services/runtime/task.h"
#include "services/store/callback_indexes.h"
#include "services/store/record_store.h"

namespace krul::store {

// A person is known by a hash here; `HashOf` tells whose it is.
struct StoredTally {
  std::int64_t day = 0;  // local date of noting, in days since 1970
  domain::TallyCount tally;
};

class TallyStore {
 public:
  TallyStore(RecordStore& records, const IndexSecret& secret) : records_(records), secret_(secret) {}

  // All that was counted of callbacks noted at a branch on the days `first` to `last`.
  runtime::Task<Result<std::vector<StoredTally>>> Days(std::string branch, std::int64_t first, std::int64_t last);
  // How many of those are open, by the day on which they were noted.
  runtime::Task<Result<std::map<std::int64_t, std::int64_t>>> OpenByDay(std::string branch, std::int64_t first,
                                                                        std::int64_t last);
  std::string HashOf(const std::string& person) const { return indexes::PersonHash(secret_, person); }

 private:
  RecordStore& records_;
  IndexSecret secret_;
};

}  // namespace krul::store
