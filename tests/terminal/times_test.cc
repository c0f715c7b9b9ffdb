// Moments as people type them, on the wall of a branch; and whose clock it is.
#include "clients/terminal/text/times.h"

#include <gtest/gtest.h>

#include "clients/terminal/text/failure.h"
#include "clients/terminal/text/wall_clock.h"

namespace krul::terminal {
namespace {

class Times : public testing::Test {
 protected:
  absl::Time At(int day, int hour, int minute) const {
    return absl::FromCivil(absl::CivilMinute(2026, 11, day, hour, minute), zone);
  }
  absl::Time Read(const char* text, Direction direction = Direction::kAhead) const {
    return TypedMoment(text, "--at", direction).At(now, zone);
  }

  absl::TimeZone zone = ZoneNamed("Europe/Amsterdam", absl::UTCTimeZone());
  absl::Time now = At(24, 14, 0);
};

TEST_F(Times, ABareTimeIsTheNextOneOrTheLastOneOfTheBranch) {
  EXPECT_EQ(Read("15:30"), At(24, 15, 30));
  EXPECT_EQ(Read("9:00"), At(25, 9, 0));
  EXPECT_EQ(Read("9:00", Direction::kBack), At(24, 9, 0));
  EXPECT_EQ(Read("15:30", Direction::kBack), At(23, 15, 30));
  const absl::TimeZone tokyo = ZoneNamed("Asia/Tokyo", zone);
  EXPECT_EQ(TypedMoment("22:30", "--at", Direction::kAhead).At(now, tokyo), At(24, 14, 30));  // 22.00 there
}

TEST_F(Times, DistancesCountFromTheGivenNow) {
  EXPECT_EQ(Read("+2h30m"), At(24, 16, 30));
  EXPECT_EQ(Read("-20m", Direction::kBack), At(24, 13, 40));
}

TEST_F(Times, WholeMomentsAreOfTheBranchUnlessTheyNameTheirZone) {
  EXPECT_EQ(Read("2026-11-26 14:00"), At(26, 14, 0));
  EXPECT_EQ(Read("2026-11-26T14:00"), At(26, 14, 0));
  EXPECT_EQ(Read("2026-11-26T14:00:00Z"), At(26, 15, 0));
}

TEST_F(Times, WhatIsNoTimeIsToldBeforeAnybodyIsAsked) {
  for (const char* text : {"", "25:00", "14.00", "2026-02-30 14:00", "soon", "-20m", "+", "infinite-future"}) {
    EXPECT_THROW(TypedMoment(text, "--at", Direction::kAhead), Failure) << text;
  }
}

TEST_F(Times, AnHourThatTheClocksSkipIsToldOnceTheBranchIsKnown) {
  const TypedMoment skipped("2027-03-28 02:30", "--at", Direction::kAhead);
  EXPECT_THROW(skipped.At(now, zone), Failure);
  EXPECT_EQ(skipped.At(now, absl::UTCTimeZone()),
            absl::FromCivil(absl::CivilMinute(2027, 3, 28, 2, 30), absl::UTCTimeZone()));
}

TEST_F(Times, FilesAreWrittenOnTheWallOfTheBranch) {
  const auto moment = ToProto(now + absl::Seconds(30));
  EXPECT_EQ(MomentForFiles(true, moment, zone), "2026-11-24T14:00:30+01:00");
  EXPECT_EQ(MomentForFiles(false, moment, zone), "");
}

TEST(WallClock, CountsOnFromWhatItWasTold) {
  absl::Duration since_start = absl::Hours(5);
  WallClock clock(absl::FromUnixSeconds(1000), [&since_start] { return since_start; });
  since_start += absl::Seconds(7);
  EXPECT_EQ(clock.Now(), absl::FromUnixSeconds(1007));  // the machine's own, so far
  clock.Learn(ToProto(absl::FromUnixSeconds(500)));
  EXPECT_EQ(clock.Now(), absl::FromUnixSeconds(500));
  since_start += absl::Seconds(3);
  EXPECT_EQ(clock.Now(), absl::FromUnixSeconds(503));
  EXPECT_EQ(clock.Running(), absl::Hours(5) + absl::Seconds(10));  // as if nothing had been learnt
}

TEST(WallClock, NamesPlacesAsPeopleDo) {
  EXPECT_EQ(PlaceOf(ZoneNamed("America/New_York", absl::UTCTimeZone())), "New York");
  EXPECT_EQ(PlaceOf(ZoneNamed("Europe/Atlantis", absl::UTCTimeZone())), "UTC");
}

}  // namespace
}  // namespace krul::terminal
