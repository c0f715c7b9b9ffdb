// One short ring never ends the pressure: a retry is watched like the first moment. A question for Anna, promised by
// Monday 14:00; Anna rang at 11:00 and nobody answered, so she tries again by 13:00, which is at risk from 12:30.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/domain/callback/callback_decisions.h"
#include "services/domain/promise/due_moment.h"
#include "services/domain/promise/promise.h"
#include "tests/domain/callback_story.h"

namespace krul::domain {
namespace {

using namespace std::chrono_literals;
using namespace sample;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

CallbackStory TriedOnceByAnna() {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(RecordAttempt{Outcome::kNoAnswer}, "anna", Mon("11:00"));
  return story;
}

struct Happening {
  std::string at;
  EventType type;
  std::vector<std::string> told;
  bool operator==(const Happening&) const = default;
};
std::ostream& operator<<(std::ostream& out, const Happening& one) {
  return out << one.at << " event " << static_cast<int>(one.type) << " to " << absl::StrJoin(one.told, " ");
}

// Looks whenever the record asks for it, up to `until`.
std::vector<Happening> WatchedUntil(CallbackStory& story, Instant until) {
  std::vector<Happening> happened;
  while (*NextLook(story.record) <= until) {
    const Instant at = *NextLook(story.record);
    const Decision decision = story.LookAtIt(at);
    for (const EventType type : decision.events) happened.push_back({Wall(at).substr(11), type, {}});
    if (!happened.empty()) happened.back().told = Told(decision);
  }
  return happened;
}

TEST(ARetry, IsAtRiskAndMissedLikeTheFirstMomentAndClimbsToTheManager) {
  CallbackStory story = TriedOnceByAnna();
  EXPECT_THAT(WatchedUntil(story, Mon("15:00")),
              ElementsAre(Happening{"12:30:00.000", EventType::kAtRisk},
                          Happening{"12:30:00.000", EventType::kEscalated, {"anna"}},
                          Happening{"13:00:00.001", EventType::kRetryDue},
                          Happening{"13:00:00.001", EventType::kEscalated, {"anna"}},
                          Happening{"14:00:00.001", EventType::kEscalated, {"mira"}}));
  EXPECT_EQ(StatusOf(story.record, Mon("15:00")), PromiseStatus::kOnTrack) << "it was attempted in time";
}

TEST(ARetry, TellsItsOwnAtRiskPointThoughThatOfThePromiseWasTold) {
  CallbackStory story;
  story.AcknowledgedByAnna();
  const Decision of_promise = story.LookAtIt(Mon("13:00"));
  story.Do(RecordAttempt{Outcome::kNoAnswer}, "anna", Mon("13:30"));
  const Decision of_retry = story.LookAtIt(Mon("15:00"));
  EXPECT_THAT(of_retry.events, ElementsAre(EventType::kAtRisk, EventType::kEscalated));
  EXPECT_NE(of_promise.notices.back().id, of_retry.notices.back().id);
  story.Do(RecordAttempt{Outcome::kBusy}, "anna", Mon("15:10"));
  const Decision of_next = story.LookAtIt(Mon("16:40"));
  EXPECT_THAT(of_next.events, ElementsAre(EventType::kAtRisk, EventType::kEscalated));
  EXPECT_NE(of_retry.notices.back().id, of_next.notices.back().id);
}

TEST(ARetry, ThatIsMadeInTimeTellsNobody) {
  CallbackStory story = TriedOnceByAnna();
  story.Do(RecordAttempt{Outcome::kConnected}, "anna", Mon("12:29"));
  EXPECT_THAT(WatchedUntil(story, Mon("16:59")), IsEmpty());
}

TEST(ARetry, FallsAwayWithItsStepsWhenAnotherMomentIsAgreed) {
  CallbackStory story = TriedOnceByAnna();
  story.LookAtIt(Mon("12:30"));
  story.Do(Renegotiate{Mon("16:00"), "busy"}, "anna", Mon("12:40"));
  EXPECT_THAT(WatchedUntil(story, Mon("16:00")),
              ElementsAre(Happening{"15:00:00.000", EventType::kAtRisk},
                          Happening{"15:00:00.000", EventType::kEscalated, {"anna"}}));
}

TEST(ARetry, BeforeWhichThePromiseMustBeMetIsNotAtRiskBeforeIt) {
  CallbackStory story;
  Note note = AQuestionForAnna();
  note.window = CallWindow{.not_before = Thu("10:00")};
  note.due_at = Thu("14:00");
  story.Do(note, "fatima", Mon("10:00"));
  story.Do(RecordAttempt{Outcome::kNoAnswer}, "anna", Tue("09:20"));  // too early: settles nothing
  EXPECT_EQ(story.record.retry_at, Thu("12:00"));
  EXPECT_THAT(WatchedUntil(story, Thu("13:00")),
              ElementsAre(Happening{"12:00:00.001", EventType::kRetryDue},
                          Happening{"12:00:00.001", EventType::kEscalated, {"anna"}},
                          Happening{"13:00:00.000", EventType::kAtRisk},
                          Happening{"13:00:00.000", EventType::kEscalated, {"anna"}}))
      << "and then the manager of the retry";
}

TEST(ACallForARetry, ThatBeganInTimeHoldsTheAlarmWhileItLasts) {
  CallbackStory story = TriedOnceByAnna();
  story.LookAtIt(Mon("12:30"));
  story.Do(BeginCall{}, "anna", Mon("13:00"));
  EXPECT_THAT(WatchedUntil(story, Mon("13:15")), IsEmpty());
  EXPECT_EQ(StandingOf(story.record, Mon("13:15")).level, StandingLevel::kSoon);
  EXPECT_THAT(story.LookAtIt(Mon("13:15") + 1ms).events,
              ElementsAre(EventType::kLeaseLapsed, EventType::kRetryDue, EventType::kEscalated));
  EXPECT_EQ(StandingOf(story.record, Mon("13:16")).level, StandingLevel::kLate);
}

TEST(ACallForARetry, ThatBeganTooLateHoldsNothing) {
  CallbackStory story = TriedOnceByAnna();
  story.LookAtIt(Mon("12:30"));
  story.Do(BeginCall{}, "anna", Mon("13:00") + 1ms);
  EXPECT_THAT(story.LookAtIt(Mon("13:00") + 1ms).events, ElementsAre(EventType::kRetryDue, EventType::kEscalated));
}

}  // namespace
}  // namespace krul::domain
