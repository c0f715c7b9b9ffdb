#include "services/store/open_numbers.h"

#include "services/store/callback_store.h"
#include "services/store/keys.h"
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
  // What a closing goes on with behind its answer is over: each of these is answered after what was asked before.
  void TearDown() override {
    for (int i = 0; i < 5; ++i) ASSERT_TRUE(store().Now().ok());
  }
  // Through the store of callbacks, as a service saves it.
  void Save(const CallbackRecord& record) {
    auto saved = store().Ask<Applied>([&](Answer<Applied> done) {
      CallbackStore::Decider decide =
          [&record](const LoadedCallback& loaded) -> runtime::Task<Result<domain::Decision>> {
        domain::Decision decision;
        decision.record = record;
        decision.record.version = loaded.record.version;
        decision.changed = true;
        co_return decision;
      };
      runtime::SpawnThen(Callbacks().Apply({record.branch, record.id}, std::move(decide)), std::move(done));
    });
    ASSERT_TRUE(saved.ok());
  }
  Names Found(const std::string& branch) {
    auto found = store().Ask<Names>([&](Answer<Names> done) {
      runtime::SpawnThen(OpenNumbers(store().store(), kSecret).Of(kNumber, branch), std::move(done));
    });
    EXPECT_TRUE(found.ok());
    return *found;
  }
  Names Open(const std::string& branch) {
    using Loads = std::vector<LoadedCallback>;
    auto open = store().Ask<Loads>(
        [&](Answer<Loads> done) { runtime::SpawnThen(Callbacks().OpenOfNumber(kNumber, branch), std::move(done)); });
    EXPECT_TRUE(open.ok());
    Names members;
    for (const LoadedCallback& one : *open) members.push_back(one.record.branch + "/" + one.record.id);
    return members;
  }
  Result<Done> Forget(const CallbackRecord& was_open) {
    return store().Ask<Done>(
        [&](Answer<Done> done) { runtime::SpawnThen(Numbers().Forget(was_open), std::move(done)); });
  }
  CallbackStore& Callbacks() {
    if (!callbacks_) callbacks_.emplace(store().store(), kSecret);
    return *callbacks_;
  }
  OpenNumbers& Numbers() {
    if (!numbers_) numbers_.emplace(store().store(), kSecret);
    return *numbers_;
  }
  void Lose(const std::string& branch, const std::string& id) {
    Change change = *Numbers().HintOf({}, Callback(branch, id));
    change.index_removes.push_back({change.index_adds[0].index, change.index_adds[0].member});
    change.index_adds.clear();
    ASSERT_TRUE(Committed(store().Commit(std::move(change))));
  }

 private:
  std::optional<CallbackStore> callbacks_;
  std::optional<OpenNumbers> numbers_;
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

TEST_P(OpenNumbersTest, OfTheBranchItselfAreExactWhereAHintIsLost) {
  Save(Callback("centrum", "1"));
  Save(Callback("noord", "2"));
  Lose("centrum", "1");
  EXPECT_EQ(Found("centrum"), (Names{"centrum/1", "noord/2"}));
  EXPECT_EQ(Found("noord"), Names{"noord/2"});
}

TEST_P(OpenNumbersTest, GoWhenTheCallbackIsClosedAndComeBackWhenItIsReopened) {
  CallbackRecord record = Callback("centrum", "1");
  Save(record);
  record.state = domain::State::kCompleted;
  Save(record);
  (void)Now();  // what was sent before is answered
  EXPECT_EQ(Open("noord"), Names());
  record.state = domain::State::kAssigned;
  Save(record);
  EXPECT_EQ(Open("noord"), Names{"centrum/1"});
  EXPECT_EQ(Open("centrum"), Names{"centrum/1"});
}

TEST_P(OpenNumbersTest, AHintThatWasLeftIsPassedBy) {
  CallbackRecord record = Callback("centrum", "1");
  Save(record);
  record.state = domain::State::kCompleted;
  Save(record);
  ASSERT_TRUE(Committed(store().Commit(*Numbers().HintOf({}, Callback("centrum", "1")))));
  EXPECT_EQ(Found("noord"), Names{"centrum/1"});
  EXPECT_EQ(Open("noord"), Names());
}

TEST_P(OpenNumbersTest, WhatWasOpenedAgainMeanwhileKeepsItsHint) {
  CallbackRecord record = Callback("centrum", "1");
  Save(record);
  record.version = 1;
  ASSERT_TRUE(Forget(record).ok());  // the closing that it follows was overtaken by a reopening
  EXPECT_EQ(Found("noord"), Names{"centrum/1"});
}

INSTANTIATE_TEST_SUITE_P(Stores, OpenNumbersTest, ::testing::Values(StoreKind::kMemory, StoreKind::kRedis), NameOf);

}  // namespace
}  // namespace krul::store
