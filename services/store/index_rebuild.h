// Brings the indexes of a store to the order and names of this program. They follow from the records alone, so where
// they were written by a program that ordered them otherwise, each record's are written anew.
#pragma once
#include <cstdint>

#include "services/runtime/task.h"
#include "services/store/callback_indexes.h"
#include "services/store/record_store.h"

namespace krul::store {

// Grows whenever an index gets another name, member or score for the same record. It stands in each shard.
inline constexpr std::int64_t kIndexVersion = 4;

struct Rebuilt {
  std::int64_t records = 0;     // whose indexes were written anew; 0: all shards were of this version
  std::int64_t unreadable = 0;  // left as they are: damaged, or of a newer program
};

// Goes through the shards of another version, while others read and change records. Ended halfway it is begun anew: a
// shard takes the version when all of it is done. Refusals are the store's. On the loop thread.
runtime::Task<Result<Rebuilt>> RebuildIndexes(RecordStore& records, const IndexSecret& secret);

}  // namespace krul::store
