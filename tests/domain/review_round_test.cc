// When a branch reviews what is open, who holds the round, and what may be done with it.
#include "services/domain/review/review_round.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/domain/promise/promise.h"
#include "tests/domain/sample_firm.h"

namespace krul::domain {
namespace {
using namespace std::chrono_literals;
using namespace sample;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

Firm ReviewingFirm() {
  Firm firm = SampleFirm();
  firm.branches[0].review_minutes = {9 * 60, 12 * 60 + 30, 16 * 60 + 30};
  firm.branches[0].review_within = 30min;
  firm.people[5].deputy = "bram";  // of Mira, the manager
  return firm;
}

class ARound : public ::testing::Test {
 protected:
  Result<RoundDecision> Try(const RoundCommand& command, const std::string& person, Instant now,
                            AppliedRequest request = {}) const {
    return DecideRound(round, command, {firm, nullptr, Actor(person, "utrecht", "desk-1"), request, now});
  }
  RoundDecision Do(const RoundCommand& command, const std::string& person, Instant now, AppliedRequest request = {}) {
    Result<RoundDecision> decided = Try(command, person, now, std::move(request));
    EXPECT_TRUE(decided.ok()) << decided.refusal().message;
    if (!decided) return {};
    const std::int64_t version = round.version + (decided->changed ? 1 : 0);
    round = decided->round;
    round.version = version;
    return *decided;
  }
  Reason Refused(const RoundCommand& command, const std::string& person, Instant now) const {
    const Result<RoundDecision> decided = Try(command, person, now);
    EXPECT_FALSE(decided.ok());
    return decided ? Reason::kInternal : decided.refusal().reason;
  }
  RoundDecision Open(Instant now) {
    OpenRound open;
    open.moment = {now, round.id};
    open.holder = "mira";
    for (const char* id : {"c1", "c2"}) open.entries.push_back({id, PromiseStatus::kAtRisk, Mon("14:00"), {}, 0});
    open.entries[1].rounds = 2;
    return Do(open, "deadline-watcher", now);
  }
  static std::vector<std::string> Told(const RoundDecision& decision) {
    std::vector<std::string> people;
    for (const Notice& notice : decision.notices) people.push_back(notice.recipient);
    return people;
  }

