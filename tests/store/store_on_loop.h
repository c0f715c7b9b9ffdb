// A store on a loop of its own, asked from the thread of the test: each question is a turn of the loop and waits for
// its answer. Promises are shared with the loop, which may still be inside set_value when the test has its answer.
#pragma once
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "services/runtime/event_loop.h"
#include "services/store/record_store.h"

namespace krul::store {

class StoreOnLoop {
 public:
  using MakeStore = std::function<std::unique_ptr<RecordStore>(runtime::EventLoop&)>;
  explicit StoreOnLoop(const MakeStore& make) : store_(make(loop_)) { loop_.Start(); }
  ~StoreOnLoop() { loop_.Stop(); }

  RecordStore& store() { return *store_; }

  // Runs `work` in one turn of the loop and waits until it has run.
  void InOneTurn(const std::function<void()>& work) {
    auto ran = std::make_shared<std::promise<void>>();
    loop_.Post([&work, ran] {
      work();
      ran->set_value();
    });
    ran->get_future().wait();
  }
  template <class T>
  Result<T> Ask(const std::function<void(Answer<T>)>& question) {
    auto answered = std::make_shared<std::promise<Result<T>>>();
    loop_.Post(
        [&question, answered] { question([answered](Result<T> answer) { answered->set_value(std::move(answer)); }); });
    return answered->get_future().get();
  }

  Result<Loaded> Load(int shard, std::string id) {
    return Ask<Loaded>([&](auto done) { store_->Load({shard, std::move(id)}, std::move(done)); });
  }
  Result<CommitOutcome> Commit(Change change) {
    return Ask<CommitOutcome>([&](auto done) { store_->Commit(std::move(change), std::move(done)); });
  }
  // All in one turn; their answers in the order of the changes.
  std::vector<Result<CommitOutcome>> CommitTogether(std::vector<Change> changes) {
    auto answered = std::make_shared<std::vector<std::promise<Result<CommitOutcome>>>>(changes.size());
    loop_.Post([this, answered, changes = std::move(changes)]() mutable {
      for (std::size_t i = 0; i < changes.size(); ++i) {
        store_->Commit(std::move(changes[i]),
                       [answered, i](Result<CommitOutcome> outcome) { (*answered)[i].set_value(std::move(outcome)); });
      }
    });
    std::vector<Result<CommitOutcome>> outcomes;
    for (auto& answer : *answered) outcomes.push_back(answer.get_future().get());
    return outcomes;
  }
  Result<DueLooks> Due(int shard, std::size_t limit = 100, std::size_t offset = 0,
                       LookKind kind = LookKind::kCallback) {
    return Ask<DueLooks>([&](auto done) { store_->Due(shard, kind, offset, limit, std::move(done)); });
  }
  Result<DueLooks> NextLooks(int shard, std::size_t limit = 100) {
    return Ask<DueLooks>([&](auto done) { store_->NextLooks(shard, LookKind::kCallback, limit, std::move(done)); });
  }
  Result<std::vector<Entry>> Range(int shard, std::string index, std::size_t offset = 0, std::size_t limit = 100) {
    return Ask<std::vector<Entry>>(
        [&](auto done) { store_->Range(shard, std::move(index), offset, limit, std::move(done)); });
  }
  Result<std::int64_t> Size(int shard, std::string index) {
    return Ask<std::int64_t>([&](auto done) { store_->Size(shard, std::move(index), std::move(done)); });
  }
  Result<std::vector<std::string>> RangeByPrefix(int shard, std::string index, std::string prefix,
                                                 std::size_t limit = 100) {
    return Ask<std::vector<std::string>>(
        [&](auto done) { store_->RangeByPrefix(shard, std::move(index), std::move(prefix), limit, std::move(done)); });
  }
  using Pairs = std::vector<std::pair<std::string, std::string>>;
  Result<Pairs> Fields(int shard, std::string table, std::size_t limit = 100) {
    return Ask<Pairs>([&](auto done) { store_->Fields(shard, std::move(table), limit, std::move(done)); });
  }
  Result<Events> Tail(int shard, std::string epoch, std::string position, std::size_t limit = 100) {
    return Ask<Events>(
        [&](auto done) { store_->Tail(shard, std::move(epoch), std::move(position), limit, std::move(done)); });
  }
  Result<std::string> StreamEnd(int shard) {
    return Ask<std::string>([&](auto done) { store_->StreamEnd(shard, std::move(done)); });
  }
  Result<RecordStore::Page> Scan(int shard, std::string cursor) {
    return Ask<RecordStore::Page>([&](auto done) { store_->Scan(shard, std::move(cursor), std::move(done)); });
  }
  Result<Instant> Now() {
    return Ask<Instant>([&](auto done) { store_->Now(std::move(done)); });
  }
  Result<Instant> Probe() {
    return Ask<Instant>([&](auto done) { store_->Probe(std::move(done)); });
  }

 private:
  runtime::EventLoop loop_;
  std::unique_ptr<RecordStore> store_;
};

// A change of one record, to begin with.
inline Change ChangeOf(int shard, std::string id, std::int64_t expected_version, std::string bytes = "bytes") {
  Change change;
  change.key = {shard, std::move(id)};
  change.expected_version = expected_version;
  change.bytes = std::move(bytes);
  return change;
}

// A change of no record.
inline Change ChangeBeside(int shard) {
  Change change;
  change.key.shard = shard;
  change.write_record = false;
  return change;
}

inline bool IsUnavailable(const auto& answer) {
  return !answer.ok() && answer.refusal().reason == domain::Reason::kStoreUnavailable;
}

}  // namespace krul::store
