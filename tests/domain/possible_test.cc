// What readers are shown that may be done, as rows.
#include "services/domain/callback/possible.h"

#include <gtest/gtest.h>

#include "tests/domain/callback_story.h"

namespace krul::domain {
namespace {

using namespace sample;
using namespace std::chrono_literals;

const std::vector<Role> kEverybody = {Role::kDesk, Role::kColleague, Role::kManager, Role::kHeadOffice};
const std::vector<Role> kThoseWhoLead = {Role::kManager, Role::kHeadOffice};

TEST(PossibleTest, OfAnOpenCallbackIsOneRowForEverybody) {
  CallbackStory story;
  story.AssignedToAnna();
  const Possible possible = PossibleOf(story.record);
  ASSERT_EQ(possible.rows.size(), 1u);
  const std::vector<Action> actions = {Action::kAcknowledge, Action::kBeginCall,   Action::kRecordAttempt,
                                       Action::kForward,     Action::kRenegotiate, Action::kChase,
                                       Action::kComplete,    Action::kCancel};
  EXPECT_EQ(possible.rows[0], (PossibleRow{kEverybody, actions, "", Instant{}, kNever}));
  EXPECT_EQ(possible.undo_sequence, 0);
}

TEST(PossibleTest, WhileSomebodyCallsTheRestIsHisAloneUntilTheLeaseIsOver) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(BeginCall{}, "anna", Mon("11:00"));
  const Possible possible = PossibleOf(story.record);
  const Instant lapsed = Mon("11:15") + 1ms;
  ASSERT_EQ(possible.rows.size(), 4u);
  EXPECT_EQ(possible.rows[0], (PossibleRow{kEverybody,
                                           {Action::kAcknowledge, Action::kBeginCall, Action::kRecordAttempt,
                                            Action::kForward, Action::kComplete, Action::kCancel},
                                           "",
                                           lapsed,
                                           kNever}));
  EXPECT_EQ(
      possible.rows[1],
      (PossibleRow{kEverybody,
                   {Action::kBeginCall, Action::kRecordAttempt, Action::kForward, Action::kComplete, Action::kCancel},
                   "anna",
                   Instant{},
                   Mon("11:15")}));
  EXPECT_EQ(possible.rows[2], (PossibleRow{kEverybody, {Action::kRenegotiate, Action::kChase}, "", Instant{}, kNever}));
  // The call itself can be taken back by who made it, for ten minutes, which are over before the lease is.
  EXPECT_EQ(possible.rows[3], (PossibleRow{kEverybody, {Action::kUndo}, "anna", Instant{}, Mon("11:10")}));
  EXPECT_EQ(possible.undo_sequence, story.record.history.back().sequence);
}

TEST(PossibleTest, GivingUpComesWithEnoughFailedAttemptsOfThisPromise) {
  CallbackStory story;
  story.AcknowledgedByAnna();
  const auto may_give_up = [&] {
    for (const PossibleRow& row : PossibleOf(story.record).rows) {
      if (std::count(row.actions.begin(), row.actions.end(), Action::kGiveUp) > 0) return true;
    }
    return false;
  };
  for (const char* at : {"11:00", "11:20", "11:40"}) {
    EXPECT_FALSE(may_give_up()) << at;
    story.Do(RecordAttempt{Outcome::kNoAnswer}, "anna", Mon(at));
  }
  EXPECT_TRUE(may_give_up());
}

TEST(PossibleTest, OfAClosedOneIsToReopenAndForThoseWhoLeadToErase) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(Complete{}, "anna", Mon("11:00"));
  const Possible possible = PossibleOf(story.record);
  ASSERT_EQ(possible.rows.size(), 3u);
  EXPECT_EQ(possible.rows[0], (PossibleRow{kEverybody, {Action::kReopen}, "", Instant{}, kNever}));
  EXPECT_EQ(possible.rows[1], (PossibleRow{kEverybody, {Action::kUndo}, "", Instant{}, Mon("11:10")}));
  EXPECT_EQ(possible.rows[2], (PossibleRow{kThoseWhoLead, {Action::kEraseCaller}, "", Instant{}, kNever}));
}

}  // namespace
}  // namespace krul::domain
