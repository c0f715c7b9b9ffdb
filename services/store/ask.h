// Questions of the record store that a coroutine awaits. On the loop thread.
#pragma once
#include "services/runtime/task.h"
#include "services/store/record_store.h"

namespace krul::store {

inline runtime::Task<Result<Loaded>> Load(RecordStore& records, RecordKey key) {
  co_return co_await runtime::Async<Result<Loaded>>([&](auto done) { records.Load(std::move(key), std::move(done)); });
}
inline runtime::Task<Result<CommitOutcome>> Commit(RecordStore& records, Change change) {
  co_return co_await runtime::Async<Result<CommitOutcome>>(
      [&](auto done) { records.Commit(std::move(change), std::move(done)); });
}
inline runtime::Task<Result<std::vector<Entry>>> Range(RecordStore& records, int shard, std::string index,
                                                       std::size_t offset, std::size_t limit) {
  co_return co_await runtime::Async<Result<std::vector<Entry>>>(
      [&](auto done) { records.Range(shard, std::move(index), offset, limit, std::move(done)); });
}

}  // namespace krul::store
