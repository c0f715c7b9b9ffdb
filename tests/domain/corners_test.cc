// Corners that tests/enumeration found: the shortest path to each, and what is right there. A question for Anna, noted
// on Monday at 10:00, promised by 14:00 and at risk from 13:00.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/domain/promise/due_moment.h"
#include "services/domain/promise/promise.h"
#include "tests/domain/callback_story.h"

namespace krul::domain {
namespace {

using namespace std::chrono_literals;
using namespace sample;
using ::testing::ElementsAre;

// Decided under the version in force, of a promise that was made under another.
Decision DoUnder(CallbackStory& story, const Firm& promised, const Command& command, const char* person, Instant now) {
  Actor actor(person, "utrecht", "");
  actor.is_service = std::holds_alternative<LookAt>(command);
  auto decided = Decide(story.record, command, {story.firm, &promised, actor, {}, now});
  EXPECT_TRUE(decided.ok());
  story.record = decided->record;
  ++story.record.version;
  return *decided;
}

TEST(Corners, WhoLeavesTheFirmDuringHisCallHoldsNothingUnseenOnceItLapsed) {
  CallbackStory story;
  story.AssignedToAnna().Do(BeginCall{}, "anna", Mon("10:10"));
  std::erase_if(story.firm.people, [](const Person& person) { return person.id == "anna"; });
  EXPECT_FALSE(story.Do(FollowFirm{}, "assignment", Mon("10:12")).changed) << "while somebody speaks to the caller";
  const Decision lapsed = story.LookAtIt(Mon("10:25") + 1ms);
  EXPECT_THAT(lapsed.events, ElementsAre(EventType::kLeaseLapsed, EventType::kHolderAway));
  EXPECT_THAT(Told(lapsed), ElementsAre("mira"));
}

TEST(Corners, TheManagerWhoHasItIsRemindedOnce) {
  CallbackStory story;
  story.AssignedToAnna().Do(RecordAttempt{Outcome::kConnected}, "mira", Mon("11:00"));
  story.LookAtIt(Mon("17:00") + 1ms);
  EXPECT_THAT(Told(story.LookAtIt(Tue("09:00"))), ElementsAre("mira"));
}

TEST(Corners, QuietHoursAreThoseInForceThoughThePromiseKeepsItsVersion) {
  CallbackStory story;
  story.firm.calendars["shop"].week[0] = {{9 * 60, 12 * 60 + 30}, {13 * 60, 17 * 60}};
  story.AcknowledgedByAnna();
  const Firm promised = story.firm;
  story.firm.version = 8;
  story.firm.calendars["shop"].week[0] = {{10 * 60, 13 * 60}};  // no lunch, and no afternoon
  DoUnder(story, promised, Renegotiate{Mon("12:45"), "sooner"}, "anna", Mon("12:10"));
  std::vector<std::string> told;
  while (*NextLook(story.record) <= Mon("12:46")) {
    const Decision looked = DoUnder(story, promised, LookAt{}, "deadline-watcher", *NextLook(story.record));
    for (const std::string& person : Told(looked)) told.push_back(person);
  }
  EXPECT_THAT(told, ElementsAre("anna", "mira")) << "it is open at 12:45, though it was lunch when it was promised";
}

TEST(Corners, ATimeThatTheCallerNamedOutsideHisOwnHoursHasAnAtRiskPointAllTheSame) {
  CallbackStory story;
  Note note = AQuestionForAnna();
  note.window = CallWindow{.not_before = Thu("10:00")};
  note.due_at = Thu("14:00");
  story.Do(note, "fatima", Mon("10:00"));
  story.Do(RecordAttempt{Outcome::kRescheduled, "", Tue("13:00")}, "anna", Tue("09:00"));
  EXPECT_EQ(DueMomentOf(story.record), (DueMoment{DueMoment::Kind::kRetry, Tue("13:00"), Tue("12:00")}));
}

}  // namespace
}  // namespace krul::domain
