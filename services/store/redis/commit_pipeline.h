// Commits on one connection: those of one shard that are made in one turn of the loop share a call of commit.lua, and many calls
// are under way at once. On the loop thread only.
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

namespace krul::store {

class CommitPipeline {
 public:
  struct Deps {
    runtime::EventLoop& loop;
    RedisConnection& connection;  // outlives the pipeline
  };
  struct Counters {
    std::int64_t calls = 0;        // of the script
    std::int64_t commits = 0;
    std::int64_t conflicts = 0;
    std::int64_t refused = 0;      // changes the script found malformed, or that met a key of another type: a fault of ours
    std::int64_t outstanding = 0;  // not answered yet
  };

  explicit CommitPipeline(Deps deps) : loop_(deps.loop), connection_(deps.connection) {}
  ~CommitPipeline() { Close(); }
  CommitPipeline(const CommitPipeline&) = delete;

  // Written whole or not at all; see RecordStore::Commit.
  void Commit(Change change, Answer<CommitOutcome> done);
  // Answers what was not sent yet, and all commits from now on, as not available. What was sent is answered by closing the connection.
  void Close();

  const Counters& counters() const { return counters_; }

 private:
  struct Call {
    explicit Call(int shard) : batch(shard) {}
    CommitBatch batch;
    std::vector<Answer<CommitOutcome>> answers;
  };

  void Flush();
  void LoadScript();
  void Send(std::shared_ptr<Call> call, bool with_script);
  void OnReply(const std::shared_ptr<Call>& call, const redisReply* reply);
  void SendOneByOne(Call& call);
  void AnswerAll(Call& call, const domain::Refusal& refusal);

  runtime::EventLoop& loop_;
  RedisConnection& connection_;
  std::string script_digest_;  // as Redis told it; empty: not known yet
  bool script_asked_ = false;
  bool closed_ = false;
  std::vector<std::shared_ptr<Call>> calls_;                             // of this turn
  std::array<std::shared_ptr<Call>, domain::limits::kShards> open_ = {};  // the last of them of each shard
  Counters counters_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace krul::store
