// commit.lua by itself: whatever is malformed is found before anything is written.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "services/store/redis/redis_record_store.h"
#include "tests/support/redis_process.h"

namespace krul::store {
namespace {

constexpr std::string_view kScript =
#include "services/store/redis/commit_lua.inc"
    ;

using Arguments = std::vector<std::string>;

class CommitScriptTest : public ::testing::Test {
 protected:
  std::string Call(const Arguments& keys, const Arguments& arguments) {
    std::vector<std::string_view> command = {"EVAL", kScript};
    const std::string count = std::to_string(keys.size());
    command.push_back(count);
    command.insert(command.end(), keys.begin(), keys.end());
    command.insert(command.end(), arguments.begin(), arguments.end());
    return redis_.Run(command);
  }

  support::RedisProcess redis_;
};

TEST_F(CommitScriptTest, AppliesEachChangeOnItsOwn) {
  const Arguments keys = {"rec", "epoch", "board", "events"};
  EXPECT_EQ(Call(keys, {"100", "", "2", "\1\2", "x", "1\nbytes", "y", "2\nbytes", "a", "3", "\1\2", "1", "x", "2", "y",
                        "e", "4", "\2", "event"}),
            "10");
  EXPECT_EQ(redis_.Run({"HGETALL", "rec"}), "x\n1\nbytes");
  EXPECT_EQ(redis_.Run({"ZRANGE", "board", "0", "-1"}), "x");
  EXPECT_EQ(redis_.Run({"EXISTS", "events"}), "0");
}

TEST_F(CommitScriptTest, TellsOnAChannelAndMakesNoKeyOfIt) {
  EXPECT_EQ(Call({"rec", "epoch", "channel"},
                 {"100", "", "2", "\1\2", "x", "1\nbytes", "y", "2\nbytes", "w", "3", "\1\2", "x", "y"}),
            "10");
  EXPECT_EQ(redis_.Run({"DBSIZE"}), "1");
  EXPECT_NE(redis_.Run({"INFO", "commandstats"}).find("cmdstat_spublish:calls=1,"), std::string::npos);
}

TEST_F(CommitScriptTest, WritesNothingWhenItsArgumentsAreMalformed) {
  const Arguments keys = {"rec", "epoch", "set", "hash", "stream"};
  // One sound change of a record and an index; then something that is not.
  const Arguments sound = {"100", "", "1", "\1", "x", "1\nbytes", "a", "3", "\1", "1", "x"};
  ASSERT_EQ(Call(keys, sound), "1");
  redis_.Run({"FLUSHALL"});

  const std::vector<Arguments> malformed_groups = {
      {"?", "3", "\1", "x"},       // no operation
      {"a", "6", "\1", "1", "x"},  // no such key
      {"a", "0", "\1", "1", "x"},
      {"a", "1.5", "\1", "1", "x"},
      {"a", "x", "\1", "1", "x"},
      {"a", "1", "\1", "1", "x"},  // the key of the records
      {"a", "2", "\1", "1", "x"},  // and of the epoch
      {"a", "3"},                  // cut short
      {"a", "3", "\1"},
      {"a", "3", "\1", "1"},
      {"a", "3", "\1\1", "1", "x"},
      {"a", "3", "\2", "1", "x"},  // owner of no change
      {"a", "3", std::string(1, '\0'), "1", "x"},
      {"a", "3", "\1", "", "x"},  // scores that are none
      {"a", "3", "\1", "nan", "x"},
      {"a", "3", "\1", "inf", "x"},
      {"a", "3", "\1", "1 ", "x"},
      {"a", "3", "\1", "0x10", "x"},
      {"a", "3", "\1", "1e999", "x"},
      {"a", "3", "\1", "1e-999", "x"},
      {"a", "3", "\1", std::string("1\0", 2), "x"},
      {"s", "3", "\1", "f", "bytes"},  // a sorted set as a hash
      {"e", "3", "\1", "event"},
      {"w", "3", "\1", "wake"},
      {"c", "4", "\1", "f", "x"},  // counts that are none
      {"c", "4", "\1", "f", "1.5"},
      {"c", "4", "\1", "f", "9007199254740993"},
      {"c", "4", "\1", "f", ""},
      {"s", "4", "\1", "f", "1", "c", "4", "\1", "f", "1"},  // counted and set
      {"x"},
  };
  for (const Arguments& group : malformed_groups) {
    Arguments arguments = sound;
    arguments.insert(arguments.end(), group.begin(), group.end());
    EXPECT_TRUE(Call(keys, arguments).starts_with("BADCHANGE argument ")) << ::testing::PrintToString(group);
    EXPECT_EQ(redis_.Run({"DBSIZE"}), "0") << ::testing::PrintToString(group);
  }
}

TEST_F(CommitScriptTest, WritesNothingWhenWhatComesBeforeItsGroupsIsMalformed) {
  const Arguments keys = {"rec", "epoch", "set", "hash", "stream"};
  const std::vector<Arguments> malformed_heads = {
      {},
      {"100"},
      {"100", ""},
      {"100", "", "1"},
      {"x", "", "1", "\1", "x", "1\nbytes"},
      {"100", "", "0", "\1", "x", "1\nbytes"},
      {"100", "", "256", "\1", "x", "1\nbytes"},
      {"100", "", "1.5", "\1", "x", "1\nbytes"},
      {"100", "", "1", "\1", "x"},
      {"100", "", "1", "\2", "x", "1\nbytes"},
      {"100", "", "2", "\2\1", "x", "1\nbytes", "y", "1\nbytes"},
      {"100", "", "2", "\1\1", "x", "1\nbytes", "y", "1\nbytes"},
      {"100", "", "2", "\1\2", "x", "1\nbytes", "x", "2\nbytes"},
      {"100", "", "1", "\1", "x", "bytes"},
      {"100", "", "1", "\1", "x", "0\nbytes"},
      {"100", "", "1", "\1", "x", "-1\nbytes"},
      {"100", "", "1", "\1", "x", "01\nbytes"},
      {"100", "", "1", "\1", "x", "1234567890123456\nbytes"},
  };
  for (const Arguments& arguments : malformed_heads) {
    EXPECT_TRUE(Call(keys, arguments).starts_with("BADCHANGE argument ")) << ::testing::PrintToString(arguments);
    EXPECT_EQ(redis_.Run({"DBSIZE"}), "0") << ::testing::PrintToString(arguments);
  }
}

TEST_F(CommitScriptTest, RefusesAGroupThatTheStackOfLuaCannotHold) {
  Arguments arguments = {"100", "", "1", "\1", "x", "1\nbytes", "r", "3", std::string(4001, '\1')};
  arguments.resize(arguments.size() + 4001, "member");
  EXPECT_TRUE(Call({"rec", "epoch", "set"}, arguments).starts_with("BADCHANGE"));
  EXPECT_EQ(redis_.Run({"DBSIZE"}), "0");
  arguments[8].pop_back();
  arguments.pop_back();
  EXPECT_EQ(Call({"rec", "epoch", "set"}, arguments), "1");
}

TEST_F(CommitScriptTest, TheSameKeyUnderTwoNumbersIsOneKey) {
  const Arguments arguments = {"100", "", "1", "", "a", "3", "\1", "1", "x", "s", "4", "\1", "f", "bytes"};
  EXPECT_TRUE(Call({"rec", "epoch", "same", "same"}, arguments).starts_with("BADCHANGE"));
  EXPECT_EQ(redis_.Run({"DBSIZE"}), "0");
}

TEST_F(CommitScriptTest, WritesNothingIntoAShardOfAnotherLife) {
  const auto call = [&](const std::string& life) {
    return Call({"rec", "epoch"}, {"100", life, "1", "\1", "x", "1\nbytes"});
  };
  EXPECT_TRUE(call("life").starts_with("OTHERLIFE"));
  for (const char* other : {"lif", "life2", "x.life", ".life", ""}) {
    redis_.Run({"SET", "epoch", other});
    EXPECT_TRUE(call("life").starts_with("OTHERLIFE")) << other;
  }
  EXPECT_EQ(redis_.Run({"EXISTS", "rec"}), "0");
  redis_.Run({"SET", "epoch", "life.of a failover"});
  EXPECT_EQ(call("life"), "1");
}

}  // namespace
}  // namespace krul::store
