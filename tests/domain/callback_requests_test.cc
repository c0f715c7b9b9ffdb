// A request that comes twice, and a history that is full.
#include <gtest/gtest.h>

#include "services/domain/callback/callback_decisions.h"
#include "services/domain/limits.h"
#include "tests/domain/callback_story.h"

namespace krul::domain {
namespace {

using namespace std::chrono_literals;
using namespace sample;

TEST(ARepeatedRequest, WithTheSameContentChangesNothing) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(Chase{}, "fatima", Mon("10:20"), {"request-1", 11});
  const std::string before = InWords(story.record);
  const Decision again = story.Do(Chase{}, "fatima", Mon("10:30"), {"request-1", 11});
  EXPECT_FALSE(again.changed);
  EXPECT_TRUE(again.events.empty());
  EXPECT_TRUE(again.notices.empty());
  EXPECT_EQ(InWords(story.record), before);
}

TEST(ARepeatedRequest, WithOtherContentIsRefused) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(Chase{}, "fatima", Mon("10:20"), {"request-1", 11});
  EXPECT_EQ(story.Refused(Complete{}, "fatima", Mon("10:30"), {"request-1", 12}), Reason::kRequestIdReused);
}

TEST(ARepeatedRequest, IsKnownForANotedOneToo) {
  CallbackStory story;
  story.Do(AQuestionForAnna(), "fatima", Mon("10:00"), {"request-1", 11});
  EXPECT_FALSE(story.Do(AQuestionForAnna(), "fatima", Mon("10:00"), {"request-1", 11}).changed);
  EXPECT_EQ(story.record.history.size(), 1u);
}

TEST(ARepeatedRequest, IsKnownThoughWhatItDidIsImpossibleByNow) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(Complete{}, "anna", Mon("10:20"), {"request-1", 11});
  EXPECT_FALSE(story.Do(Complete{}, "anna", Mon("10:21"), {"request-1", 11}).changed);
  EXPECT_EQ(story.Refused(Complete{}, "anna", Mon("10:21"), {"request-2", 11}), Reason::kClosed);
}

TEST(ARepeatedRequest, IsKnownAfterAnUndo) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(Chase{}, "fatima", Mon("10:20"), {"request-1", 11});
  story.Do(Undo{story.record.history.back().sequence}, "fatima", Mon("10:21"), {"request-2", 12});
  EXPECT_FALSE(story.Do(Chase{}, "fatima", Mon("10:22"), {"request-1", 11}).changed);
  EXPECT_FALSE(story.Do(Undo{4}, "fatima", Mon("10:22"), {"request-2", 12}).changed);
  EXPECT_EQ(story.record.chaser_count, 0);
}

TEST(ARequest, WithoutAnIdIsNeverRemembered) {
  CallbackStory story;
  story.AcknowledgedByAnna();
  EXPECT_TRUE(story.record.applied.empty());
  EXPECT_TRUE(story.Do(Chase{}, "fatima", Mon("10:20"), {"", 11}).changed);
  EXPECT_TRUE(story.Do(Chase{}, "fatima", Mon("10:20"), {"", 11}).changed);
}

TEST(ARequest, ThatIsRefusedIsNotRemembered) {
  CallbackStory story;
  story.AcknowledgedByAnna();
  EXPECT_EQ(story.Refused(Complete{Disposition::kMaxAttemptsExceeded}, "anna", Mon("10:20"), {"request-1", 11}),
            Reason::kTooFewAttempts);
  EXPECT_TRUE(story.Do(Complete{}, "anna", Mon("10:21"), {"request-1", 12}).changed);
}

TEST(TheLatestRequests, AreRememberedUpToTheLimit) {
  CallbackStory story;
  story.AcknowledgedByAnna();
  const int limit = static_cast<int>(limits::kAppliedRequests);
  for (int i = 0; i <= limit; ++i) {
    story.Do(Chase{}, "fatima", Mon("10:20"), {"request-" + std::to_string(i), 1});
  }
  EXPECT_EQ(story.record.applied.size(), limits::kAppliedRequests);
  EXPECT_FALSE(story.Do(Chase{}, "fatima", Mon("10:21"), {"request-1", 1}).changed);
  EXPECT_TRUE(story.Do(Chase{}, "fatima", Mon("10:21"), {"request-0", 1}).changed);
}

TEST(AFullHistory, AllowsNothingButClosing) {
  CallbackStory story;
  story.AcknowledgedByAnna();
  const std::size_t full = limits::kHistoryEvents - limits::kHistoryReserve + 1;
  while (story.record.history.size() < full) story.Do(Chase{}, "fatima", Mon("10:20"));

  for (const Command& command : {Command(Chase{}), Command(Acknowledge{}), Command(BeginCall{}),
                                 Command(RecordAttempt{}), Command(Forward{PersonOf("bram")}),
                                 Command(Renegotiate{Tue("10:00"), ""}), Command(Assign{PersonOf("bram")})}) {
    const char* who = std::holds_alternative<Assign>(command) ? "assignment" : "anna";
    EXPECT_EQ(story.Refused(command, who, Mon("10:25")), Reason::kHistoryFull);
  }
  EXPECT_TRUE(story.Try(Undo{story.record.history.back().sequence}, "fatima", Mon("10:25")).ok());
  EXPECT_TRUE(story.Try(Cancel{}, "anna", Mon("10:25")).ok());
  EXPECT_TRUE(story.LookAtIt(Mon("13:00")).changed);
  story.Do(Complete{}, "anna", Mon("13:30"));
  EXPECT_EQ(story.Refused(Reopen{"again"}, "anna", Mon("13:40")), Reason::kHistoryFull);
  EXPECT_LE(story.record.history.size(), limits::kHistoryEvents);
}

}  // namespace
}  // namespace krul::domain
