#include "services/store/open_numbers.h"

#include "services/store/callback_store.h"
#include "services/store/keys.h"
#include "tests/store/refusing_store.h"
#include "tests/store/store_contract.h"

namespace krul::store {
namespace {
using domain::CallbackRecord;
using Names = std::vector<std::string>;

const IndexSecret kSecret{7};
const std::string kNumber = "+31612345678";

CallbackRecord Callback(const std::string& branch, const std::string& id) {
  CallbackRecord record;
  record.branch = branch;
  record.id = id;
  record.state = domain::State::kAssigned;
  record.noted_at = record.promise.due_at = domain::FromMillis(1'764'000'000'000);
  record.sealed.caller.phone_number_e164 = kNumber;
  return record;
}

class OpenNumbersTest : public RecordStoreContract {
 protected:
  void SetUp() override {
    RecordStoreContract::SetUp();
    records_.emplace(store().store());
    numbers_.emplace(*records_, kSecret);
    callbacks_.emplace(*records_, kSecret);
  }
  // Through the store of callbacks, as a service saves it.
  void Save(const CallbackRecord& record) {
    const auto before = store().Ask<LoadedCallback>([&](Answer<LoadedCallback> done) {
      runtime::SpawnThen(callbacks_->Load({record.branch, record.id}), std::move(done));
    });
    ASSERT_TRUE(before.ok());
    domain::Decision decision;
    decision.record = record;
    decision.changed = true;
    const auto saved = store().Ask<CommitOutcome>([&](Answer<CommitOutcome> done) {
      runtime::SpawnThen(callbacks_->Commit(*before, decision), std::move(done));
    });
    ASSERT_TRUE(Committed(saved));
  }
  Names Found(const std::string& branch) {
    auto found = store().Ask<Names>(
        [&](Answer<Names> done) { runtime::SpawnThen(numbers_->Of(kNumber, branch), std::move(done)); });
    EXPECT_TRUE(found.ok());
    return *found;
  }
  Names Open(const std::string& branch) {
    using Loads = std::vector<LoadedCallback>;
    auto open = store().Ask<Loads>(
        [&](Answer<Loads> done) { runtime::SpawnThen(callbacks_->OpenOfNumber(kNumber, branch), std::move(done)); });
    EXPECT_TRUE(open.ok());
    Names members;
    for (const LoadedCallback& one : *open) members.push_back(one.record.branch + "/" + one.record.id);
    return members;
  }
  Names MarksOf(const std::string& branch) {
    return *store().Ask<Names>(
        [&](Answer<Names> done) { runtime::SpawnThen(numbers_->Marks(ShardOf(branch), 0, 100), std::move(done)); });
  }
  Result<Done> Settle(const std::string& branch, const std::string& mark) {
    return store().Ask<Done>(
        [&](Answer<Done> done) { runtime::SpawnThen(numbers_->Settle(ShardOf(branch), mark), std::move(done)); });
  }
  void SettleAll(const std::string& branch) {
    for (const std::string& mark : MarksOf(branch)) EXPECT_TRUE(Settle(branch, mark).ok());
    EXPECT_EQ(MarksOf(branch), Names());
  }
  // Its writer ends, or the number's shard is away.
  void RefuseHints() {
    store().InOneTurn([this] {
      records_->Refuse([](const Change& change) {
        const auto of_hints = [](const auto& entry) { return entry.index == indexes::kOpenNumberHints; };
        return std::ranges::any_of(change.index_adds, of_hints) || std::ranges::any_of(change.index_removes, of_hints);
      });
    });
  }
  void RefuseNothing() {
    store().InOneTurn([this] { records_->Refuse(nullptr); });
  }

