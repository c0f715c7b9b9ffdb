// What changes in the branches that are watched here: each shard's stream is read once for all who watch, kept for a
// while, and each changed callback is loaded and encoded once. Whoever is too slow for what is kept reads the store
// himself until he has caught up, so nobody is waited for. On the loop thread.
#pragma once
#include <grpcpp/support/slice.h>

#include <array>
#include <chrono>
#include <compare>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "services/domain/limits.h"
#include "services/runtime/borders.h"
#include "services/runtime/event_loop.h"
#include "services/store/callback_store.h"
#include "services/store/shard_loops.h"

namespace krul::assignment {

// Where somebody is in the stream of a shard; positions of one epoch are ordered as text.
struct StreamPosition {
  std::string epoch;
  std::string position;
};

// A callback as it was after an event or later: loaded when somebody first needs it.
struct SharedCallback {
  store::CallbackId id;
  enum class State { kUnread, kReading, kRead } state = State::kUnread;
  bool exists = false;
  grpc::Slice bytes;  // a WatchResponse with the callback alone
  std::vector<std::function<void(domain::Result<domain::Done>)>> waiting;
};

struct ToldChange {
  storage::ChangeEvent event;
  std::string position;
  std::shared_ptr<SharedCallback> callback;  // null: of a review round
};

class ChangeFeed {
 public:
  struct Deps {
    store::CallbackStore& callbacks;
    runtime::EventLoop& loop;
    runtime::Borders& borders;
  };
  explicit ChangeFeed(const Deps& deps);

  void Start() { loops_.Start(); }
  // Whoever waits is woken, and finds it stopped.
  void Stop();
  bool stopped() const { return stopped_; }

  // Somebody watches this branch from now on, until the handle is gone.
  std::shared_ptr<void> Follow(const std::string& branch);
  // The end of the branch's stream as far as it was read.
  runtime::Task<domain::Result<StreamPosition>> End(std::string branch);
  // As far as that is now, without asking; "" before it was read.
  const std::string& ReadTo(const std::string& branch) { return Of(branch).end; }
  // What came after `position`, which moves to the end; nothing when that is no longer kept here: ask the store.
  std::optional<std::vector<std::shared_ptr<const ToldChange>>> After(const std::string& branch,
                                                                      StreamPosition& position);
  // Until something may have come in the branch's shard since `seen`, at most so long. One waiter to a name.
  using WaiterId = const void*;
  runtime::Task<bool> Wait(std::string branch, StreamPosition seen, std::chrono::milliseconds at_most, WaiterId waiter);
  // Ends the wait of one who has to leave.
  void Interrupt(const std::string& branch, WaiterId waiter);
  // Reads and encodes the callback, unless that was done. One that cannot be is taken for one that is gone, and logged:
  // it must not end the lines of its whole branch.
  runtime::Task<domain::Result<domain::Done>> Read(std::shared_ptr<SharedCallback> callback);

  std::shared_ptr<const ToldChange> Parsed(const std::string& event, std::string position,
                                           std::map<store::CallbackId, std::shared_ptr<SharedCallback>>& known) const;

 private:
  using Rest = store::ShardLoops::Rest;
  struct Waiter {
    runtime::EventLoop::TimerId timer = 0;
    std::function<void(bool)> go_on;
  };
  struct Shard {
    int followers = 0;
    bool told = false;  // that there is more, since it was read
    std::string epoch;  // empty: not read yet
    std::string begin;  // position before the first that is kept
    std::string end;    // position of the last that was read
    std::deque<std::shared_ptr<const ToldChange>> kept;
    std::map<WaiterId, Waiter> waiters;
  };
  Shard& Of(const std::string& branch);
  runtime::Task<Rest> ReadShard(int shard);
  runtime::Task<domain::Result<domain::Done>> LoadAndEncode(std::shared_ptr<SharedCallback> callback);
  // Whether the stream goes on where it was read to; without a wake a cheap question comes first.
  runtime::Task<domain::Result<bool>> HasMore(int number);
  void Keep(Shard& shard, const store::Events& events);
  void Forget(Shard& shard);
  void WakeAll(Shard& shard);
  void GoOn(Shard& shard, WaiterId waiter);

  Deps deps_;
  bool stopped_ = false;
  std::array<Shard, domain::limits::kShards> shards_;
  store::ShardLoops loops_;
};

}  // namespace krul::assignment
