// Who calls back: whoever was asked for, or the next who can be there in time.
#include <gtest/gtest.h>

#include <optional>

#include "tests/domain/routing_morning.h"

namespace krul::domain {
namespace {

using namespace std::chrono_literals;
using namespace sample;

TEST(APersonAskedFor, GetsItWhenFreeElseTheNextInLine) {
  const struct {
    const char* given;
    Absences away;
    const char* gets;
    const char* explanation;
  } kCases[] = {
      {"all are there", {}, "anna", "Anna Visser is there"},
      {"back a millisecond before the due moment",
       {{"anna", AwayUntil(kDueThatDay - 1ms)}},
       "anna",
       "Anna Visser is back in time"},
      {"back at the due moment: no time is left to call",
       {{"anna", AwayUntil(kDueThatDay)}},
       "bram",
       "Bram Vos stands in for Anna Visser"},
      {"away until told otherwise", {{"anna", AwayUntil(kNever)}}, "bram", "Bram Vos stands in for Anna Visser"},
      {"the absence is over", {{"anna", AwayUntil(Mon("10:00"))}}, "anna", "Anna Visser is there"},
      {"the absence ends a millisecond from now",
       {{"anna", AwayUntil(Mon("10:00") + 1ms)}},
       "anna",
       "Anna Visser is back in time"},
      {"the deputy is back in time",
       {{"anna", AwayUntil(kNever)}, {"bram", AwayUntil(kDueThatDay - 1ms)}},
       "bram",
       "Bram Vos stands in for Anna Visser"},
      {"the deputy is away too: his own deputy",
       {{"anna", AwayUntil(kNever)}, {"bram", AwayUntil(kNever)}},
       "carla",
       "Carla Smit stands in for Anna Visser"},
      {"the chain of deputies leads back to her: her team",
       {{"anna", AwayUntil(kNever)}, {"bram", AwayUntil(kNever)}, {"carla", AwayUntil(kNever)}},
       "daan",
       "the one of Sales with the fewest open callbacks"},
      {"and the team is away",
       {{"anna", AwayUntil(kNever)},
        {"bram", AwayUntil(kNever)},
        {"carla", AwayUntil(kNever)},
        {"daan", AwayUntil(Tue("07:00"))}},
       "mira",
       "the manager, because nobody else is there in time"},
      {"and the manager",
       {{"anna", AwayUntil(kNever)},
        {"bram", AwayUntil(kNever)},
        {"carla", AwayUntil(kNever)},
        {"daan", AwayUntil(kNever)},
        {"mira", AwayUntil(kDueThatDay)}},
       "the pool",
       "the open pool, because nobody is there in time"},
  };
  for (const auto& test : kCases) {
    Morning morning;
    morning.away = test.away;
    EXPECT_EQ(morning.Gets(PersonOf("anna")), test.gets) << test.given;
    EXPECT_EQ(morning.Asked(PersonOf("anna")).explanation, test.explanation) << test.given;
  }
}

TEST(APersonAskedFor, IsToldAboutAsPresentOrBackAtATime) {
  const struct {
    Absences away;
    bool present;
    std::optional<Instant> back_at;
  } kCases[] = {
      {{}, true, {}},
      {{{"anna", AwayUntil(Mon("10:00"))}}, true, {}},
      {{{"anna", AwayUntil(Mon("13:00"))}},
       false,
       Mon("13:00")},  // gets it, and yet the caller hears that she is not there
      {{{"anna", AwayUntil(Thu("09:00"))}}, false, Thu("09:00")},
      {{{"anna", AwayUntil(kNever)}}, false, {}},
  };
  for (const auto& test : kCases) {
    Morning morning;
    morning.away = test.away;
    const Route route = morning.Asked(PersonOf("anna"));
    EXPECT_EQ(route.requested_present, test.present);
    EXPECT_EQ(route.requested_back_at, test.back_at);
    EXPECT_FALSE(route.alarm);
  }
}

TEST(APersonAskedFor, WhoComesBackIsInTimeWhenNoMomentIsDue) {
  Morning morning;
  morning.question.due_at = kNever;
  morning.away = {{"anna", AwayUntil(Fri("09:00"))}};
  EXPECT_EQ(morning.Gets(PersonOf("anna")), "anna");
  morning.away = {{"anna", AwayUntil(kNever)}};
  EXPECT_EQ(morning.Gets(PersonOf("anna")), "bram") << "until told otherwise is never in time";
}

TEST(APersonAskedFor, WhoLetAnAcknowledgementExpireIsPassedBy) {
  Morning morning;
  morning.question.excluded = {"anna"};
  const Route route = morning.Asked(PersonOf("anna"));
  EXPECT_EQ(route.assignee, PersonOf("bram"));
  EXPECT_TRUE(route.requested_present) << "she is there all the same";
  morning.question.excluded = {"anna", "bram"};
  EXPECT_EQ(morning.Gets(PersonOf("anna")), "carla");
  morning.question.excluded = {"anna", "bram", "carla", "daan"};
  EXPECT_EQ(morning.Gets(PersonOf("anna")), "mira");
  morning.question.excluded.insert("mira");
  EXPECT_EQ(morning.Gets(PersonOf("anna")), "the pool");
}

TEST(APersonAskedFor, WithoutADeputyIsFollowedByEveryTeamOfTheirsInTheOrderOfTheFirmFile) {
  Morning morning;  // Daan is of the sales team and of the workshop
  morning.away = {{"daan", AwayUntil(kNever)}};
  EXPECT_EQ(morning.Gets(PersonOf("daan")), "anna");
  morning.away = {{"daan", AwayUntil(kNever)}, {"anna", AwayUntil(kNever)}, {"bram", AwayUntil(kNever)}};
  const Route route = morning.Asked(PersonOf("daan"));
  EXPECT_EQ(route.assignee, PersonOf("carla"));
  EXPECT_EQ(route.explanation,
            "the one of Workshop with the fewest open callbacks, from another branch, because nobody of Utrecht is "
            "there in time");
}

TEST(APersonAskedFor, OfNoTeamAndWithoutADeputyIsFollowedByTheManager) {
  Morning morning;
  morning.away = {{"fatima", AwayUntil(kNever)}};
  EXPECT_EQ(morning.Gets(PersonOf("fatima")), "mira");
}

TEST(APersonAskedFor, WhoIsTheirOwnDeputyIsNotAskedTwice) {
  Morning morning;
  morning.PersonIn("anna").deputy = "anna";
  morning.away = {{"anna", AwayUntil(kNever)}};
  EXPECT_EQ(morning.Gets(PersonOf("anna")), "bram") << "of her team";
}

TEST(TheManager, IsStoodInForByTheChainOfDeputiesBeforeThePool) {
  Morning morning;
  morning.PersonIn("mira").deputy = "fatima";
  morning.PersonIn("fatima").deputy = "hans";
  morning.away = {{"anna", AwayUntil(kNever)},
                  {"bram", AwayUntil(kNever)},
                  {"daan", AwayUntil(kNever)},
                  {"mira", AwayUntil(kNever)}};
  Route route = morning.Asked(TeamOf("sales"));
  EXPECT_EQ(route.assignee, PersonOf("fatima"));
  EXPECT_EQ(route.explanation, "Fatima El Idrissi stands in for the manager, because nobody else is there in time");
  EXPECT_FALSE(route.alarm);

  morning.away.insert({"fatima", AwayUntil(kNever)});
  EXPECT_EQ(morning.Gets(TeamOf("sales")), "hans");

  morning.PersonIn("hans").deputy = "mira";  // a loop
  morning.away.insert({"hans", AwayUntil(kNever)});
  route = morning.Asked(TeamOf("sales"));
  EXPECT_EQ(route.assignee, PoolOf("utrecht"));
  EXPECT_TRUE(route.alarm);
}

TEST(TheManager, WhoWasAskedForInPersonIsStoodInForByTheSameDeputy) {
  Morning morning;
  morning.PersonIn("mira").deputy = "fatima";
  morning.away = {{"mira", AwayUntil(kNever)}};
  const Route route = morning.Asked(PersonOf("mira"));
  EXPECT_EQ(route.assignee, PersonOf("fatima"));
  EXPECT_EQ(route.explanation, "Fatima El Idrissi stands in for Mira de Boer");
}

TEST(ThePool, GetsItWithAnAlarmWhenNobodyIsLeft) {
  Morning morning;
  morning.question.branch = "zeist";  // which has no manager
  morning.away = {{"carla", AwayUntil(kNever)}, {"daan", AwayUntil(kNever)}};
  const Route route = morning.Asked(TeamOf("workshop"));
  EXPECT_EQ(route.assignee, PoolOf("zeist"));
  EXPECT_TRUE(route.alarm);
  EXPECT_FALSE(route.requested_present);
  EXPECT_EQ(route.requested_back_at, std::nullopt);
  EXPECT_EQ(route.explanation, "the open pool, because nobody is there in time");
}

TEST(WhoLeftTheFirmFile, IsNeverChosen) {
  Morning morning;  // a file that firm_file would have refused
  std::erase_if(morning.firm.people, [](const Person& person) { return person.id == "bram"; });
  morning.away = {{"anna", AwayUntil(kNever)}};
  EXPECT_EQ(morning.Gets(PersonOf("anna")), "daan") << "the deputy is gone";
  EXPECT_EQ(morning.Gets(PersonOf("bram")), "mira") << "nobody by that name, and of no team";
  morning.open = {{"daan", {7, {}}}};
  EXPECT_EQ(morning.Gets(TeamOf("sales")), "daan") << "the one gone has nothing open";

  std::erase_if(morning.firm.people, [](const Person& person) { return person.id == "mira"; });
  EXPECT_EQ(morning.Gets(PersonOf("fatima")), "fatima");
  morning.away.insert({"fatima", AwayUntil(kNever)});
  EXPECT_EQ(morning.Gets(PersonOf("fatima")), "the pool") << "so is the manager";
}

TEST(WhatIsAskedForNobody, GoesToTheManager) {
  Morning morning;
  EXPECT_EQ(morning.Gets({}), "mira");
  EXPECT_EQ(morning.Gets(TeamOf("closed-down")), "mira");
}

TEST(ABranchThatIsNotInTheFirmFile, StillHasItsPoolAndAnAlarm) {
  Morning morning;
  morning.question.branch = "gone";
  const Route route = morning.Asked(TeamOf("closed-down"));
  EXPECT_EQ(route.assignee, PoolOf("gone"));
  EXPECT_TRUE(route.alarm);
}

// What the watcher does with it: the next one gets what the former did not acknowledge.
TEST(AnExpiredAcknowledgement, GoesDownTheLineUntilThePool) {
  CallbackStory story;
  story.AssignedToAnna();
  for (const char* next : {"bram", "carla", "daan", "mira", "the pool"}) {
    const Instant now = *story.record.acknowledge_by + 1ms;
    const Route route = FindRoute(story.firm, story.away, {}, QuestionOf(story.record, now));
    EXPECT_EQ(route.assignee.kind == Party::Kind::kPool ? "the pool" : route.assignee.id, next);
    story.LookAtIt(now, {route.assignee, route.alarm});
    EXPECT_EQ(route.alarm, story.record.assignee == PoolOf("utrecht"));
  }
}

}  // namespace
}  // namespace krul::domain
