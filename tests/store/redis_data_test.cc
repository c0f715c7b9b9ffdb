// What a Redis has kept, lost or damaged.
#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "services/store/redis/redis_record_store.h"
#include "tests/store/store_on_loop.h"
#include "tests/support/redis_process.h"

namespace krul::store {
namespace {
using namespace std::chrono_literals;
using support::RedisProcess;

constexpr int kShard = 17;

class RedisDataTest : public ::testing::Test {
 protected:
  static std::unique_ptr<StoreOnLoop> MakeStore(const std::string& address) {
    return std::make_unique<StoreOnLoop>([&](runtime::EventLoop& loop) {
      return std::make_unique<RedisRecordStore>(RedisRecordStore::Deps{loop, {address, true}});
    });
  }
  static void AwaitThat(const std::function<bool()>& condition) {
    const auto give_up_at = std::chrono::steady_clock::now() + 20s;
    while (!condition()) {
      ASSERT_LT(std::chrono::steady_clock::now(), give_up_at) << "it never happened";
      std::this_thread::yield();
    }
  }

  RedisProcess redis_;
};

TEST_F(RedisDataTest, ALostStreamIsAGap) {
  const auto store = MakeStore(redis_.address());
  Change change = ChangeBeside(kShard);
  change.events = {"event"};
  ASSERT_TRUE(store->Commit(change).ok());
  const Events end = *store->Tail(kShard, "", "");
  redis_.Run({"DEL", "krul:{17}:events"});
  EXPECT_TRUE(store->Tail(kShard, end.epoch, end.position)->gap);
  // Ids of a stream are milliseconds of Redis: in the same one, a stream begun anew would take the very same id.
  const domain::Instant lost_at = *store->Probe();
  while (*store->Probe() <= lost_at + domain::Millis(1)) {
  }
  ASSERT_TRUE(store->Commit(change).ok());
  EXPECT_TRUE(store->Tail(kShard, end.epoch, end.position)->gap);
  redis_.Run({"FLUSHALL"});
  const auto after = MakeStore(redis_.address());
  EXPECT_NE(after->Tail(kShard, end.epoch, "")->epoch, end.epoch);
  EXPECT_TRUE(after->Tail(kShard, end.epoch, "")->gap);
}

// "There is nothing" and "it is written" would both be untrue.
TEST_F(RedisDataTest, AStoreThatLostItsDataAnswersNothingUntilTheyAreThereAgain) {
  const auto store = MakeStore(redis_.address());
  Change change = ChangeBeside(kShard);
  change.events = {"event"};
  change.index_adds = {{"board", "1", 1}};
  ASSERT_TRUE(store->Commit(change).ok());
  const Events told = *store->Tail(kShard, "", "");
  ASSERT_TRUE(store->Probe().ok());

  redis_.Run({"SWAPDB", "0", "1"});
  EXPECT_TRUE(IsUnavailable(store->Commit(change)));
  EXPECT_TRUE(IsUnavailable(store->Load(kShard, "1")));
  EXPECT_TRUE(IsUnavailable(store->Range(kShard, "board")));
  EXPECT_TRUE(IsUnavailable(store->Tail(kShard, told.epoch, told.position)));
  EXPECT_TRUE(IsUnavailable(store->Probe()));
  EXPECT_EQ(redis_.Run({"DBSIZE"}), "0");
  const auto newcomer = MakeStore(redis_.address());
  EXPECT_TRUE(newcomer->Probe().ok()) << "a store that begins with what is there takes it as it is";
  EXPECT_TRUE(IsUnavailable(store->Load(kShard, "1"))) << "it was given another life meanwhile";

  redis_.Run({"SWAPDB", "0", "1"});
  AwaitThat([&] { return store->Probe().ok(); });
  EXPECT_EQ(store->Range(kShard, "board")->size(), 1U);
  EXPECT_FALSE(store->Tail(kShard, told.epoch, told.position)->gap);
  EXPECT_TRUE(store->Commit(change).ok());
}

TEST_F(RedisDataTest, AFailoverIsAnotherEpochThatARestartKeeps) {
  RedisProcess primary({.tcp = true});
  const auto before = MakeStore(primary.address());
  Change change = ChangeBeside(kShard);
  change.events = {"event"};
  ASSERT_TRUE(before->Commit(change).ok());
  const Events told = *before->Tail(kShard, "", "");
  const std::string port = primary.tcp_address().substr(primary.tcp_address().rfind(':') + 1);
  redis_.Run({"REPLICAOF", "127.0.0.1", port});
  AwaitThat([&] { return redis_.Run({"XLEN", "krul:{17}:events"}) == "1"; });
  // What it took over is in its own log once that is written anew.
  AwaitThat([&] {
    const std::string info = redis_.Run({"INFO", "persistence"});
    return info.find("aof_rewrite_in_progress:0") != std::string::npos &&
           info.find("aof_rewrite_scheduled:0") != std::string::npos;
  });
  EXPECT_EQ(before->Tail(kShard, told.epoch, told.position)->gap, false);

  primary.Kill();
  redis_.Run({"REPLICAOF", "NO", "ONE"});
  const auto after = MakeStore(redis_.address());
  const Events found = *after->Tail(kShard, told.epoch, told.position);
  EXPECT_TRUE(found.gap);
  EXPECT_NE(found.epoch, told.epoch);
  EXPECT_FALSE(after->Tail(kShard, found.epoch, found.position)->gap);
  redis_.Restart();
  AwaitThat([&] { return after->Tail(kShard, "", "").ok(); });
  EXPECT_FALSE(after->Tail(kShard, found.epoch, found.position)->gap);
}

TEST_F(RedisDataTest, ADamagedRecordIsNoFailureOfTheStore) {
  const auto store = MakeStore(redis_.address());
  for (const char* value : {"", "no version", "x\nbytes", "99999999999999999999\nbytes"}) {
    redis_.Run({"HSET", "krul:{17}:rec", "1", value});
    const auto loaded = store->Load(kShard, "1");
    ASSERT_FALSE(loaded.ok()) << value;
    EXPECT_EQ(loaded.refusal().reason, Unreadable().reason) << value;
    EXPECT_TRUE(store->Load(kShard, "2").ok());
  }
}

}  // namespace
}  // namespace krul::store
