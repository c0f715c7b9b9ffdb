// The contract of record_store.h: records, their looks, and what is committed beside them.
#include <limits>
#include <map>
#include <set>

#include "tests/store/store_contract.h"

namespace krul::store {
namespace {

using namespace std::chrono_literals;

TEST_P(RecordStoreContract, AMissingRecordHasVersionZeroAndTheTimeOfTheStore) {
  const auto loaded = store().Load(kShard, "callbacks/centrum/1");
  ASSERT_TRUE(loaded.ok());
  EXPECT_EQ(loaded->version, 0);
  EXPECT_EQ(loaded->bytes, "");
  EXPECT_LE(loaded->now - Now(), 1min);
  EXPECT_GE(loaded->now, domain::FromMillis(1'700'000'000'000));
}

TEST_P(RecordStoreContract, ARecordIsCreatedAndThenReplacedVersionByVersion) {
  EXPECT_TRUE(Committed(store().Commit(ChangeOf(kShard, "1", 0, "first"))));
  EXPECT_EQ(store().Load(kShard, "1")->version, 1);
  EXPECT_EQ(store().Load(kShard, "1")->bytes, "first");
  for (int version = 1; version < 12; ++version) {
    EXPECT_TRUE(Committed(store().Commit(ChangeOf(kShard, "1", version, "next"))));
  }
  EXPECT_EQ(store().Load(kShard, "1")->version, 12);
  EXPECT_EQ(store().Load(kShard, "1")->bytes, "next");
}

TEST_P(RecordStoreContract, ARecordIsOfItsShardOnly) {
  EXPECT_TRUE(Committed(store().Commit(ChangeOf(kShard, "1", 0))));
  EXPECT_EQ(store().Load(kShard + 1, "1")->version, 0);
  EXPECT_TRUE(Committed(store().Commit(ChangeOf(kShard + 1, "1", 0))));
}

TEST_P(RecordStoreContract, AnyOtherVersionIsAConflict) {
  EXPECT_TRUE(Conflict(store().Commit(ChangeOf(kShard, "1", 1))));
  EXPECT_TRUE(Committed(store().Commit(ChangeOf(kShard, "1", 0))));
  EXPECT_TRUE(Conflict(store().Commit(ChangeOf(kShard, "1", 0))));
  EXPECT_TRUE(Conflict(store().Commit(ChangeOf(kShard, "1", 2))));
  EXPECT_TRUE(Conflict(store().Commit(ChangeOf(kShard, "1", 11))));
}

TEST_P(RecordStoreContract, AConflictLeavesNothingOfItself) {
  Change first = ChangeOf(kShard, "1", 0, "first");
  first.look_at = Now() + 1h;
  first.index_adds = {{"board", "kept", 1}};
  first.field_sets = {{"outbox", "kept", "bytes"}};
  EXPECT_TRUE(Committed(store().Commit(first)));

  Change late = ChangeOf(kShard, "1", 0, "late");
  late.index_adds = {{"board", "late", 1}};
  late.index_removes = {{"board", "kept"}};
  late.field_sets = {{"outbox", "late", "bytes"}};
  late.field_removes = {{"outbox", "kept"}};
  late.counts = {{"tallies", "noted", 1}};
  late.events = {"late"};
  EXPECT_TRUE(Conflict(store().Commit(late)));

  EXPECT_EQ(store().Load(kShard, "1")->bytes, "first");
  EXPECT_EQ(store().NextLooks(kShard)->looks.size(), 1U);
  EXPECT_EQ(Members("board"), std::vector<std::string>{"kept"});
  EXPECT_EQ(*store().Fields(kShard, "outbox"), (StoreOnLoop::Pairs{{"kept", "bytes"}}));
  EXPECT_TRUE(store().Fields(kShard, "tallies")->empty());
  const std::string epoch = store().Tail(kShard, "", "")->epoch;
  EXPECT_TRUE(store().Tail(kShard, epoch, "")->events.empty());
}

TEST_P(RecordStoreContract, BytesAreBytes) {
  using namespace std::string_literals;
  std::string bytes = "7\n\n\r\n$5\r\n%s %b\0end"s;
  for (int byte = 0; byte < 256; ++byte) bytes.push_back(static_cast<char>(byte));
  const std::string id = "id\n\0\xff%s"s;
  Change change = ChangeOf(kShard, id, 0, bytes);
  change.field_sets = {{"outbox", id, bytes}};
  change.events = {bytes};
  change.index_adds = {{"board\n", bytes, 3}};
  EXPECT_TRUE(Committed(store().Commit(change)));
  EXPECT_EQ(store().Load(kShard, id)->bytes, bytes);
  EXPECT_EQ(*store().Fields(kShard, "outbox"), (StoreOnLoop::Pairs{{id, bytes}}));
  EXPECT_EQ(Members("board\n"), std::vector<std::string>{bytes});
  const std::string epoch = store().Tail(kShard, "", "")->epoch;
  EXPECT_EQ(store().Tail(kShard, epoch, "")->events, std::vector<std::string>{bytes});

  EXPECT_TRUE(Committed(store().Commit(ChangeOf(kShard, id, 1, ""))));
  EXPECT_EQ(store().Load(kShard, id)->bytes, "");
}

TEST_P(RecordStoreContract, ALookIsDueFromItsInstantOnAndInOrder) {
  const Instant now = Now();
  const std::map<std::string, domain::Millis> looks = {{"b", -2s}, {"a", -1s}, {"c", -3s}, {"later", 1h}, {"last", 2h}};
  for (const auto& [id, in] : looks) {
    Change change = ChangeOf(kShard, id, 0);
    change.look_at = now + in;
    EXPECT_TRUE(Committed(store().Commit(change)));
  }
  EXPECT_EQ(DueIds(), (std::vector<std::string>{"c", "b", "a"}));
  EXPECT_EQ(DueIds(2), (std::vector<std::string>{"c", "b"}));
  EXPECT_EQ(DueIds(0), std::vector<std::string>{});
  EXPECT_GE(store().Due(kShard)->now, now);
  EXPECT_EQ(store().Due(kShard)->looks[0].at, now - 3s);
  EXPECT_TRUE(store().Due(kShard + 1)->looks.empty());

  Advance(30min);
  EXPECT_EQ(DueIds().size(), 3U);
  Advance(30min);
  EXPECT_EQ(DueIds(), (std::vector<std::string>{"c", "b", "a", "later"}));
  EXPECT_GE(store().Load(kShard, "a")->now, now + 1h);
}

TEST_P(RecordStoreContract, DueLooksAreReadPageByPageAndTellWhatComesNext) {
  const Instant now = Now();
  for (const auto& [id, in] : std::map<std::string, domain::Millis>{{"a", -3s}, {"b", -2s}, {"c", -1s}, {"d", 1h}}) {
    Change change = ChangeOf(kShard, id, 0);
    change.look_at = now + in;
    EXPECT_TRUE(Committed(store().Commit(change)));
  }
  const DueLooks first = *store().Due(kShard, 2);
  EXPECT_EQ(first.looks.size(), 2U);
  EXPECT_FALSE(first.next);
  const DueLooks second = *store().Due(kShard, 2, 2);
  ASSERT_EQ(second.looks.size(), 1U);
  EXPECT_EQ(second.looks[0].id, "c");
  EXPECT_EQ(second.next, now + 1h);
  EXPECT_FALSE(store().Due(kShard + 1)->next);
}

TEST_P(RecordStoreContract, LooksOfRoundsLieApart) {
  const Instant now = Now();
  for (const char* id : {"rounds/centrum/1", "callbacks/centrum/1"}) {
    Change change = ChangeOf(kShard, id, 0);
    change.look_at = now - 1s;
    EXPECT_TRUE(Committed(store().Commit(change)));
  }
  EXPECT_EQ(DueIds(), std::vector<std::string>{"callbacks/centrum/1"});
  const DueLooks rounds = *store().Due(kShard, 100, 0, LookKind::kRound);
  ASSERT_EQ(rounds.looks.size(), 1U);
  EXPECT_EQ(rounds.looks[0].id, "rounds/centrum/1");
  EXPECT_TRUE(Committed(store().Commit(ChangeOf(kShard, "rounds/centrum/1", 1))));
  EXPECT_TRUE(store().Due(kShard, 100, 0, LookKind::kRound)->looks.empty());
}

TEST_P(RecordStoreContract, NextLooksAreTheEarliestDueOrNot) {
  const Instant now = Now();
  for (const auto& [id, at] : std::map<std::string, Instant>{{"a", now + 2h}, {"b", now - 1h}, {"c", now + 1h}}) {
    Change change = ChangeOf(kShard, id, 0);
    change.look_at = at;
    EXPECT_TRUE(Committed(store().Commit(change)));
  }
  const auto next = store().NextLooks(kShard, 2);
  ASSERT_TRUE(next.ok());
  ASSERT_EQ(next->looks.size(), 2U);
  EXPECT_EQ(next->looks[0].id, "b");
  EXPECT_EQ(next->looks[1].id, "c");
  EXPECT_EQ(next->looks[1].at, now + 1h);
}

TEST_P(RecordStoreContract, EachCommitReplacesTheLookOrRemovesIt) {
  const Instant now = Now();
  Change change = ChangeOf(kShard, "1", 0);
  change.look_at = now - 1s;
  EXPECT_TRUE(Committed(store().Commit(change)));
  change = ChangeOf(kShard, "1", 1);
  change.look_at = now + 1h;
  EXPECT_TRUE(Committed(store().Commit(change)));
  EXPECT_TRUE(DueIds().empty());
  EXPECT_EQ(store().NextLooks(kShard)->looks.size(), 1U);
  EXPECT_TRUE(Committed(store().Commit(ChangeOf(kShard, "1", 2))));
  EXPECT_TRUE(store().NextLooks(kShard)->looks.empty());
}

TEST_P(RecordStoreContract, WithoutARecordTheRestAppliesAndItsLookStays) {
  const Instant now = Now();
  Change change = ChangeOf(kShard, "1", 0, "first");
  change.look_at = now - 1s;
  EXPECT_TRUE(Committed(store().Commit(change)));

  Change beside = ChangeBeside(kShard);
  beside.key.id = "1";
  beside.expected_version = 99;
  beside.bytes = "never written";
  beside.index_adds = {{"board", "1", 5}};
  beside.events = {"beside"};
  EXPECT_TRUE(Committed(store().Commit(beside)));
  EXPECT_EQ(store().Load(kShard, "1")->version, 1);
  EXPECT_EQ(store().Load(kShard, "1")->bytes, "first");
  EXPECT_EQ(DueIds(), std::vector<std::string>{"1"});
  EXPECT_EQ(Members("board"), std::vector<std::string>{"1"});

  // A look that is given is set, so that looks can be made anew from the records.
  beside = ChangeBeside(kShard);
  beside.key.id = "1";
  beside.look_at = now + 1h;
  EXPECT_TRUE(Committed(store().Commit(beside)));
  EXPECT_TRUE(DueIds().empty());
  EXPECT_EQ(store().NextLooks(kShard)->looks.size(), 1U);
}

TEST_P(RecordStoreContract, ChangesOfOneTurnEachHaveTheirOwnAnswer) {
  EXPECT_TRUE(Committed(store().Commit(ChangeOf(kShard, "old", 0))));
  std::vector<Change> changes = {ChangeOf(kShard, "a", 0), ChangeOf(kShard, "old", 0), ChangeOf(kShard, "b", 0),
                                 ChangeOf(kShard, "a", 0), ChangeOf(kShard, "a", 1),   ChangeOf(kShard + 1, "a", 0),
                                 ChangeOf(kShard, "c", 7)};
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const std::string name = std::to_string(i);
    changes[i].index_adds = {{"board", name, 0}};
    changes[i].counts = {{"tallies", "noted", 1}};
    changes[i].events = {name};
  }
  const auto outcomes = store().CommitTogether(changes);
  EXPECT_TRUE(Committed(outcomes[0]));
  EXPECT_TRUE(Conflict(outcomes[1]));
  EXPECT_TRUE(Committed(outcomes[2]));
  EXPECT_TRUE(Conflict(outcomes[3]));
  EXPECT_TRUE(Committed(outcomes[4]));
  EXPECT_TRUE(Committed(outcomes[5]));
  EXPECT_TRUE(Conflict(outcomes[6]));
  EXPECT_EQ(Members("board"), (std::vector<std::string>{"0", "2", "4"}));
  EXPECT_EQ(*store().Fields(kShard, "tallies"), (StoreOnLoop::Pairs{{"noted", "3"}}));
  const std::string epoch = store().Tail(kShard, "", "")->epoch;
  EXPECT_EQ(store().Tail(kShard, epoch, "")->events, (std::vector<std::string>{"0", "2", "4"}));
}

TEST_P(RecordStoreContract, ChangesOfOneTurnThatTouchTheSameThingsApplyInOrder) {
  std::vector<Change> changes(4, ChangeBeside(kShard));
  changes[0].index_adds = {{"board", "x", 1}};
  changes[0].field_sets = {{"outbox", "f", "1"}};
  changes[1].index_removes = {{"board", "x"}};
  changes[1].field_removes = {{"outbox", "f"}};
  changes[2].index_adds = {{"board", "x", 2}};
  changes[2].field_sets = {{"outbox", "f", "2"}};
  changes[3].index_adds = {{"board", "x", 3}};
  changes[3].field_sets = {{"outbox", "f", "3"}};
  for (const auto& outcome : store().CommitTogether(changes)) EXPECT_TRUE(Committed(outcome));
  EXPECT_EQ(store().Range(kShard, "board")->front().score, 3);
  EXPECT_EQ(*store().Fields(kShard, "outbox"), (StoreOnLoop::Pairs{{"f", "3"}}));
}

TEST_P(RecordStoreContract, ManyChangesOfOneTurn) {
  std::vector<Change> changes;
  for (int i = 0; i < 500; ++i) changes.push_back(ChangeOf(i % 3, std::to_string(i), i % 10 == 7 ? 1 : 0));
  const auto outcomes = store().CommitTogether(changes);
  for (std::size_t i = 0; i < outcomes.size(); ++i) EXPECT_EQ(Committed(outcomes[i]), i % 10 != 7) << i;
}

TEST_P(RecordStoreContract, ScanAnswersEveryRecord) {
  std::vector<Change> changes;
  std::set<std::string> expected, found;
  for (int i = 0; i < 1000; ++i) {
    changes.push_back(ChangeOf(kShard, "id" + std::to_string(i), 0));
    expected.insert("id" + std::to_string(i));
  }
  changes.push_back(ChangeOf(kShard + 1, "elsewhere", 0));
  store().CommitTogether(changes);
  std::string cursor;
  do {
    const auto page = store().Scan(kShard, cursor);
    ASSERT_TRUE(page.ok());
    found.insert(page->ids.begin(), page->ids.end());
    cursor = page->cursor;
  } while (!cursor.empty());
  EXPECT_EQ(found, expected);
  EXPECT_TRUE(store().Scan(kShard + 2, "")->cursor.empty());
}

TEST_P(RecordStoreContract, AProbeAnswersTheTimeOfTheStore) {
  const Instant before = store().Load(kShard, "1")->now;
  EXPECT_GE(Now(), before);
  Advance(24h);
  EXPECT_GE(Now(), before + 24h);
  EXPECT_LT(Now(), before + 25h);
}

TEST_P(RecordStoreContract, NowIsTheTimeOfTheStore) {
  const Instant before = store().Load(kShard, "1")->now;
  Advance(24h);
  const Instant now = *store().Now();
  EXPECT_GE(now, before + 24h);
  EXPECT_LE(now, store().Load(kShard, "1")->now);
}

INSTANTIATE_TEST_SUITE_P(Stores, RecordStoreContract, ::testing::Values(StoreKind::kMemory, StoreKind::kRedis), NameOf);

}  // namespace
}  // namespace krul::store
