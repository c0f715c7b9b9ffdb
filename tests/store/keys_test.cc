#include "services/store/keys.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "services/domain/limits.h"

namespace krul::store {
namespace {

// Records lie where this function said when they were written. Whoever changes these numbers loses them.
TEST(ShardOf, NeverChanges) {
  EXPECT_EQ(ShardOf(""), 37);
  EXPECT_EQ(ShardOf("a"), 12);
  EXPECT_EQ(ShardOf("centrum"), 1);
  EXPECT_EQ(ShardOf("noord"), 57);
  EXPECT_EQ(ShardOf("zuid"), 53);
  EXPECT_EQ(ShardOf("branch-1"), 43);
  EXPECT_EQ(ShardOf("branch-2"), 30);
}

TEST(ShardOf, UsesEveryShardAndNoOther) {
  std::set<int> shards;
  for (int branch = 0; branch < 10000; ++branch) shards.insert(ShardOf("branch-" + std::to_string(branch)));
  EXPECT_EQ(*shards.begin(), 0);
  EXPECT_EQ(*shards.rbegin(), domain::limits::kShards - 1);
  EXPECT_EQ(shards.size(), static_cast<std::size_t>(domain::limits::kShards));
}

TEST(Keys, CarryTheTagOfTheirShard) {
  EXPECT_EQ(keys::Records(17), "krul:{17}:rec");
  EXPECT_EQ(keys::Looks(17, LookKind::kCallback), "krul:{17}:looks");
  EXPECT_EQ(keys::Looks(17, LookKind::kRound), "krul:{17}:looks:rounds");
  EXPECT_EQ(keys::Wakes(17), "krul:{17}:wakes");
  EXPECT_EQ(keys::Index(17, "board:centrum"), "krul:{17}:index:board:centrum");
  EXPECT_EQ(keys::Table(17, "outbox"), "krul:{17}:table:outbox");
  EXPECT_EQ(keys::Events(17), "krul:{17}:events");
  EXPECT_EQ(keys::Epoch(17), "krul:{17}:epoch");
  EXPECT_EQ(keys::Table(0, keys::kProbe), "krul:{0}:table:probe");
}

}  // namespace
}  // namespace krul::store
