// The contract of record_store.h: events and those who follow them.
#include "services/domain/limits.h"
#include "tests/store/store_contract.h"

namespace krul::store {
namespace {

using Strings = std::vector<std::string>;

class TailContract : public RecordStoreContract {
 protected:
  void Append(Strings events) {
    Change change = ChangeBeside(kShard);
    change.events = std::move(events);
    ASSERT_TRUE(Committed(store().Commit(change)));
  }
  // More than are kept, so that the earliest are not any more.
  void AppendMoreThanKept() {
    for (std::size_t appended = 0; appended < domain::limits::kStreamLength + 1000; appended += 500) {
      Append(Strings(500, "many"));
    }
  }
  Events End() { return *store().Tail(kShard, "", ""); }
};

TEST_P(TailContract, EventsComeInOrderFromTheBeginning) {
  Append({"1", "2"});
  Append({"3"});
  const Events events = *store().Tail(kShard, End().epoch, "");
  EXPECT_EQ(events.events, (Strings{"1", "2", "3"}));
  EXPECT_FALSE(events.gap);
  EXPECT_EQ(events.epoch, End().epoch);
  EXPECT_EQ(events.position, End().position);
}

TEST_P(TailContract, AFollowerGoesOnFromItsPosition) {
  Append({"1", "2", "3"});
  const std::string epoch = End().epoch;
  Events events = *store().Tail(kShard, epoch, "", 2);
  EXPECT_EQ(events.events, (Strings{"1", "2"}));
  events = *store().Tail(kShard, epoch, events.position, 2);
  EXPECT_EQ(events.events, Strings{"3"});
  EXPECT_EQ(events.position, End().position);
  events = *store().Tail(kShard, epoch, events.position);
  EXPECT_EQ(events.events, Strings{});
  EXPECT_EQ(events.position, End().position);
  EXPECT_FALSE(events.gap);
  Append({"4"});
  EXPECT_EQ(store().Tail(kShard, epoch, events.position)->events, Strings{"4"});
}

TEST_P(TailContract, AnEmptyEpochAsksForTheEnd) {
  const Events empty = End();
  EXPECT_FALSE(empty.epoch.empty());
  EXPECT_FALSE(empty.gap);
  Append({"1"});
  const Events end = End();
  EXPECT_EQ(end.epoch, empty.epoch);
  EXPECT_TRUE(end.events.empty());
  EXPECT_FALSE(end.gap);
  EXPECT_GT(end.position, empty.position);
  EXPECT_TRUE(store().Tail(kShard, end.epoch, end.position)->events.empty());
  EXPECT_EQ(store().Tail(kShard, end.epoch, empty.position)->events, Strings{"1"});
}

TEST_P(TailContract, PositionsAreOrderedAsText) {
  const std::string epoch = End().epoch;
  std::string previous = End().position;
  for (int i = 0; i < 120; ++i) {
    Append({"event"});
    const std::string position = End().position;
    EXPECT_GT(position, previous);
    previous = position;
  }
}

TEST_P(TailContract, EveryEventHasAPositionToGoOnFrom) {
  Append({"1", "2", "3"});
  const Events all = *store().Tail(kShard, End().epoch, "");
  ASSERT_EQ(all.positions.size(), 3U);
  EXPECT_EQ(store().Tail(kShard, all.epoch, all.positions[0])->events, (Strings{"2", "3"}));
  EXPECT_EQ(all.positions[2], all.position);
}

TEST_P(TailContract, TheEndOfAStreamIsThePositionOfItsLastEvent) {
  EXPECT_EQ(*store().StreamEnd(kShard), End().position);
  Append({"1", "2"});
  EXPECT_EQ(*store().StreamEnd(kShard), End().position);
  EXPECT_NE(*store().StreamEnd(kShard), *store().StreamEnd(kShard + 1));
}

TEST_P(TailContract, AStreamIsOfItsShard) {
  Append({"1"});
  const Events elsewhere = *store().Tail(kShard + 1, "", "");
  EXPECT_TRUE(store().Tail(kShard + 1, elsewhere.epoch, "")->events.empty());
}

TEST_P(TailContract, APositionThatIsNoLongerKeptIsAGap) {
  const Events before = End();
  Append({"first"});
  const Events first = *store().Tail(kShard, before.epoch, before.position);
  Append({"second"});
  AppendMoreThanKept();
  for (const std::string& position : {before.position, first.position}) {
    const Events events = *store().Tail(kShard, before.epoch, position);
    EXPECT_TRUE(events.gap);
    EXPECT_TRUE(events.events.empty());
    EXPECT_EQ(events.position, End().position);
  }
  Append({"after"});
  EXPECT_EQ(store().Tail(kShard, before.epoch, store().Tail(kShard, "", "")->position)->events, Strings{});
}

TEST_P(TailContract, TheBeginningIsWhatIsKept) {
  Append({"first"});
  AppendMoreThanKept();
  const Events events = *store().Tail(kShard, End().epoch, "", 10);
  EXPECT_FALSE(events.gap);
  EXPECT_EQ(events.events, Strings(10, "many"));
  const Events next = *store().Tail(kShard, End().epoch, events.position, 1'000'000);
  EXPECT_FALSE(next.gap);
  EXPECT_GE(next.events.size() + 10, domain::limits::kStreamLength);
}

TEST_P(TailContract, TheBeginningOfAStreamThatKeepsEverythingIsNoGap) {
  const Events before = End();
  Append({"1"});
  const Events events = *store().Tail(kShard, before.epoch, before.position);
  EXPECT_FALSE(events.gap);
  EXPECT_EQ(events.events, Strings{"1"});
}

TEST_P(TailContract, APositionAheadOfTheStreamIsAGap) {
  Append({"1"});
  std::string ahead = End().position;
  ahead.replace(0, 1, "1");
  const Events events = *store().Tail(kShard, End().epoch, ahead);
  EXPECT_TRUE(events.gap);
  EXPECT_EQ(events.position, End().position);
}

TEST_P(TailContract, APositionThatIsNoneIsAGap) {
  Append({"1"});
  for (const char* position : {"nonsense", "-", "+", "1-", "-1", "99999999999999999999999-0"}) {
    EXPECT_TRUE(store().Tail(kShard, End().epoch, position)->gap) << position;
  }
}

TEST_P(TailContract, AnotherEpochIsAGap) {
  Append({"1"});
  for (const std::string& position : {std::string(), End().position}) {
    const Events events = *store().Tail(kShard, "another", position);
    EXPECT_TRUE(events.gap);
    EXPECT_TRUE(events.events.empty());
    EXPECT_EQ(events.epoch, End().epoch);
    EXPECT_EQ(events.position, End().position);
  }
}

INSTANTIATE_TEST_SUITE_P(Stores, TailContract, ::testing::Values(StoreKind::kMemory, StoreKind::kRedis), NameOf);

}  // namespace
}  // namespace krul::store
