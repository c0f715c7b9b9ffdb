#include "services/store/index_rebuild.h"

#include <algorithm>
#include <map>

#include "services/domain/promise/due_moment.h"
#include "services/store/keys.h"
#include "services/store/record_codec.h"
#include "tests/store/store_contract.h"

namespace krul::store {
namespace {
using domain::CallbackRecord;
using domain::FromMillis;

constexpr int kCallbacks = 150;  // more than a page of a shard
const IndexSecret kSecret{};

CallbackRecord Callback(int number) {
  CallbackRecord record;
  record.branch = number % 3 == 0 ? "centrum" : "noord";
  record.id = std::to_string(number);
  record.state = domain::State::kAssigned;
  record.assignee = {domain::Party::Kind::kPerson, "sanne"};
  record.noted_at = FromMillis(1'764'000'000'000);
  record.promise.due_at = record.promise.original_due_at = FromMillis(1'764'003'600'000 + 60'000 * (number % 7));
  return record;
}

Change Kept(const CallbackRecord& before, const CallbackRecord& after) {
  domain::Decision decision;
  decision.record = after;
  return ChangeOf(before, decision, kSecret);
}

Result<Rebuilt> Rebuild(StoreOnLoop& store) {
  return store.Ask<Rebuilt>(
      [&](Answer<Rebuilt> done) { runtime::SpawnThen(RebuildIndexes(store.store(), kSecret), std::move(done)); });
}

std::map<std::string, double> At(StoreOnLoop& store, const std::string& branch, const std::string& index) {
  std::map<std::string, double> scores;
  const auto entries = store.Range(ShardOf(branch), index, 0, 1000);
  for (const Entry& entry : *entries) scores[entry.member] = entry.score;
  return scores;
}

class IndexRebuild : public RecordStoreContract {
 protected:
  // As a program of another version would have ordered them.
  void Disorder(const CallbackRecord& record) {
    Change change = IndexesOf(record, record, kSecret);
    change.key = {ShardOf(record.branch), indexes::RecordId(record.branch, record.id)};
    change.write_record = false;
    for (IndexAdd& add : change.index_adds) add.score = 1;
    ASSERT_TRUE(Committed(store().Commit(std::move(change))));
  }
};

TEST_P(IndexRebuild, WritesEachRecordsIndexesAnewAndOnlyOnce) {
  std::map<std::string, std::map<std::string, double>> right;
  for (int i = 0; i < kCallbacks; ++i) {
    const CallbackRecord record = Callback(i);
    ASSERT_TRUE(Committed(store().Commit(Kept({}, record))));
    Disorder(record);
    right[record.branch][record.branch + "/" + record.id] = static_cast<double>(domain::ToMillis(RankOf(record)));
  }
  ASSERT_NE(At(store(), "noord", indexes::Board("noord")), right["noord"]);
  const std::string elsewhere = EncodeCallback(Callback(1));  // of an id that is no callback's
  ASSERT_TRUE(Committed(store().Commit(ChangeOf(ShardOf("noord"), "firm/1", 0, elsewhere))));
  const auto rebuilt = Rebuild(store());
  ASSERT_TRUE(rebuilt.ok());
  EXPECT_EQ(rebuilt->records, kCallbacks);
  EXPECT_EQ(rebuilt->unreadable, 0);
  for (const auto& [branch, board] : right) {
    EXPECT_EQ(At(store(), branch, indexes::Board(branch)), board) << branch;
    EXPECT_EQ(At(store(), branch, indexes::Inbox(kSecret, "sanne")), board) << branch;
  }
  EXPECT_EQ(store().Load(ShardOf("noord"), "callbacks/noord/1")->version, 1) << "nobody changed it";
  EXPECT_EQ(Rebuild(store())->records, 0) << "they are of this version now";
}

TEST_P(IndexRebuild, PassesByWhatItCannotRead) {
  ASSERT_TRUE(Committed(store().Commit(Kept({}, Callback(1)))));
  ASSERT_TRUE(Committed(store().Commit(ChangeOf(ShardOf("noord"), "callbacks/noord/broken", 0, "\xff\xff\xff"))));
  const auto rebuilt = Rebuild(store());
  ASSERT_TRUE(rebuilt.ok());
  EXPECT_EQ(rebuilt->records, 1);
  EXPECT_EQ(rebuilt->unreadable, 1);
}

INSTANTIATE_TEST_SUITE_P(Stores, IndexRebuild, ::testing::Values(StoreKind::kMemory, StoreKind::kRedis), NameOf);

// Changes a record at the very moment at which its indexes are written, from each of `states` to the next.
class MeddledStore : public MemoryRecordStore {
 public:
  explicit MeddledStore(std::vector<CallbackRecord> states)
      : MemoryRecordStore(FromMillis(1'764'000'000'000)), states_(std::move(states)) {}
  void Commit(Change change, Answer<CommitOutcome> done) override {
    const bool of_record =
        change.key.id.ends_with("/" + states_[0].id) && change.expected_version + change.write_record != 1;
    if (of_record && next_ < states_.size()) {
      Change theirs = Kept(states_[next_ - 1], states_[next_]);
      theirs.expected_version = static_cast<std::int64_t>(next_++);
      MemoryRecordStore::Commit(std::move(theirs), [](const auto& outcome) { EXPECT_TRUE(Committed(outcome)); });
    }
    MemoryRecordStore::Commit(std::move(change), std::move(done));
  }

 private:
  std::vector<CallbackRecord> states_;
  std::size_t next_ = 1;
};

struct Left {
  std::size_t board = 0, sanne = 0, daan = 0, looks = 0;
  std::int64_t version = 0;
  bool operator==(const Left&) const = default;
};

Left LeftAfter(const std::vector<CallbackRecord>& states) {
  StoreOnLoop store([&](runtime::EventLoop&) { return std::make_unique<MeddledStore>(states); });
  EXPECT_TRUE(Committed(store.Commit(Kept({}, states[0]))));
  EXPECT_TRUE(Rebuild(store).ok());
  const std::string& branch = states[0].branch;
  return {At(store, branch, indexes::Board(branch)).size(), At(store, branch, indexes::Inbox(kSecret, "sanne")).size(),
          At(store, branch, indexes::Inbox(kSecret, "daan")).size(), store.NextLooks(ShardOf(branch))->looks.size(),
          store.Load(ShardOf(branch), indexes::RecordId(branch, states[0].id))->version};
}

TEST(IndexRebuildMeddled, LeavesWhatTheRecordCameToBe) {
  const CallbackRecord open = Callback(6);
  CallbackRecord forwarded = open;
  forwarded.assignee.id = "daan";
  CallbackRecord closed = forwarded;
  closed.state = domain::State::kCompleted;
  EXPECT_EQ(LeftAfter({open}), (Left{1, 1, 0, 1, 1}));
  EXPECT_EQ(LeftAfter({open, forwarded}), (Left{1, 0, 1, 1, 2}));
  EXPECT_EQ(LeftAfter({open, forwarded, open}), (Left{1, 1, 0, 1, 3}));
  EXPECT_EQ(LeftAfter({open, closed}), (Left{0, 0, 0, 0, 3})) << "the look goes with the record";
  EXPECT_EQ(LeftAfter({open, forwarded, closed}), (Left{0, 0, 0, 0, 4}));
  EXPECT_EQ(LeftAfter({open, closed, open}), (Left{1, 1, 0, 1, 3}));
}

}  // namespace
}  // namespace krul::store
