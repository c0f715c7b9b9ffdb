// Records of which some may be damaged, or of a newer program: what can be read is, and one stands before no other.
#pragma once
#include <optional>
#include <vector>

#include "services/runtime/task.h"
#include "services/store/record_store.h"

namespace krul::store {

// In the order of `keys`; nothing where one is Unreadable. Any other refusal is that of the whole. On the loop thread.
runtime::Task<Result<std::vector<std::optional<Loaded>>>> LoadReadable(RecordStore& records,
                                                                       std::vector<RecordKey> keys);

}  // namespace krul::store
