// The store in Redis 7: one connection for commits, one for reads, so that a read never waits behind an fsync, and one
// that listens, once somebody does.
//
// Created on any thread; used on the loop thread; destroyed there or after the loop has stopped, which answers what is
// outstanding. Every failure of Redis or of the way to it is kStoreUnavailable, as is a Redis that lost its data
// (store_life.h).
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "services/runtime/event_loop.h"
#include "services/store/record_store.h"
#include "services/store/redis/commit_pipeline.h"
#include "services/store/redis/event_tail.h"
#include "services/store/redis/redis_connection.h"
#include "services/store/redis/store_life.h"
#include "services/store/redis/wake_line.h"

namespace krul::store {

struct RedisOptions {
  std::string address;        // unix:/path or tcp://host:port
  bool movable_time = false;  // adds krul:time_offset_ms to the clock; only in builds with KRUL_MOVABLE_TIME
};

// Whether a store can be made of them: kNotAllowed for movable time in a release, kInvalidField for an address of
// another form.
Result<Done> CheckOptions(const RedisOptions& options);

class RedisRecordStore final : public RecordStore {
 public:
  struct Deps {
    runtime::EventLoop& loop;
    RedisOptions options;  // ones that CheckOptions accepts
    RedisConnection::Bounds bounds{};
  };
  struct Counters {
    CommitPipeline::Counters commits;
    std::int64_t reads_outstanding = 0;
    std::int64_t reconnects = 0;  // of both connections, the first connects not counted
  };

  explicit RedisRecordStore(Deps deps);
  ~RedisRecordStore() override;
  void Close() override;

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
  std::shared_ptr<void> Listen(WakeHandler handler) override;
  void Scan(int shard, std::string cursor, Answer<Page> done) override;
  void Probe(Answer<Instant> done) override;

  Counters counters() const;

 private:
  void AskTime(RedisConnection& connection, Answer<Instant> done);
  // Once a turn; read_now_ then holds it for the replies to what is sent next.
  void AskTimeOfTurn();
  // Reads of a shard: what is answered is `parse` of the reply, or that the store was lost.
  template <class T, class Parse>
  void Read(int shard, std::initializer_list<std::string_view> arguments, Answer<T> done, Parse parse);
  // Once a turn, before what it reads.
  void CheckLifeOfTurn(int shard);
  void EarliestLooks(int shard, LookKind kind, std::size_t offset, std::size_t limit, bool only_due,
                     Answer<DueLooks> done);
  void TailOnce(int shard, TailRequest request, std::size_t limit, bool may_store_epoch, Answer<Events> done);
  void OnTail(int shard, const TailRequest& request, std::size_t limit, bool may_store_epoch,
              const Answer<Events>& done, const redisReply* reply);

  runtime::EventLoop& loop_;
  const RedisAddress address_;
  const RedisConnection::Bounds bounds_;
  const bool movable_time_;
  RedisConnection commit_connection_, read_connection_;
  StoreLife life_;
  CommitPipeline commits_;
  WakeListeners listeners_;
  std::unique_ptr<WakeLine> wake_line_;        // once somebody listened
  bool life_checked_ = false;                  // in this turn, on the connection for reads
  bool time_asked_ = false;                    // likewise
  std::optional<Instant> read_now_;            // of the last reply to TIME
  std::vector<Answer<Instant>> awaiting_now_;  // of this turn
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace krul::store
