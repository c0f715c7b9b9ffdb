// Who is there, until when, and who stands in.
#include "services/domain/people/availability.h"

#include <gtest/gtest.h>

#include "tests/domain/callback_story.h"

namespace krul::domain {
namespace {

using namespace std::chrono_literals;
using namespace sample;

const Instant kNextMonday = At("2026-11-30 00:00");

class Availabilities : public testing::Test {
 protected:
  Availabilities() {
    firm.calendars["part-time"] = Weekly("part-time", {9 * 60, 17 * 60}, {});
    for (const std::size_t day : {3, 4}) firm.calendars["part-time"].week[day] = {};
    PersonIn("anna").calendar = "part-time";  // Monday to Wednesday
  }
  Person& PersonIn(const std::string& id) {
    return *std::find_if(firm.people.begin(), firm.people.end(), [&](const Person& one) { return one.id == id; });
  }
  Availability Who() const { return {firm, firm.branches.front(), away}; }

  Firm firm = SampleFirm();
  Absences away;
};

TEST_F(Availabilities, FollowOwnHoursAndAbsences) {
  away["bram"] = {{.from = Mon("12:00"), .until = Mon("14:00")}, {.from = Mon("13:00"), .until = Tue("09:00")}};
  const struct {
    const char* given;
    const char* person;
    Instant at;
    Instant from;
  } kCases[] = {
      {"by the branch's hours", "mira", Mon("10:00"), Mon("10:00")},
      {"at the closing it is over", "mira", Mon("17:00"), Tue("09:00")},
      {"a day off is being away", "anna", Thu("10:00"), kNextMonday + 9h},
      {"who starts early", "daan", Tue("06:00"), Tue("07:00")},
      {"before a planned absence", "bram", Mon("11:59"), Mon("11:59")},
      {"several that overlap", "bram", Mon("12:00"), Tue("09:00")},
      {"who is not in the firm file", "gone", Mon("10:00"), kNever},
  };
  for (const auto& test : kCases) EXPECT_EQ(Wall(Who().ThereFrom(test.person, test.at)), Wall(test.from)) << test.given;
  away["mira"] = AwayUntil(kNever);
  EXPECT_EQ(Who().ThereFrom("mira", Mon("10:00")), kNever);
}

TEST_F(Availabilities, GoByTheZoneAndTheBranchOfThePerson) {
  absl::TimeZone lisbon;
  ASSERT_TRUE(absl::LoadTimeZone("Europe/Lisbon", &lisbon));
  PersonIn("bram").time_zone = lisbon;
  EXPECT_EQ(Wall(Who().ThereFrom("bram", Tue("08:00"))), Wall(Tue("10:00"))) << "the same hours, an hour later";
  firm.branches.back().time_zone = lisbon;
  EXPECT_EQ(Wall(Who().ThereFrom("carla", Tue("08:00"))), Wall(Tue("10:00"))) << "who is of Zeist only";
  EXPECT_EQ(Wall(Who().ThereFrom("hans", Tue("08:00"))), Wall(Tue("09:00"))) << "who is of all branches";
}

TEST_F(Availabilities, AreAskedForTheNextOpeningWhileTheBranchIsClosed) {
  EXPECT_TRUE(Who().IsThere("mira", Mon("20:00")));
  EXPECT_TRUE(Who().IsThere("anna", Mon("20:00")));
  EXPECT_FALSE(Who().IsThere("anna", Wed("20:00"))) << "who is off on Thursday";
  away["mira"] = AwayUntil(Tue("10:00"));
  EXPECT_FALSE(Who().IsThere("mira", Mon("20:00")));
}

TEST_F(Availabilities, SayWhetherAMomentCanBeMet) {
  const struct {
    const char* given;
    const char* person;
    MomentToMeet moment;
    Instant now;
    std::vector<Absence> absences;
    bool can;
  } kCases[] = {
      {"there now", "mira", {Mon("14:00")}, Mon("10:00"), {}, true},
      {"back in time", "mira", {Mon("14:00")}, Mon("10:00"), AwayUntil(Mon("14:00") - 1ms), true},
      {"back when it is due", "mira", {Mon("14:00")}, Mon("10:00"), AwayUntil(Mon("14:00")), false},
      {"there now, and away later", "mira", {Mon("14:00")}, Mon("10:00"), AwayUntil(Tue("09:00"), Mon("10:30")), true},
      {"away from the caller's earliest moment on",
       "mira",
       {Mon("14:00"), Mon("12:00")},
       Mon("10:00"),
       AwayUntil(Tue("09:00"), Mon("11:00")),
       false},
      {"a day off", "anna", {Thu("14:00")}, Thu("10:00"), {}, false},
      {"due on the day off, and there before", "anna", {Thu("14:00")}, Wed("16:00"), {}, true},
      {"due before opening: by the opening", "mira", {Tue("08:00")}, Mon("18:00"), {}, true},
      {"due at the opening", "mira", {Tue("09:00")}, Mon("18:00"), {}, true},
      {"late, in the evening: tomorrow", "mira", {Mon("14:00")}, Mon("18:00"), {}, true},
      {"late, and off tomorrow", "anna", {Wed("14:00")}, Wed("18:00"), {}, false},
      {"late, and away for an hour", "mira", {Mon("10:00")}, Mon("11:00"), AwayUntil(Mon("12:00")), false},
      {"late, on Friday evening", "mira", {Fri("14:00")}, Fri("18:00"), {}, true},
      {"who has left", "gone", {Mon("14:00")}, Mon("10:00"), {}, false},
  };
  for (const auto& test : kCases) {
    away = {{test.person, test.absences}};
    EXPECT_EQ(Who().CanMeet(test.person, test.moment, test.now), test.can) << test.given;
  }
}

TEST_F(Availabilities, SayUntilWhenItCanBeMet) {
  const struct {
    const char* given;
    const char* person;
    MomentToMeet moment;
    Instant now;
    std::vector<Absence> absences;
    std::optional<Instant> until;
  } kCases[] = {
      {"there until then", "mira", {Tue("14:00")}, Mon("10:00"), {}, {}},
      {"due when the day begins", "mira", {Tue("09:00")}, Mon("10:00"), {}, {}},
      {"a planned absence", "mira", {Mon("14:00")}, Mon("10:00"), AwayUntil(Tue("09:00"), Mon("11:00")), Mon("11:00")},
      {"one that ends in time", "mira", {Mon("14:00")}, Mon("10:00"), AwayUntil(Mon("13:00"), Mon("11:00")), {}},
      {"a day off", "anna", {Thu("14:00")}, Mon("10:00"), {}, Wed("17:00")},
      {"ends work before it is due", "daan", {Mon("16:00")}, Mon("10:00"), {}, Mon("15:00")},
      {"an absence that ends with the day",
       "anna",
       {Thu("14:00")},
       Mon("10:00"),
       AwayUntil(Wed("20:00"), Wed("12:00")),
       Wed("12:00")},
      {"late: until the next absence",
       "mira",
       {Mon("09:30")},
       Mon("10:00"),
       AwayUntil(Tue("09:00"), Mon("15:00")),
       Mon("15:00")},
      {"late, and none", "mira", {Mon("09:30")}, Mon("10:00"), {}, {}},
  };
  for (const auto& test : kCases) {
    away = {{test.person, test.absences}};
    const auto until = Who().CanMeetUntil(test.person, test.moment, test.now);
    EXPECT_EQ(until ? Wall(*until) : "-", test.until ? Wall(*test.until) : "-") << test.given;
  }
}

TEST_F(Availabilities, CountOwnTimeWithoutAbsences) {
  const struct {
    const char* given;
    const char* person;
    Instant from;
    Instant by;
  } kCases[] = {
      {"an hour", "mira", Mon("10:00"), Mon("11:00")},
      {"to the millisecond", "mira", Mon("10:00") + 1ms, Mon("11:00") + 1ms},
      {"across the night", "mira", Mon("16:30"), Tue("09:30")},
      {"who starts early has it early", "daan", Mon("16:30"), Tue("08:00")},
      {"and leaves early", "daan", Mon("14:30"), Tue("07:30")},
      {"and has Saturday off", "daan", Sat("11:00"), kNextMonday + 8h},
      {"across an absence", "bram", Mon("11:30"), Mon("14:30")},
      {"from within one", "bram", Mon("12:30"), Mon("15:00")},
      {"up to its very beginning", "bram", Mon("11:00"), Mon("12:00")},
      {"who has left", "gone", Mon("10:00"), kNever},
  };
  away["bram"] = {{.from = Mon("12:00"), .until = Mon("14:00")}};
  for (const auto& test : kCases) EXPECT_EQ(Wall(Who().After(test.person, test.from, 1h)), Wall(test.by)) << test.given;
  away["bram"] = AwayUntil(kNever, Mon("12:00"));
  EXPECT_EQ(Who().After("bram", Mon("11:30"), 1h), kNever);
  firm.calendars["early"] = {};
  EXPECT_EQ(Who().After("daan", Mon("10:00"), 1h), kNever) << "a calendar that never opens";
}

TEST_F(Availabilities, LetTheFirstDeputyWhoIsThereStandIn) {
  EXPECT_EQ(Who().WhoActs("mira", Mon("10:00")), "mira");
  away["bram"] = AwayUntil(kNever);
  EXPECT_EQ(Who().WhoActs("bram", Mon("10:00")), "carla");
  away["carla"] = AwayUntil(kNever);
  EXPECT_EQ(Who().WhoActs("bram", Mon("10:00")), "anna");
  EXPECT_EQ(Who().WhoActs("bram", Thu("10:00")), "") << "Anna is off, and the chain leads back to him";
  EXPECT_EQ(Who().WhoActs("gone", Mon("10:00")), "");
}

}  // namespace
}  // namespace krul::domain
