// Another store, of which some commits are refused as if they had never arrived.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "services/store/record_store.h"

namespace krul::store {

class RefusingStore final : public RecordStore {
 public:
  using Refuses = std::function<bool(const Change&)>;
  explicit RefusingStore(RecordStore& under) : under_(under) {}

  // Called before each commit.
  void Refuse(Refuses refuses) { refuses_ = std::move(refuses); }

  void Commit(Change change, Answer<CommitOutcome> done) override {
    if (refuses_ && refuses_(change)) {
      return done(domain::Refusal{domain::Reason::kStoreUnavailable, "refused by the test", {}});
    }
    under_.Commit(std::move(change), std::move(done));
  }
  void Now(Answer<Instant> done) override { under_.Now(std::move(done)); }
  void Load(RecordKey key, Answer<Loaded> done) override { under_.Load(std::move(key), std::move(done)); }
  void Due(int shard, LookKind kind, std::size_t offset, std::size_t limit, Answer<DueLooks> done) override {
    under_.Due(shard, kind, offset, limit, std::move(done));
  }
  void NextLooks(int shard, LookKind kind, std::size_t limit, Answer<DueLooks> done) override {
    under_.NextLooks(shard, kind, limit, std::move(done));
  }
  void Range(int shard, std::string index, std::size_t offset, std::size_t limit,
             Answer<std::vector<Entry>> done) override {
    under_.Range(shard, std::move(index), offset, limit, std::move(done));
  }
  void Size(int shard, std::string index, Answer<std::int64_t> done) override {
    under_.Size(shard, std::move(index), std::move(done));
  }
  void RangeByPrefix(int shard, std::string index, std::string prefix, std::size_t limit,
                     Answer<std::vector<std::string>> done) override {
    under_.RangeByPrefix(shard, std::move(index), std::move(prefix), limit, std::move(done));
  }
  void Fields(int shard, std::string table, std::size_t limit,
              Answer<std::vector<std::pair<std::string, std::string>>> done) override {
    under_.Fields(shard, std::move(table), limit, std::move(done));
  }
  void Tail(int shard, std::string epoch, std::string position, std::size_t limit, Answer<Events> done) override {
    under_.Tail(shard, std::move(epoch), std::move(position), limit, std::move(done));
  }
  void StreamEnd(int shard, Answer<std::string> done) override { under_.StreamEnd(shard, std::move(done)); }
  std::shared_ptr<void> Listen(WakeHandler handler) override { return under_.Listen(std::move(handler)); }
  void Scan(int shard, std::string cursor, Answer<Page> done) override {
    under_.Scan(shard, std::move(cursor), std::move(done));
  }
  void Probe(Answer<Instant> done) override { under_.Probe(std::move(done)); }

 private:
  RecordStore& under_;
  Refuses refuses_;
};

}  // namespace krul::store
