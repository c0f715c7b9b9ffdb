// The contract of RecordStore::Listen: who listens hears at once what was committed, and nothing else.
#include <chrono>
#include <condition_variable>
#include <mutex>

#include "services/domain/limits.h"
#include "services/store/callback_indexes.h"
#include "services/store/keys.h"
#include "services/store/wakes.h"
#include "tests/store/store_contract.h"

namespace krul::store {
namespace {
using namespace std::chrono_literals;

// What was heard, asked from the thread of the test.
class Heard {
 public:
  void Tell(const Wake& wake) {
    const std::lock_guard lock(mutex_);
    wakes_.push_back(wake);
    changed_.notify_all();
  }
  // Waits until all that was heard of a shard since the last Forget satisfies it.
  bool Until(int shard, const std::function<bool(const Wake&)>& wanted) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, 10s, [&] { return wanted(SumOf(shard)); });
  }
  Wake Sum(int shard) {
    const std::lock_guard lock(mutex_);
    return SumOf(shard);
  }
  void Forget() {
    const std::lock_guard lock(mutex_);
    wakes_.clear();
  }

 private:
  Wake SumOf(int shard) const {
    Wake sum;
    sum.shard = shard;
    for (const Wake& wake : wakes_) {
      if (wake.shard == shard) sum.Merge(wake);
    }
    return sum;
  }
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Wake> wakes_;
};

class WakeContract : public RecordStoreContract {
 protected:
  void SetUp() override {
    RecordStoreContract::SetUp();
    store().InOneTurn([this] { listening_ = store().store().Listen([this](const Wake& wake) { heard_.Tell(wake); }); });
    // The line is up once a commit is heard of every shard that is used here.
    for (const int shard : {kShard, kShard + 1}) AwaitLine(shard);
    heard_.Forget();
  }
  void TearDown() override {
    store().InOneTurn([this] { listening_.reset(); });
  }
  void AwaitLine(int shard) {
    for (int attempt = 0; attempt < 1000; ++attempt) {
      Marker(shard);
      if (heard_.Sum(shard).events) return Settle(shard);
      std::this_thread::sleep_for(10ms);
    }
    FAIL() << "nothing is heard";
  }
  // Whatever was committed before has been heard when this returns.
  void Settle(int shard) {
    heard_.Forget();
    Change marker = ChangeBeside(shard);
    marker.look_at = domain::FromMillis(--settled_);  // earlier than all others, so that it is not lost in their sum
    ASSERT_TRUE(Committed(store().Commit(marker)));
    ASSERT_TRUE(heard_.Until(shard, [&](const Wake& wake) { return wake.callback_look == marker.look_at; }));
  }
  void Marker(int shard) {
    Change marker = ChangeBeside(shard);
    marker.events = {"marker"};
    ASSERT_TRUE(Committed(store().Commit(marker)));
  }

  Heard heard_;
  std::shared_ptr<void> listening_;
  std::int64_t settled_ = 0;
};

TEST_P(WakeContract, ACommitTellsWhatItLeftToDo) {
  const Instant at = Now() + 1h;
  Change change = ChangeOf(kShard, "callbacks/centrum/1", 0);
  change.look_at = at;
  change.index_adds = {{indexes::kUnassigned, "centrum/1", 5}, {"board:centrum", "centrum/1", 5}};
  change.field_sets = {{indexes::kOutbox, "notice", "bytes"}};
  change.events = {"event"};
  ASSERT_TRUE(Committed(store().Commit(change)));
  ASSERT_TRUE(heard_.Until(kShard, [](const Wake& wake) { return wake.events; }));
  const Wake wake = heard_.Sum(kShard);
  EXPECT_EQ(wake.callback_look, at);
  EXPECT_FALSE(wake.round_look);
  EXPECT_TRUE(wake.unassigned);
  EXPECT_TRUE(wake.outbox);
  EXPECT_FALSE(wake.pool);
  EXPECT_TRUE(heard_.Sum(kShard + 1).nothing());
}

TEST_P(WakeContract, TheEarliestLookOfATurnIsTold) {
  const Instant now = Now();
  std::vector<Change> changes;
  for (int i = 0; i < 200; ++i) {
    changes.push_back(ChangeOf(kShard, "callbacks/centrum/" + std::to_string(i), 0));
    changes.back().look_at = now + 1h + domain::Millis((i * 77) % 200);
  }
  changes.push_back(ChangeOf(kShard, "rounds/centrum/1", 0));
  changes.back().look_at = now + 1min;
  changes.back().index_adds = {{indexes::kPool, "x", 1}};
  store().CommitTogether(changes);
  Marker(kShard);
  ASSERT_TRUE(heard_.Until(kShard, [&](const Wake& wake) { return wake.events && wake.callback_look == now + 1h; }));
  EXPECT_EQ(heard_.Sum(kShard).round_look, now + 1min);
  EXPECT_TRUE(heard_.Sum(kShard).pool);
  EXPECT_FALSE(heard_.Sum(kShard).unassigned);
}

