#include "services/store/round_store.h"

#include "services/store/callback_indexes.h"
#include "services/store/keys.h"
#include "tests/store/store_contract.h"

namespace krul::store {
namespace {
using domain::FromMillis;

class RoundStoreTest : public RecordStoreContract {
 protected:
  void SetUp() override {
    RecordStoreContract::SetUp();
    rounds_.emplace(store().store());
  }
  void Open(const std::string& id, std::int64_t at_ms) {
    LoadedRound before;
    before.round.branch = "centrum";
    before.round.id = id;
    domain::RoundDecision decision{before.round, {}, {}, true};
    decision.round.opened_at = FromMillis(at_ms);
    const auto opened = store().Ask<CommitOutcome>(
        [&](Answer<CommitOutcome> done) { runtime::SpawnThen(rounds_->Commit(before, decision), std::move(done)); });
    ASSERT_TRUE(Committed(opened));
  }
  std::vector<std::string> Listed() {
    using Rounds = std::vector<LoadedRound>;
    auto listed = store().Ask<Rounds>(
        [&](Answer<Rounds> done) { runtime::SpawnThen(rounds_->List("centrum", 0, 10), std::move(done)); });
    std::vector<std::string> ids;
    for (const LoadedRound& one : *listed) ids.push_back(one.round.id);
    return ids;
  }

  std::optional<RoundStore> rounds_;
};

TEST_P(RoundStoreTest, ADamagedOneStandsBeforeNoOther) {
  Open("2026-11-24-0900", 1'764'000'000'000);
  Open("2026-11-24-1230", 1'764'012'600'000);
  Open("2026-11-24-1630", 1'764'027'000'000);
  EXPECT_EQ(Listed(), (std::vector<std::string>{"2026-11-24-1630", "2026-11-24-1230", "2026-11-24-0900"}));
  Change damage;
  damage.key = {ShardOf("centrum"), indexes::RoundId("centrum", "2026-11-24-1230")};
  damage.expected_version = 1;
  damage.bytes = "no round";
  ASSERT_TRUE(store().Commit(std::move(damage)).ok());
  EXPECT_EQ(Listed(), (std::vector<std::string>{"2026-11-24-1630", "2026-11-24-0900"}));
}

INSTANTIATE_TEST_SUITE_P(Stores, RoundStoreTest, ::testing::Values(StoreKind::kMemory, StoreKind::kRedis), NameOf);

}  // namespace
}  // namespace krul::store