  std::optional<RefusingStore> records_;
  std::optional<OpenNumbers> numbers_;
  std::optional<CallbackStore> callbacks_;
};

TEST_P(OpenNumbersTest, AreFoundInEveryBranch) {
  ASSERT_NE(ShardOf("centrum"), ShardOf("noord"));
  Save(Callback("centrum", "1"));
  Save(Callback("noord", "2"));
  CallbackRecord of_another = Callback("noord", "3");
  of_another.sealed.caller.phone_number_e164 = "+31687654321";
  Save(of_another);
  const Names both = {"centrum/1", "noord/2"};
  EXPECT_EQ(Found("centrum"), both);
  EXPECT_EQ(Found("noord"), both);
  EXPECT_EQ(Found("elsewhere"), both);
}

TEST_P(OpenNumbersTest, AHintThatIsLostIsMendedAndOfTheBranchItselfNoneIsMissedMeanwhile) {
  RefuseHints();
  Save(Callback("centrum", "1"));
  EXPECT_EQ(Found("centrum"), Names{"centrum/1"});
  EXPECT_EQ(Found("noord"), Names());
  const Names marks = MarksOf("centrum");
  ASSERT_EQ(marks.size(), 1);
  EXPECT_FALSE(Settle("centrum", marks[0]).ok()) << "the number's shard is still away";
  EXPECT_EQ(MarksOf("centrum"), marks);
  RefuseNothing();
  SettleAll("centrum");
  EXPECT_EQ(Found("noord"), Names{"centrum/1"});
}

TEST_P(OpenNumbersTest, AHintThatWasWrittenIsSettledWithoutAnotherWrite) {
  Save(Callback("centrum", "1"));
  RefuseHints();
  SettleAll("centrum");
  EXPECT_EQ(Found("noord"), Names{"centrum/1"});
}

TEST_P(OpenNumbersTest, WhatLeavesTheNumberAsItIsLeavesNoMark) {
  CallbackRecord record = Callback("centrum", "1");
  Save(record);
  SettleAll("centrum");
  record.assignee = {domain::Party::Kind::kPerson, "anna"};
  Save(record);
  EXPECT_EQ(MarksOf("centrum"), Names());
  CallbackRecord without_number = Callback("centrum", "2");
  without_number.sealed.caller.phone_number_e164.clear();
  Save(without_number);
  EXPECT_EQ(MarksOf("centrum"), Names());
}

TEST_P(OpenNumbersTest, GoWhenTheCallbackIsClosedAndComeBackWhenItIsReopened) {
  CallbackRecord record = Callback("centrum", "1");
  Save(record);
  record.state = domain::State::kCompleted;
  Save(record);
  EXPECT_EQ(Found("noord"), Names{"centrum/1"});
  EXPECT_EQ(Open("noord"), Names()) << "it is passed by";
  SettleAll("centrum");
  EXPECT_EQ(Found("noord"), Names());
  record.state = domain::State::kAssigned;
  Save(record);
  EXPECT_EQ(Open("noord"), Names{"centrum/1"});
  EXPECT_EQ(Open("centrum"), Names{"centrum/1"});
}

TEST_P(OpenNumbersTest, GoWithANumberThatIsCorrected) {
  CallbackRecord record = Callback("centrum", "1");
  Save(record);
  record.sealed.caller.phone_number_e164 = "+31687654321";
  Save(record);
  SettleAll("centrum");
  EXPECT_EQ(Found("noord"), Names());
}

// Each mark by itself, in whichever order they are found.
TEST_P(OpenNumbersTest, EndAsTheRecordWhicheverMarkIsSettledLast) {
  CallbackRecord open = Callback("centrum", "1"), closed = open;
  closed.state = domain::State::kCompleted;
  RefuseHints();
  for (const CallbackRecord& record : {open, closed, open}) Save(record);
  RefuseNothing();
  Names marks = MarksOf("centrum");
  ASSERT_EQ(marks.size(), 3);
  do {
    for (const std::string& mark : marks) ASSERT_TRUE(Settle("centrum", mark).ok());
    ASSERT_EQ(Found("noord"), Names{"centrum/1"});
  } while (std::ranges::next_permutation(marks).found);
  Save(closed);
  marks.push_back(MarksOf("centrum").at(0));
  std::ranges::sort(marks);
  do {
    for (const std::string& mark : marks) ASSERT_TRUE(Settle("centrum", mark).ok());
    ASSERT_EQ(Found("noord"), Names());
  } while (std::ranges::next_permutation(marks).found);
}

TEST_P(OpenNumbersTest, WhatIsChangedWhileItIsSettledIsFollowed) {
  CallbackRecord open = Callback("centrum", "1"), closed = open;
  closed.state = domain::State::kCompleted;
  Save(open);
  SettleAll("centrum");
  Save(closed);
  const Names marks = MarksOf("centrum");
  ASSERT_EQ(marks.size(), 1);
  bool reopened = false;
  store().InOneTurn([&] {
    records_->Refuse([&](const Change& change) {
      const bool of_hint = !change.index_removes.empty() && change.index_removes[0].index == indexes::kOpenNumberHints;
      if (of_hint && !std::exchange(reopened, true)) {  // between the look at the record and the hint
        domain::Decision decision;
        decision.record = open;
        CallbackRecord before = closed;
        before.version = 2;
        records_->Commit(ChangeOf(before, decision, kSecret), [](const auto& kept) { ASSERT_TRUE(Committed(kept)); });
      }
      return false;
    });
  });
  ASSERT_TRUE(Settle("centrum", marks[0]).ok());
  ASSERT_TRUE(reopened);
  EXPECT_EQ(Found("noord"), Names{"centrum/1"});
}

INSTANTIATE_TEST_SUITE_P(Stores, OpenNumbersTest, ::testing::Values(StoreKind::kMemory, StoreKind::kRedis), NameOf);

}  // namespace
}  // namespace krul::store
