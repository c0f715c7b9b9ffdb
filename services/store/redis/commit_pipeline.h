// Commits on one connection, many under way at once. Those of one shard share calls of commit.lua: what is made in one
// turn of the loop goes out together, and a call that is not full waits while another of its shard is under way (as
// Nagle's algorithm does with packets): measured, many outstanding commits otherwise crumble into calls of few changes.
// On the loop thread only.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "services/domain/limits.h"
#include "services/runtime/event_loop.h"
#include "services/store/record_store.h"
#include "services/store/redis/commit_batch.h"
#include "services/store/redis/redis_connection.h"
#include "services/store/redis/store_life.h"

namespace krul::store {

class CommitPipeline {
 public:
  struct Deps {
    runtime::EventLoop& loop;
    RedisConnection& connection;  // these outlive the pipeline
    StoreLife& life;
  };
  struct Counters {
    std::int64_t calls = 0;  // of the script
    std::int64_t commits = 0;
    std::int64_t conflicts = 0;
    std::int64_t refused = 0;  // changes the script found malformed, or that met a key of another type: a fault of ours
    std::int64_t outstanding = 0;  // not answered yet
  };

  explicit CommitPipeline(Deps deps) : loop_(deps.loop), connection_(deps.connection), life_(deps.life) {}
  ~CommitPipeline() { Close(); }
  CommitPipeline(const CommitPipeline&) = delete;

  // Written whole or not at all; see RecordStore::Commit.
  void Commit(Change change, Answer<CommitOutcome> done);
  // Answers what was not sent yet, and all commits from now on, as not available. What was sent is answered by closing
  // the connection.
  void Close();

  const Counters& counters() const { return counters_; }

 private:
  struct Call {
    explicit Call(int shard) : batch(shard) {}
    CommitBatch batch;
    std::vector<Answer<CommitOutcome>> answers;
  };

  struct Shard {
    std::shared_ptr<Call> open;  // takes further changes
    std::size_t under_way = 0;   // calls without a reply
  };

  void FlushAtEndOfTurn();
  void Flush();
  void LoadScript();
  void Start(std::shared_ptr<Call> call);
  void Send(std::shared_ptr<Call> call, bool with_script);
  void OnReply(const std::shared_ptr<Call>& call, const redisReply* reply);
  void StartOneByOne(Call& call);
  void AnswerAll(Call& call, const domain::Refusal& refusal);

  runtime::EventLoop& loop_;
  RedisConnection& connection_;
  StoreLife& life_;
  std::string script_digest_;  // as Redis told it; empty: not known yet
  bool script_asked_ = false;
  bool closed_ = false;
  bool flush_planned_ = false;
  std::vector<std::shared_ptr<Call>>
      closed_calls_;  // of this turn, in order; the open one of their shard comes after them
  std::array<Shard, domain::limits::kShards> shards_;
  Counters counters_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace krul::store
