// What only the store in Redis has: connections that fail, scripts that are forgotten, a clock that is not ours.
#include "services/store/redis/redis_record_store.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <thread>

#include "tests/store/store_on_loop.h"
#include "tests/support/redis_process.h"

namespace krul::store {
namespace {

using namespace std::chrono_literals;
using support::RedisProcess;

constexpr int kShard = 17;

class RedisRecordStoreTest : public ::testing::Test {
 protected:
  std::unique_ptr<StoreOnLoop> MakeStore(const std::string& address, RedisConnection::Bounds bounds = {}) {
    return std::make_unique<StoreOnLoop>([&](runtime::EventLoop& loop) {
      auto store = std::make_unique<RedisRecordStore>(RedisRecordStore::Deps{loop, {address, true}, bounds});
      redis_store_ = store.get();
      return store;
    });
  }
  RedisRecordStore::Counters CountersOf(StoreOnLoop& store) {
    RedisRecordStore::Counters counters;
    store.InOneTurn([&] { counters = redis_store_->counters(); });
    return counters;
  }
  static void AwaitThat(const std::function<bool()>& condition) {
    const auto give_up_at = std::chrono::steady_clock::now() + 20s;
    while (!condition()) {
      ASSERT_LT(std::chrono::steady_clock::now(), give_up_at) << "it never happened";
      std::this_thread::yield();
    }
  }

