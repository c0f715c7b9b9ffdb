// The order of lists is that of the store's indexes, and that is the domain's.
#include "services/store/callback_indexes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <tuple>

#include "services/domain/promise/due_moment.h"
#include "tests/support/seed.h"

namespace krul::store {
namespace {
using domain::CallbackRecord;
using domain::EventType;
using domain::FromMillis;
using domain::Instant;

constexpr int kRecords = 100'000;

CallbackRecord RandomRecord(std::mt19937_64& random, int number) {
  const auto below = [&](std::int64_t bound) {
    return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(bound));
  };
  // Few instants, so that many records meet in one.
  const auto moment = [&] { return FromMillis(1'764'000'000'000 + 1800'000 * below(200)); };
  CallbackRecord record;
  record.branch = "b" + std::to_string(below(3));
  record.id = std::to_string(number);
  record.state = static_cast<domain::State>(below(4));
  record.promise.due_at = record.promise.original_due_at = moment();
  record.promise.at_risk_at = record.promise.due_at - domain::Millis(1000 * below(7200));
  if (below(4) == 0) record.promise.due_at = moment();
  if (below(3) == 0) record.promise.attempted_at = moment();
  if (below(6) == 0) record.promise.reached_at = moment();
  if (below(3) == 0) record.retry_at = moment();
  if (below(8) == 0) record.retry_missed_at = moment();
  if (below(3) == 0) record.reminder_at = moment();
  constexpr EventType kTypes[] = {EventType::kNoted, EventType::kChased, EventType::kAttempted, EventType::kReopened};
  for (std::int64_t i = below(6); i >= 0; --i) {
    record.history.push_back({});
    record.history.back().sequence = record.last_sequence() + 1;
    record.history.back().type = kTypes[below(4)];
  }
  return record;
}

TEST(CallbackIndexesTest, LieInTheOrderOfLists) {
  std::mt19937_64 random(TestSeed());
  std::vector<CallbackRecord> records;
  std::vector<std::tuple<std::string, double, std::string, std::size_t>> index;
  for (int i = 0; i < kRecords; ++i) {
    records.push_back(RandomRecord(random, i));
    domain::Decision decision;
    decision.record = records.back();
    const Change change = ChangeOf({}, decision, IndexSecret{});
    for (const IndexAdd& add : change.index_adds) {
      if (add.index.starts_with("board:")) index.emplace_back(add.index, add.score, add.member, records.size() - 1);
    }
  }
  ASSERT_EQ(index.size(), records.size()) << "each open one is on one board";
  std::sort(index.begin(), index.end());
  for (std::size_t i = 1; i < index.size(); ++i) {
    if (std::get<0>(index[i]) != std::get<0>(index[i - 1])) continue;
    const CallbackRecord& before = records[std::get<3>(index[i - 1])];
    const CallbackRecord& after = records[std::get<3>(index[i])];
    ASSERT_TRUE(ComesBefore(before, after)) << before.id << " and " << after.id;
  }
}

}  // namespace
}  // namespace krul::store
