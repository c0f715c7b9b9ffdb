// The twin of the store in memory, for tests and simulations: the same contract, answered before the call returns, with
// a clock that is moved by hand. For one thread; it needs no loop.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "services/store/record_store.h"
#include "services/store/wakes.h"

namespace krul::store {

class MemoryRecordStore : public RecordStore {
 public:
  explicit MemoryRecordStore(Instant now = Instant{});
  ~MemoryRecordStore() override;
  MemoryRecordStore(const MemoryRecordStore&) = delete;

  Instant now() const { return now_; }
  void SetNow(Instant now) { now_ = now; }
  void Advance(domain::Millis by) { now_ += by; }
  // While not available every call answers kStoreUnavailable and writes nothing;
  // who listens hears Everything once it is again.
  void SetAvailable(bool available);

  void Now(Answer<Instant> done) override;
  void Load(RecordKey key, Answer<Loaded> done) override;
  void Commit(Change change, Answer<CommitOutcome> done) override;
  void Due(int shard, LookKind kind, std::size_t offset, std::size_t limit, Answer<DueLooks> done) override;
  void NextLooks(int shard, LookKind kind, std::size_t limit, Answer<DueLooks> done) override;
  void Range(int shard, std::string index, std::size_t offset, std::size_t limit,
             Answer<std::vector<Entry>> done) override;
  void Size(int shard, std::string index, Answer<std::int64_t> done) override;
  void RangeByPrefix(int shard, std::string index, std::string prefix, std::size_t limit,
                     Answer<std::vector<std::string>> done) override;
  void Fields(int shard, std::string table, std::size_t limit,
              Answer<std::vector<std::pair<std::string, std::string>>> done) override;
  void Tail(int shard, std::string epoch, std::string position, std::size_t limit, Answer<Events> done) override;
  void StreamEnd(int shard, Answer<std::string> done) override;
  std::shared_ptr<void> Listen(WakeHandler handler) override { return listeners_.Add(std::move(handler)); }
  void Scan(int shard, std::string cursor, Answer<Page> done) override;
  void Probe(Answer<Instant> done) override;

 private:
  struct Shard;
  Shard& At(int shard);

  Instant now_;
  bool available_ = true;
  std::vector<std::unique_ptr<Shard>> shards_;
  WakeListeners listeners_;
};

}  // namespace krul::store
