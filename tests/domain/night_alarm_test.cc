// No alarm outside the branch's hours: it is recorded at once, and told at the next opening.
#include <gmock/gmock.h>

#include "services/domain/promise/promise.h"
#include "tests/domain/callback_story.h"

namespace krul::domain {
namespace {

using namespace std::chrono_literals;
using namespace sample;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

// R30
TEST(AnAlarmAtNight, IsRecordedAtOnceAndToldAtTheNextOpening) {
  CallbackStory story;
  for (const Person& person : story.firm.people) story.away[person.id] = AwayUntil(kNever);
  story.away.erase("mira");
  Note note = AQuestionForAnna();
  note.called_at = At("2026-11-22 22:30");
  story.Do(note, "fatima", note.called_at);
  const Decision pooled = story.Do(Assign{PoolOf("utrecht"), true}, "assignment", note.called_at + 1s);
  EXPECT_THAT(Told(pooled), IsEmpty());
  EXPECT_THAT(story.record.history.back().type, EventType::kAssigned);
  EXPECT_EQ(NextLook(story.record), Mon("09:00"));
  EXPECT_THAT(Told(story.LookAtIt(Mon("09:00"))), ElementsAre("mira"));
  EXPECT_GT(NextLook(story.record), Mon("09:00")) << "once";
}

TEST(AnAlarmAtNight, WaitsForTheOpeningAfterThatWhenNobodyLookedWhileItWasOpen) {
  CallbackStory story;
  Note note = AQuestionForAnna();
  note.called_at = At("2026-11-22 22:30");
  note.due_at = Fri("14:00");
  story.Do(note, "fatima", note.called_at);
  story.Do(Assign{PoolOf("utrecht"), true}, "assignment", note.called_at + 1s);
  EXPECT_THAT(Told(story.LookAtIt(Mon("21:00"))), IsEmpty());
  EXPECT_EQ(NextLook(story.record), Tue("09:00"));
  EXPECT_THAT(Told(story.LookAtIt(Tue("09:00"))), ElementsAre("mira"));
}

TEST(AnAlarmAtNight, ThatIsOverByTheOpeningIsNotTold) {
  CallbackStory story;
  Note note = AQuestionForAnna();
  note.called_at = At("2026-11-22 22:30");
  story.Do(note, "fatima", note.called_at);
  story.Do(Assign{PoolOf("utrecht"), true}, "assignment", note.called_at + 1s);
  story.Do(Acknowledge{}, "anna", Mon("08:55"));
  EXPECT_THAT(Told(story.LookAtIt(Mon("09:00"))), Not(Contains("mira")));
}

}  // namespace
}  // namespace krul::domain