  const Firm firm = ReviewingFirm();
  ReviewRound round = [] {
    ReviewRound none;
    none.branch = "utrecht";
    none.id = "2026-11-23-0900";
    return none;
  }();
};

TEST(ReviewMoments, AreThoseOfDaysOnWhichTheBranchOpens) {
  const Firm firm = ReviewingFirm();
  const Branch& utrecht = firm.branches[0];
  EXPECT_EQ(LatestReviewMoment(firm, utrecht, Mon("09:00"))->id, "2026-11-23-0900");
  EXPECT_EQ(LatestReviewMoment(firm, utrecht, Mon("12:29"))->id, "2026-11-23-0900");
  EXPECT_EQ(LatestReviewMoment(firm, utrecht, Mon("20:00"))->id, "2026-11-23-1630");
  EXPECT_EQ(LatestReviewMoment(firm, utrecht, Tue("08:59"))->id, "2026-11-23-1630") << "made up for within a day";
  EXPECT_EQ(LatestReviewMoment(firm, utrecht, Mon("08:59")), std::nullopt) << "Sunday is closed, Saturday too long ago";
  EXPECT_EQ(NextReviewMoment(firm, utrecht, Mon("09:00")), Mon("12:30"));
  EXPECT_EQ(NextReviewMoment(firm, utrecht, Sat("16:30")), At("2026-11-30 09:00"));
  EXPECT_EQ(NextReviewMoment(firm, firm.branches[1], Mon("09:00")), kNever) << "Zeist names none";
}

// R33
TEST(ReviewMoments, OutsideTheHoursOfADayFallAway) {
  Firm firm = ReviewingFirm();
  const Branch& utrecht = firm.branches[0];
  EXPECT_EQ(LatestReviewMoment(firm, utrecht, Sat("11:00"))->id, "2026-11-27-1630") << "Saturday opens at 10:00";
  EXPECT_EQ(NextReviewMoment(firm, utrecht, Sat("09:00")), Sat("12:30"));
  EXPECT_EQ(LatestReviewMoment(firm, utrecht, Sat("16:31"))->id, "2026-11-28-1230") << "and closes at 14:00";
  firm.calendars["shop"].week[0] = {{9 * 60, 12 * 60 + 30}, {13 * 60, 17 * 60}};
  EXPECT_EQ(LatestReviewMoment(firm, utrecht, Mon("12:30"))->id, "2026-11-23-1230") << "when lunch begins";
}

// R32
TEST_F(ARound, IsHeldFromItsMomentOnNotFromWhenItWasFound) {
  OpenRound open;
  open.moment = {Mon("16:30"), round.id};
  open.holder = "mira";
  open.entries.push_back({"c1", PromiseStatus::kAtRisk, Mon("14:00"), {}, 0});
  Do(open, "deadline-watcher", Mon("16:30") + 700ms);
  EXPECT_EQ(round.hold_by, Mon("17:00")) << "the closing, and not the next morning";
}

TEST(ReviewMoments, BelongToTheManagerOrWhoeverIsThere) {
  const Firm firm = ReviewingFirm();
  Absences away;
  EXPECT_EQ(ReviewHolder(firm, firm.branches[0], away, Mon("09:00")), "mira");
  away["mira"] = AwayUntil(kNever);
  EXPECT_EQ(ReviewHolder(firm, firm.branches[0], away, Mon("09:00")), "bram");
  for (const char* person : {"bram", "carla", "anna"}) away[person] = AwayUntil(Tue("09:00"));
  EXPECT_EQ(ReviewHolder(firm, firm.branches[0], away, Mon("09:00")), "fatima") << "first in the answer order";
  away["fatima"] = AwayUntil(kNever);
  EXPECT_EQ(ReviewHolder(firm, firm.branches[0], away, Mon("09:00")), "hans") << "head office";
  EXPECT_EQ(ReviewHolder(firm, firm.branches[0], away, Tue("09:00")), "bram") << "who is back";
  EXPECT_EQ(ReviewHolder(firm, firm.branches[1], {}, Mon("09:00")), "hans") << "a branch without manager";
}

TEST_F(ARound, IsLaidBeforeItsHolderAndCountsHowOftenEachWasOnIt) {
  const RoundDecision opened = Open(Mon("09:00"));
  EXPECT_THAT(opened.events, ElementsAre(EventType::kRoundOpened));
  EXPECT_THAT(Told(opened), ElementsAre("mira"));
  EXPECT_EQ(opened.notices[0].round, round.id);
  EXPECT_EQ(round.hold_by, Mon("09:30"));
  EXPECT_EQ(round.next_at, Mon("12:30"));
  EXPECT_EQ(round.entries[0].rounds, 1);
  EXPECT_EQ(round.entries[1].rounds, 3);
  EXPECT_FALSE(Open(Mon("09:01")).changed) << "by another watcher";
}

TEST_F(ARound, IsSignedWhenAllThatIsOpenWasGoneThrough) {
  Open(Mon("09:00"));
  EXPECT_EQ(Refused(ReviewEntry{"c1", ""}, "anna", Mon("09:05")), Reason::kNotAllowed);
  EXPECT_EQ(Refused(ReviewEntry{"c9", ""}, "mira", Mon("09:05")), Reason::kNotFound);
  Do(ReviewEntry{"c1", "today"}, "mira", Mon("09:05"), {"r1", 1});
  EXPECT_FALSE(Do(ReviewEntry{"c1", "today"}, "mira", Mon("09:06"), {"r1", 1}).changed);
  EXPECT_EQ(round.reviewed(), 1);
  EXPECT_EQ(Refused(SignRound{"", {"c1", "c2"}}, "mira", Mon("09:10")), Reason::kNotReviewed);
  Do(SignRound{"all well", {"c1"}}, "hans", Mon("09:10"));  // c2 was closed meanwhile; head office stands in
  EXPECT_EQ(round.state, RoundState::kSigned);
  EXPECT_EQ(NextLook(round), std::nullopt);
  EXPECT_EQ(Refused(ReviewEntry{"c1", ""}, "mira", Mon("09:11")), Reason::kRoundOver);
}

TEST_F(ARound, NotHeldIsToldAboveOnceAndEndsWithTheNext) {
  Open(Mon("09:00"));
  EXPECT_EQ(NextLook(round), Mon("09:30") + 1ms);
  EXPECT_FALSE(Do(LookAtRound{}, "deadline-watcher", Mon("09:30")).changed) << "at the limit it is in time";
  const RoundDecision late = Do(LookAtRound{}, "deadline-watcher", Mon("09:31"));
  EXPECT_THAT(Told(late), ElementsAre("mira", "hans", "heleen"));
  EXPECT_EQ(round.state, RoundState::kLate);
  EXPECT_EQ(NextLook(round), Mon("12:30"));
  const RoundDecision over = Do(LookAtRound{}, "deadline-watcher", Mon("12:30"));
  EXPECT_THAT(over.notices, IsEmpty());
  EXPECT_EQ(round.state, RoundState::kNotHeld);
  EXPECT_EQ(Refused(SignRound{}, "mira", Mon("12:31")), Reason::kRoundOver);
}

TEST_F(ARound, LateCanStillBeHeld) {
  Open(Mon("09:00"));
  Do(LookAtRound{}, "deadline-watcher", Mon("10:00"));
  Do(SignRound{}, "mira", Mon("11:00"));
  EXPECT_EQ(round.state, RoundState::kSigned);
}

TEST_F(ARound, OfNothingAsksNobody) {
  const RoundDecision decision = Do(OpenRound{.holder = "mira"}, "deadline-watcher", Mon("09:00"));
  EXPECT_THAT(decision.notices, IsEmpty());
  EXPECT_EQ(round.state, RoundState::kSigned);
}

TEST_F(ARound, OfABranchThatIsGoneEnds) {
  Open(Mon("09:00"));
  Firm without = firm;
  without.branches.erase(without.branches.begin());
  const auto decided = DecideRound(round, LookAtRound{}, {without, nullptr, Actor(), {}, Mon("09:31")});
  ASSERT_TRUE(decided.ok());
  EXPECT_EQ(decided->round.state, RoundState::kNotHeld);
}

}  // namespace
}  // namespace krul::domain
