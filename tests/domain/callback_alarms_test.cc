// When people may be told: not at night, not by hours that are no longer the branch's, not of what is settled.
#include <gmock/gmock.h>

#include "tests/domain/callback_story.h"

namespace krul::domain {
namespace {
using namespace std::chrono_literals;
using namespace sample;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

TEST(SeveralPassedTimers, SeenAtNightAlarmNobodyBeforeTheMorning) {
  CallbackStory story;
  story.AcknowledgedByAnna();
  // Nobody looked from 10:00 until the evening: only the step that may ring at night is taken.
  const Decision night = story.LookAtIt(Mon("21:00"));
  EXPECT_THAT(night.events, ElementsAre(EventType::kAtRisk, EventType::kBroken, EventType::kEscalated));
  EXPECT_THAT(Told(night), ElementsAre("hans", "heleen"));
  EXPECT_FALSE(story.LookAtIt(Tue("08:59")).changed);
  const Decision morning = story.LookAtIt(Tue("09:00"));
  EXPECT_THAT(morning.events, ElementsAre(EventType::kEscalated, EventType::kEscalated, EventType::kEscalated));
}

TEST(AStepPlanned, WaitsWhenTheBranchHasChangedItsHoursSince) {
  CallbackStory story;
  story.AcknowledgedByAnna();
  story.firm.version = 8;
  for (std::size_t day = 0; day < 5; ++day) story.firm.calendars["shop"].week[day] = {{9 * 60, 12 * 60}};
  const Decision decision = story.LookAtIt(Mon("13:00"));
  EXPECT_THAT(decision.events, ElementsAre(EventType::kAtRisk));
  EXPECT_THAT(story.LookAtIt(Tue("09:00")).events, Contains(EventType::kEscalated));
}

TEST(AStepOfAnUnsaidMine, IsNotPutOffByFurtherOnesAndEndsWithMine) {
  CallbackStory story;
  for (EscalationStep& step : story.firm.categories[0].escalation) {
    if (step.condition == StepCondition::kUnacknowledged) step.delay = 2h;
  }
  story.AssignedToAnna();
  story.LookAtIt(Mon("11:01"), {PersonOf("bram")});
  story.LookAtIt(Mon("12:02"), {PersonOf("carla")});
  EXPECT_EQ(story.record.promise.steps[kTellDeputy].at, Mon("13:01"));
  CallbackStory mine = story;
  EXPECT_THAT(StepsTaken(story.record), IsEmpty());
  story.LookAtIt(Mon("13:01"));
  EXPECT_THAT(StepsTaken(story.record), Contains(kTellDeputy));
  mine.Do(Acknowledge{}, "carla", Mon("12:30"));
  mine.LookAtIt(Mon("13:01"));
  EXPECT_THAT(StepsTaken(mine.record), Not(Contains(kTellDeputy)));
}

// R34
TEST(OneHappening, IsToldToOnePersonOnce) {
  CallbackStory story;
  story.firm.categories[0].escalation = {{.condition = StepCondition::kBroken, .recipient = Recipient::kManager},
                                         {.condition = StepCondition::kBroken, .recipient = Recipient::kAssignee}};
  story.AssignedToAnna().Do(Acknowledge{}, "mira", Mon("10:30"));
  story.LookAtIt(Mon("13:00"));
  const Decision broken = story.LookAtIt(Mon("14:00") + 1ms);
  EXPECT_THAT(broken.events, ElementsAre(EventType::kBroken, EventType::kEscalated, EventType::kEscalated));
  EXPECT_THAT(Told(broken), ElementsAre("mira"));
}

}  // namespace
}  // namespace krul::domain
