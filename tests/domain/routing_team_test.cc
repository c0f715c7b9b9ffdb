// Who of a team calls back.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "tests/domain/routing_morning.h"

namespace krul::domain {
namespace {

using namespace std::chrono_literals;
using namespace sample;

TEST(ATeamAskedFor, IsOrderedByOpenThenDeskThenLongestWithout) {
  const struct {
    const char* given;
    Workloads open;
    std::set<std::string, std::less<>> at_desk;
    const char* gets;
  } kCases[] = {
      {"all alike: the order of the firm file", {}, {}, "anna"},
      {"fewest open", {{"anna", {2, {}}}, {"bram", {1, {}}}, {"daan", {3, {}}}}, {}, "bram"},
      {"who is unknown has none", {{"anna", {1, {}}}, {"bram", {1, {}}}}, {}, "daan"},
      {"equals: longest without",
       {{"anna", {1, Mon("09:30")}}, {"bram", {1, Mon("09:10")}}, {"daan", {1, Mon("09:20")}}},
       {},
       "bram"},
      {"fewest open though they got the last one",
       {{"anna", {1, Mon("09:00")}}, {"bram", {0, Mon("09:59")}}, {"daan", {1, Mon("09:00")}}},
       {},
       "bram"},
      {"equals: at a desk, though they got the last one",
       {{"anna", {1, Mon("09:00")}}, {"bram", {1, Mon("09:59")}}, {"daan", {1, Mon("09:00")}}},
       {"bram"},
       "bram"},
      {"a desk is a hint: fewest open goes before it", {{"anna", {1, {}}}, {"bram", {1, {}}}}, {"bram"}, "daan"},
      {"several at a desk: longest without",
       {{"anna", {0, Mon("09:30")}}, {"bram", {0, Mon("09:10")}}, {"daan", {0, {}}}},
       {"anna", "bram"},
       "bram"},
  };
  for (const auto& test : kCases) {
    Morning morning;
    morning.open = test.open;
    morning.question.at_desk = test.at_desk;
    EXPECT_EQ(morning.Gets(TeamOf("sales")), test.gets) << test.given;
    EXPECT_EQ(morning.Asked(TeamOf("sales")).explanation, "the one of Sales with the fewest open callbacks");
  }
}

TEST(ATeamAskedFor, PassesByWhoIsAwayOrLetAnAcknowledgementExpire) {
  Morning morning;
  morning.open = {{"bram", {4, {}}}, {"daan", {5, {}}}};
  morning.away = {{"anna", AwayUntil(kDueThatDay)}};
  morning.question.at_desk = {"anna"};  // whose desk stayed open
  EXPECT_EQ(morning.Gets(TeamOf("sales")), "bram");
  morning.question.excluded = {"bram"};
  EXPECT_EQ(morning.Gets(TeamOf("sales")), "daan");
}

TEST(ATeamAskedFor, LeavesOtherBranchesInPeaceWhileOneOfItsOwnIsFree) {
  Morning morning;  // in the workshop Daan is of Utrecht, Carla of Zeist
  morning.open = {{"daan", {9, Mon("09:59")}}};
  morning.question.at_desk = {"carla"};
  EXPECT_EQ(morning.Gets(TeamOf("workshop")), "daan");
  morning.away = {{"daan", AwayUntil(kNever)}};
  EXPECT_EQ(morning.Gets(TeamOf("workshop")), "carla");
  EXPECT_EQ(morning.Asked(TeamOf("workshop")).explanation,
            "the one of Workshop with the fewest open callbacks, from another branch, because nobody of Utrecht is "
            "there in time");

  morning.away.clear();
  morning.question.branch = "zeist";
  EXPECT_EQ(morning.Gets(TeamOf("workshop")), "carla");
  EXPECT_EQ(morning.Asked(TeamOf("workshop")).explanation, "the one of Workshop with the fewest open callbacks");
}

TEST(ATeamAskedFor, CountsWhoIsOfNoBranchInParticularAsOneOfItsOwn) {
  Morning morning;
  morning.firm.teams[1].members.push_back("hans");
  morning.open = {{"daan", {1, {}}}};
  EXPECT_EQ(morning.Gets(TeamOf("workshop")), "hans");
}

TEST(ATeamAskedFor, IsPresentWhileOneOfItIsFree) {
  Morning morning;
  morning.away = {{"anna", AwayUntil(kNever)}, {"bram", AwayUntil(kNever)}};
  EXPECT_TRUE(morning.Asked(TeamOf("sales")).requested_present);
  morning.away.insert({"daan", AwayUntil(kNever)});
  const Route route = morning.Asked(TeamOf("sales"));
  EXPECT_FALSE(route.requested_present);
  EXPECT_EQ(route.assignee, PersonOf("mira")) << "deputies stand in for a person, not for a team";
}

}  // namespace
}  // namespace krul::domain