TEST_P(WakeContract, WhatLostAConflictIsNotTold) {
  ASSERT_TRUE(Committed(store().Commit(ChangeOf(kShard, "callbacks/centrum/1", 0))));
  Change late = ChangeOf(kShard, "callbacks/centrum/1", 0);
  late.look_at = Now() - 1h;
  late.index_adds = {{indexes::kUnassigned, "centrum/1", 5}};
  Change beside = ChangeOf(kShard, "callbacks/centrum/2", 0);
  beside.events = {"event"};
  const auto outcomes = store().CommitTogether({late, beside});
  ASSERT_TRUE(Conflict(outcomes[0]));
  ASSERT_TRUE(Committed(outcomes[1]));
  ASSERT_TRUE(heard_.Until(kShard, [](const Wake& wake) { return wake.events; }));
  EXPECT_FALSE(heard_.Sum(kShard).callback_look);
  EXPECT_FALSE(heard_.Sum(kShard).unassigned);
}

TEST_P(WakeContract, NobodyIsToldWhoListensNoMore) {
  store().InOneTurn([this] { listening_.reset(); });
  Heard other;
  std::shared_ptr<void> listens;
  store().InOneTurn([&] { listens = store().store().Listen([&](const Wake& wake) { other.Tell(wake); }); });
  Marker(kShard);
  EXPECT_TRUE(other.Until(kShard, [](const Wake& wake) { return wake.events; }));
  EXPECT_TRUE(heard_.Sum(kShard).nothing());
  store().InOneTurn([&] { listens.reset(); });
}

TEST_P(WakeContract, WhoMissedSomethingHearsEverything) {
  LoseTheStore();
  EXPECT_TRUE(
      heard_.Until(kShard, [](const Wake& wake) { return wake.unassigned && wake.callback_look == Instant{}; }));
  EXPECT_TRUE(heard_.Until(kShard + 1, [](const Wake& wake) { return wake.outbox && wake.pool && wake.round_look; }));
  heard_.Forget();
  Marker(kShard);
  EXPECT_TRUE(heard_.Until(kShard, [](const Wake& wake) { return wake.events; }));
}

// What only the line to Redis has.
class WakeLineTest : public ::testing::Test {
 protected:
  void Listen() {
    store_.InOneTurn([this] { listening_ = store_.store().Listen([this](const Wake& wake) { heard_.Tell(wake); }); });
  }
  bool HearsEverything() {
    return heard_.Until(kFirst, [](const Wake& wake) { return wake.outbox && wake.callback_look == Instant{}; }) &&
           heard_.Until(kLast, [](const Wake& wake) { return wake.outbox && wake.callback_look == Instant{}; });
  }
  // Of an event that another process commits.
  bool HearsPublished() {
    redis_.Run({"SPUBLISH", keys::Wakes(kLast), "e"});
    return heard_.Until(kLast, [](const Wake& wake) { return wake.events; });
  }

  static constexpr int kFirst = 0, kLast = domain::limits::kShards - 1;
  support::RedisProcess redis_;
  Heard heard_;
  StoreOnLoop store_{[this](runtime::EventLoop& loop) {
    return std::make_unique<RedisRecordStore>(RedisRecordStore::Deps{loop, {redis_.address(), true}});
  }};
  std::shared_ptr<void> listening_;
};

TEST_F(WakeLineTest, ALineThatIsCutAloneComesBackAndTellsEverything) {
  Listen();
  ASSERT_TRUE(HearsEverything());
  for (int i = 0; i < 3; ++i) {
    heard_.Forget();
    ASSERT_EQ(redis_.Run({"CLIENT", "KILL", "TYPE", "pubsub"}), "1");
    ASSERT_TRUE(HearsEverything());
    heard_.Forget();
    ASSERT_TRUE(HearsPublished());
  }
}

TEST_F(WakeLineTest, ARedisThatIsAwayAtFirstIsHeardOnceItIsThere) {
  redis_.Kill();
  Listen();
  redis_.Start();
  ASSERT_TRUE(HearsEverything());
  heard_.Forget();
  EXPECT_TRUE(HearsPublished());
}

TEST_F(WakeLineTest, AServerThatWentSilentIsFoundOut) {
  Listen();
  ASSERT_TRUE(HearsEverything());
  heard_.Forget();
  redis_.Freeze();
  std::this_thread::sleep_for(5s);  // two pings: the line goes by the clock of the machine
  redis_.Thaw();
  EXPECT_TRUE(HearsEverything());
}

INSTANTIATE_TEST_SUITE_P(Stores, WakeContract, ::testing::Values(StoreKind::kMemory, StoreKind::kRedis), NameOf);

TEST(WakeText, IsReadAsItWasWritten) {
  Wake wake;
  wake.shard = 3;
  wake.unassigned = wake.events = true;
  wake.round_look = domain::FromMillis(1'700'000'000'123);
  wake.callback_look = domain::FromMillis(-5);
  const Wake read = DecodeWake(3, EncodeWake(wake));
  EXPECT_EQ(EncodeWake(read), EncodeWake(wake));
  EXPECT_EQ(read.callback_look, wake.callback_look);
  EXPECT_EQ(DecodeWake(3, EncodeWake(wake) + "zo" + "c-7").callback_look, domain::FromMillis(-7));
  EXPECT_TRUE(DecodeWake(3, "z9?c").nothing());
}

}  // namespace
}  // namespace krul::store