  RedisProcess redis_;
  RedisRecordStore* redis_store_ = nullptr;
};

TEST_F(RedisRecordStoreTest, AForgottenScriptIsSentAgainUnseen) {
  const auto store = MakeStore(redis_.address());
  ASSERT_TRUE(store->Commit(ChangeOf(kShard, "1", 0)).ok());
  redis_.Run({"SCRIPT", "FLUSH"});
  for (int i = 1; i < 4; ++i) {
    const auto outcome = store->Commit(ChangeOf(kShard, "1", i));
    ASSERT_TRUE(outcome.ok());
    EXPECT_EQ(*outcome, CommitOutcome::kCommitted);
  }
  EXPECT_EQ(store->Load(kShard, "1")->version, 4);
}

TEST_F(RedisRecordStoreTest, AfterARestartItWorksAgainWithWhatWasWritten) {
  const auto store = MakeStore(redis_.address());
  ASSERT_TRUE(store->Commit(ChangeOf(kShard, "1", 0)).ok());
  const std::string epoch = store->Tail(kShard, "", "")->epoch;
  redis_.Kill();
  EXPECT_TRUE(IsUnavailable(store->Commit(ChangeOf(kShard, "2", 0))));
  EXPECT_TRUE(IsUnavailable(store->Load(kShard, "1")));
  EXPECT_TRUE(IsUnavailable(store->Probe()));
  EXPECT_TRUE(IsUnavailable(store->Now()));
  redis_.Start();
  AwaitThat([&] { return store->Probe().ok() && store->Load(kShard, "1").ok(); });
  EXPECT_EQ(store->Load(kShard, "1")->version, 1);
  EXPECT_EQ(*store->Commit(ChangeOf(kShard, "2", 0)), CommitOutcome::kCommitted);
  EXPECT_EQ(store->Tail(kShard, "", "")->epoch, epoch);
  EXPECT_EQ(CountersOf(*store).reconnects, 2);
}

TEST_F(RedisRecordStoreTest, WhatIsOutstandingWhenRedisDiesIsAnsweredOnce) {
  const auto store = MakeStore(redis_.address());
  ASSERT_TRUE(store->Probe().ok());
  redis_.Freeze();
  constexpr int kChanges = 300;
  std::atomic<int> answers = 0, unavailable = 0;
  store->InOneTurn([&] {
    for (int i = 0; i < kChanges; ++i) {
      store->store().Commit(ChangeOf(i % 5, std::to_string(i), 0), [&](Result<CommitOutcome> outcome) {
        ++answers;
        if (IsUnavailable(outcome)) ++unavailable;
      });
    }
  });
  store->InOneTurn([] {});
  EXPECT_EQ(answers, 0);
  EXPECT_EQ(CountersOf(*store).commits.outstanding, kChanges);
  redis_.Restart();
  AwaitThat([&] { return answers == kChanges; });
  EXPECT_EQ(unavailable, kChanges);
  AwaitThat([&] { return store->Commit(ChangeOf(6, "after", 0)).ok(); });
  EXPECT_EQ(answers, kChanges);
  EXPECT_EQ(CountersOf(*store).commits.outstanding, 0);
}

TEST_F(RedisRecordStoreTest, ARedisThatDoesNotAnswerIsGivenUpAtTheDeadline) {
  const auto store = MakeStore(redis_.address(), {.deadline = 100ms});
  ASSERT_TRUE(store->Load(kShard, "1").ok());
  redis_.Freeze();
  EXPECT_TRUE(IsUnavailable(store->Load(kShard, "1")));
  EXPECT_TRUE(IsUnavailable(store->Commit(ChangeOf(kShard, "1", 0))));
  redis_.Thaw();
  AwaitThat([&] { return store->Load(kShard, "1").ok() && store->Probe().ok(); });
}

TEST_F(RedisRecordStoreTest, MoreThanMayBeOutstandingIsRefusedAtOnce) {
  const auto store = MakeStore(redis_.address(), {.outstanding = 80});
  ASSERT_TRUE(store->Probe().ok());
  ASSERT_TRUE(store->Load(kShard, "1").ok());
  redis_.Freeze();
  std::atomic<int> refused = 0, answered = 0;
  store->InOneTurn([&] {
    for (int i = 0; i < 100; ++i) {
      store->store().Load({kShard, "1"}, [&](const Result<Loaded>& loaded) { ++(loaded.ok() ? answered : refused); });
    }
  });
  EXPECT_EQ(refused, 23);  // 77 fit, beside the three that ask for the life and the time
  redis_.Thaw();
  AwaitThat([&] { return answered == 77; });
}

TEST_F(RedisRecordStoreTest, WithoutARedisItAnswersAtOnceAndConnectsWhenThereIsOne) {
  redis_.Kill();
  const auto store = MakeStore(redis_.address());
  EXPECT_TRUE(IsUnavailable(store->Load(kShard, "1")));
  EXPECT_TRUE(IsUnavailable(store->Commit(ChangeOf(kShard, "1", 0))));
  redis_.Start();
  AwaitThat([&] { return store->Commit(ChangeOf(kShard, "1", 0)).ok() && store->Load(kShard, "1").ok(); });
}

TEST_F(RedisRecordStoreTest, AStoreThatIsDestroyedAnswersWhatIsOutstanding) {
  runtime::EventLoop loop;
  auto store = std::make_unique<RedisRecordStore>(RedisRecordStore::Deps{loop, {redis_.address()}});
  redis_.Freeze();
  int unavailable = 0;
  loop.Post([&] {
    for (int i = 0; i < 3; ++i) {
      store->Commit(ChangeOf(i, "1", 0), [&](const Result<CommitOutcome>& outcome) {
        unavailable += IsUnavailable(outcome) ? 1 : 0;
        store->Commit(ChangeOf(0, "again", 0),
                      [&](const Result<CommitOutcome>& again) { unavailable += IsUnavailable(again) ? 1 : 0; });
      });
      store->Load({i, "1"}, [&](const Result<Loaded>& loaded) { unavailable += IsUnavailable(loaded) ? 1 : 0; });
    }
  });
  loop.Start();
  loop.Stop();
  RedisRecordStore* const raw = store.get();
  ASSERT_NE(raw, nullptr);
  EXPECT_EQ(unavailable, 0);
  raw->~RedisRecordStore();
  EXPECT_EQ(unavailable, 9);
  ::operator delete(store.release());
}

TEST_F(RedisRecordStoreTest, CommitsShareCalls) {
  const auto store = MakeStore(redis_.address());
  ASSERT_TRUE(store->Probe().ok());
  std::vector<Change> changes;
  for (int i = 0; i < 10'000; ++i) changes.push_back(ChangeOf(i % 3, std::to_string(i), 0));
  for (const auto& outcome : store->CommitTogether(std::move(changes))) {
    ASSERT_TRUE(outcome.ok());
    EXPECT_EQ(*outcome, CommitOutcome::kCommitted);
  }
  const auto counters = CountersOf(*store);
  EXPECT_EQ(counters.commits.commits, 10'001);  // with that of the probe
  EXPECT_EQ(counters.commits.conflicts, 0);
  EXPECT_EQ(counters.commits.outstanding, 0);
  EXPECT_LE(counters.commits.calls, 10'000 / 64 + 4);
}

TEST_F(RedisRecordStoreTest, LoadsOfOneTurnShareOneTime) {
  const auto store = MakeStore(redis_.address());
  ASSERT_TRUE(store->Load(kShard, "1").ok());
  redis_.Run({"CONFIG", "RESETSTAT"});
  std::atomic<int> answered = 0;
  std::vector<Instant> times(50);
  store->InOneTurn([&] {
    for (Instant& time : times) {
      store->store().Load({kShard, "1"}, [&](const Result<Loaded>& loaded) {
        time = loaded->now;
        ++answered;
      });
    }
  });
  AwaitThat([&] { return answered == 50; });
  EXPECT_NE(redis_.Run({"INFO", "commandstats"}).find("cmdstat_time:calls=1,"), std::string::npos);
  EXPECT_TRUE(std::ranges::all_of(times, [&](Instant time) { return time == times[0]; }));
}

TEST_F(RedisRecordStoreTest, TimeIsTheClockOfRedisAndCanBeMoved) {
  const auto store = MakeStore(redis_.address());
  const auto wall = std::chrono::time_point_cast<domain::Millis>(std::chrono::system_clock::now());
  EXPECT_LT(std::chrono::abs(store->Load(kShard, "1")->now - wall), 1min);
  Change change = ChangeOf(kShard, "1", 0);
  change.look_at = wall + 8h;
  ASSERT_TRUE(store->Commit(change).ok());
  EXPECT_TRUE(store->Due(kShard)->looks.empty());
  redis_.Run({"SET", "krul:time_offset_ms", std::to_string(domain::Millis(9h).count())});
  EXPECT_EQ(store->Due(kShard)->looks.size(), 1U);
  EXPECT_GT(store->Load(kShard, "1")->now, wall + 8h);
  EXPECT_GT(*store->Probe(), wall + 8h);
  redis_.Run({"SET", "krul:time_offset_ms", "-3600000"});
  EXPECT_LT(store->Load(kShard, "1")->now, wall);
}

TEST_F(RedisRecordStoreTest, AKeyOfAnotherTypeLeavesNothingHalfWritten) {
  Change change = ChangeOf(kShard, "1", 0);
  change.look_at = domain::FromMillis(1);
  change.index_adds = {{"board", "1", 1}};
  change.field_sets = {{"outbox", "f", "bytes"}};
  change.counts = {{"tallies", "noted", 1}};
  change.events = {"event"};
  for (const char* key : {"krul:{17}:rec", "krul:{17}:looks", "krul:{17}:index:board", "krul:{17}:table:outbox",
                          "krul:{17}:table:tallies", "krul:{17}:events"}) {
    redis_.Run({"FLUSHALL"});
    const auto store = MakeStore(redis_.address());
    ASSERT_TRUE(store->Probe().ok());
    const int before = std::stoi(redis_.Run({"DBSIZE"}));
    redis_.Run({"SET", key, "a string"});
    const auto outcomes = store->CommitTogether({change, ChangeOf(kShard + 1, "other", 0)});
    EXPECT_TRUE(IsUnavailable(outcomes[0])) << key;
    EXPECT_TRUE(outcomes[1].ok());
    EXPECT_EQ(std::stoi(redis_.Run({"DBSIZE"})), before + 2) << key;  // the string, and the record of the other shard
    EXPECT_EQ(CountersOf(*store).commits.refused, 1);
  }
}

TEST_F(RedisRecordStoreTest, AFullRedisLeavesNothingHalfWritten) {
  const auto store = MakeStore(redis_.address());
  ASSERT_TRUE(store->Commit(ChangeOf(kShard, "1", 0)).ok());
  redis_.Run({"CONFIG", "SET", "maxmemory", "1"});
  Change change = ChangeOf(kShard, "1", 1);
  change.index_adds = {{"board", "1", 1}};
  EXPECT_TRUE(IsUnavailable(store->Commit(change)));
  redis_.Run({"CONFIG", "SET", "maxmemory", "0"});
  EXPECT_EQ(store->Load(kShard, "1")->version, 1);
  EXPECT_EQ(*store->Size(kShard, "board"), 0);
  EXPECT_EQ(*store->Commit(change), CommitOutcome::kCommitted);
}

TEST(RedisRecordStoreOverTcp, WorksAsOverASocket) {
  RedisProcess redis({.tcp = true});
  StoreOnLoop store([&](runtime::EventLoop& loop) {
    return std::make_unique<RedisRecordStore>(RedisRecordStore::Deps{loop, {redis.tcp_address()}});
  });
  const std::string large(3'000'000, 'x');  // does not fit a socket's buffer
  EXPECT_EQ(*store.Commit(ChangeOf(kShard, "1", 0, large)), CommitOutcome::kCommitted);
  EXPECT_EQ(store.Load(kShard, "1")->bytes, large);
  redis.Kill();
  EXPECT_FALSE(store.Load(kShard, "1").ok());
}

TEST(RedisOptions, AreCheckedBeforeAStoreIsMade) {
  EXPECT_TRUE(CheckOptions({"unix:/run/redis.sock", true}).ok());
  EXPECT_TRUE(CheckOptions({"tcp://redis:6379"}).ok());
  EXPECT_TRUE(CheckOptions({"tcp://[::1]:6379"}).ok());
  for (const char* address : {"", "redis:6379", "unix:", "unix:relative", "tcp://", "tcp://host", "tcp://:1",
                              "tcp://h:0", "tcp://h:65536", "tcp://h:12x", "tcp://h:"}) {
    const auto checked = CheckOptions({address});
    ASSERT_FALSE(checked.ok()) << address;
    EXPECT_EQ(checked.refusal().reason, domain::Reason::kInvalidField);
    EXPECT_EQ(checked.refusal().fields[0].field, "redis.address");
  }
}

}  // namespace
}  // namespace krul::store
