// Changes of one shard that go to commit.lua in one call, and its arguments.
//
// The script gathers writes by key and so does not keep the order of the changes. A batch holds only changes for which
// that makes no difference: no two of one record, of one member of an index or of one field, counters aside, which add
// up.
#pragma once
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "services/store/record_store.h"

namespace krul::store {

class CommitBatch {
 public:
  explicit CommitBatch(int shard) : shard_(shard) {}

  int shard() const { return shard_; }
  const std::vector<Change>& changes() const { return changes_; }
  bool full() const;
  // Takes the change, unless it is full or the change has to come after one that is in it. An empty batch takes any
  // change.
  bool TryAdd(Change& change);

  // The number of keys, KEYS and ARGV. Views of the batch, of `storage` and of `arguments`' own earlier strings.
  struct Arguments {
    std::deque<std::string> storage;
    std::vector<std::string_view> views;
  };
  // `life`: the one that the shard must have; "": whichever.
  Arguments ScriptArguments(std::string_view life) const;

 private:
  const int shard_;
  std::vector<Change> changes_;
  std::size_t items_ = 0;
  std::unordered_set<std::uint64_t> claims_;  // hashes: a collision only ends a batch early
};

}  // namespace krul::store
