// The contract of record_store.h: indexes, tables and counters.
#include <algorithm>
#include <limits>

#include "tests/store/store_contract.h"

namespace krul::store {
namespace {

using namespace std::string_literals;

class IndexContract : public RecordStoreContract {};
using Strings = std::vector<std::string>;
using Pairs = StoreOnLoop::Pairs;

TEST_P(IndexContract, MembersAreInOrderOfScoreThenMember) {
  Change change = ChangeBeside(kShard);
  change.index_adds = {
      {"board", "c", 1}, {"board", "b", 2.5}, {"board", "a", 2.5}, {"board", "d", -1e12}, {"other", "x", 1}};
  ASSERT_TRUE(Committed(store().Commit(change)));
  EXPECT_EQ(Members("board"), (Strings{"d", "c", "a", "b"}));
  EXPECT_EQ(store().Range(kShard, "board")->at(0).score, -1e12);
  EXPECT_EQ(store().Range(kShard, "board")->at(3).score, 2.5);
  EXPECT_EQ(*store().Size(kShard, "board"), 4);
  EXPECT_EQ(*store().Size(kShard, "nothing"), 0);
  EXPECT_TRUE(store().Range(kShard, "nothing")->empty());
}

TEST_P(IndexContract, AScoreIsReplacedAndAMemberRemoved) {
  Change change = ChangeBeside(kShard);
  change.index_adds = {{"board", "a", 1}, {"board", "b", 2}};
  ASSERT_TRUE(Committed(store().Commit(change)));
  change.index_adds = {{"board", "a", 3}};
  change.index_removes = {{"board", "never there"}, {"nothing", "a"}};
  ASSERT_TRUE(Committed(store().Commit(change)));
  EXPECT_EQ(Members("board"), (Strings{"b", "a"}));
  change.index_adds.clear();
  change.index_removes = {{"board", "b"}};
  ASSERT_TRUE(Committed(store().Commit(change)));
  EXPECT_EQ(Members("board"), Strings{"a"});
}

TEST_P(IndexContract, AChangeThatRemovesAndAddsAMemberAddsIt) {
  Change change = ChangeBeside(kShard);
  change.index_adds = {{"board", "a", 1}};
  change.index_removes = {{"board", "a"}};
  change.field_sets = {{"outbox", "f", "bytes"}};
  change.field_removes = {{"outbox", "f"}};
  for (int times = 0; times < 2; ++times) {
    ASSERT_TRUE(Committed(store().Commit(change)));
    EXPECT_EQ(Members("board"), Strings{"a"});
    EXPECT_EQ(*store().Fields(kShard, "outbox"), (Pairs{{"f", "bytes"}}));
  }
}

TEST_P(IndexContract, ScoresComeBackAsTheyWere) {
  const std::vector<double> scores = {0, -0.0, 0.1, -1.0 / 3, 1e-7, 1e300, 5e-324, 9007199254740991, 1700000000123};
  for (const double score : scores) {
    Change change = ChangeBeside(kShard);
    change.index_adds = {{"board", "a", score}};
    ASSERT_TRUE(Committed(store().Commit(change))) << score;
    EXPECT_EQ(store().Range(kShard, "board")->front().score, score);
  }
}

TEST_P(IndexContract, AScoreThatIsNoNumberIsRefusedWithAllOfItsChange) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  for (const double score : {kInfinity, -kInfinity, std::numeric_limits<double>::quiet_NaN()}) {
    Change change = ChangeOf(kShard, "1", 0);
    change.index_adds = {{"board", "a", 1}, {"board", "b", score}};
    EXPECT_TRUE(Unavailable(store().Commit(change)));
    EXPECT_EQ(store().Load(kShard, "1")->version, 0);
    EXPECT_EQ(*store().Size(kShard, "board"), 0);
  }
}

TEST_P(IndexContract, ARangeBeginsAtItsRank) {
  Change change = ChangeBeside(kShard);
  for (int i = 0; i < 10; ++i) change.index_adds.push_back({"board", std::to_string(i), static_cast<double>(i)});
  ASSERT_TRUE(Committed(store().Commit(change)));
  const auto members = [&](std::size_t offset, std::size_t limit) {
    Strings found;
    for (const Entry& entry : *store().Range(kShard, "board", offset, limit)) found.push_back(entry.member);
    return found;
  };
  EXPECT_EQ(members(0, 3), (Strings{"0", "1", "2"}));
  EXPECT_EQ(members(8, 3), (Strings{"8", "9"}));
  EXPECT_EQ(members(10, 3), Strings{});
  EXPECT_EQ(members(0, 0), Strings{});
  EXPECT_EQ(members(9, SIZE_MAX), Strings{"9"});
  EXPECT_EQ(members(SIZE_MAX, 1), Strings{});
}

TEST_P(IndexContract, APrefixIsBytes) {
  const Strings members = {"",       "a", "a\x00"s, "a\x00z"s, "ab",   "a\xff",   "a\xff\xff",
                           "a\xffz", "b", "\x7f",   "\x80",    "\xff", "\xff\xff"};
  Change change = ChangeBeside(kShard);
  for (const std::string& member : members) change.index_adds.push_back({"phones", member, 0});
  ASSERT_TRUE(Committed(store().Commit(change)));
  for (const std::string& prefix :
       {""s, "a"s, "a\x00"s, "a\xff"s, "\xff"s, "\xff\xff"s, "\x7f"s, "\x80"s, "b"s, "c"s}) {
    Strings expected;
    std::ranges::copy_if(members, std::back_inserter(expected),
                         [&](const std::string& member) { return member.starts_with(prefix); });
    std::ranges::sort(expected);
    EXPECT_EQ(*store().RangeByPrefix(kShard, "phones", prefix), expected) << ::testing::PrintToString(prefix);
  }
  EXPECT_EQ(*store().RangeByPrefix(kShard, "phones", "a", 2), (Strings{"a", "a\x00"s}));
  EXPECT_EQ(*store().RangeByPrefix(kShard, "phones", "a", 0), Strings{});
}

TEST_P(IndexContract, FieldsAreSetReplacedAndRemoved) {
  Change change = ChangeBeside(kShard);
  change.field_sets = {{"outbox", "a", "1"}, {"outbox", "b", "2"}, {"other", "a", "3"}};
  ASSERT_TRUE(Committed(store().Commit(change)));
  change.field_sets = {{"outbox", "a", "4"}};
  change.field_removes = {{"outbox", "b"}, {"outbox", "never there"}};
  ASSERT_TRUE(Committed(store().Commit(change)));
  EXPECT_EQ(*store().Fields(kShard, "outbox"), (Pairs{{"a", "4"}}));
  EXPECT_EQ(*store().Fields(kShard, "other"), (Pairs{{"a", "3"}}));
  EXPECT_TRUE(store().Fields(kShard, "nothing")->empty());
}

TEST_P(IndexContract, FieldsAreNoMoreThanAskedForAndAllDifferent) {
  Change change = ChangeBeside(kShard);
  for (int i = 0; i < 300; ++i) change.field_sets.push_back({"outbox", "field" + std::to_string(i), std::to_string(i)});
  ASSERT_TRUE(Committed(store().Commit(change)));
  Pairs some = *store().Fields(kShard, "outbox", 100);
  EXPECT_EQ(some.size(), 100U);
  std::ranges::sort(some);
  EXPECT_EQ(std::ranges::unique(some).size(), 0U);
  EXPECT_EQ(store().Fields(kShard, "outbox", 1000)->size(), 300U);
  EXPECT_EQ(store().Fields(kShard, "outbox", SIZE_MAX)->size(), 300U);
  EXPECT_EQ(store().Fields(kShard, "outbox", 0)->size(), 0U);
}

TEST_P(IndexContract, CountersCountBothWaysAndFromZero) {
  Change change = ChangeBeside(kShard);
  change.counts = {{"tallies", "noted", 2}, {"tallies", "noted", 1}, {"tallies", "closed", -5}};
  ASSERT_TRUE(Committed(store().Commit(change)));
  change.counts = {{"tallies", "noted", -1}, {"tallies", "closed", 5'000'000'000}};
  ASSERT_TRUE(Committed(store().Commit(change)));
  Pairs counters = *store().Fields(kShard, "tallies");
  std::ranges::sort(counters);
  EXPECT_EQ(counters, (Pairs{{"closed", "4999999995"}, {"noted", "2"}}));
}

TEST_P(IndexContract, WhatCannotBeCountedIsRefusedWithAllOfItsChange) {
  Change text = ChangeBeside(kShard);
  text.field_sets = {{"tallies", "name", "text"}};
  ASSERT_TRUE(Committed(store().Commit(text)));
  const std::vector<std::vector<Count>> unsound = {
      {{"tallies", "name", 1}},                                        // no integer
      {{"tallies", "far", std::numeric_limits<std::int64_t>::max()}},  // beyond what is held exactly
      {{"tallies", "far", (std::int64_t{1} << 53)}, {"tallies", "far", 1}}};
  for (const auto& counts : unsound) {
    Change change = ChangeOf(kShard, "1", 0);
    change.counts = counts;
    change.events = {"event"};
    EXPECT_TRUE(Unavailable(store().Commit(change)));
    EXPECT_EQ(store().Load(kShard, "1")->version, 0);
    EXPECT_EQ(*store().Fields(kShard, "tallies"), (Pairs{{"name", "text"}}));
  }
}

TEST_P(IndexContract, AChangeThatCountsAndSetsInOneTableIsRefused) {
  Change change = ChangeBeside(kShard);
  change.counts = {{"tallies", "noted", 1}};
  change.field_sets = {{"tallies", "name", "text"}};
  EXPECT_TRUE(Unavailable(store().Commit(change)));
  EXPECT_TRUE(store().Fields(kShard, "tallies")->empty());
}

TEST_P(IndexContract, ARefusedChangeDoesNotHarmTheOthersOfItsTurn) {
  std::vector<Change> changes = {ChangeOf(kShard, "a", 0), ChangeOf(kShard, "bad", 0), ChangeOf(kShard, "b", 0)};
  changes[1].index_adds = {{"board", "x", std::numeric_limits<double>::quiet_NaN()}};
  const auto outcomes = store().CommitTogether(changes);
  EXPECT_TRUE(Committed(outcomes[0]));
  EXPECT_TRUE(Unavailable(outcomes[1]));
  EXPECT_TRUE(Committed(outcomes[2]));
}

TEST_P(IndexContract, AChangeMayHaveManyItems) {
  Change change = ChangeOf(kShard, "1", 0);
  for (int i = 0; i < 12000; ++i) change.index_adds.push_back({"board", std::to_string(i), 1});
  ASSERT_TRUE(Committed(store().Commit(change)));
  EXPECT_EQ(*store().Size(kShard, "board"), 12000);
}

INSTANTIATE_TEST_SUITE_P(Stores, IndexContract, ::testing::Values(StoreKind::kMemory, StoreKind::kRedis), NameOf);

}  // namespace
}  // namespace krul::store
