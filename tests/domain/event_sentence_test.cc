// What the history says in English, made of the facts: a table over every type of event.
#include "services/domain/speech/event_sentence.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "services/domain/names.h"
#include "tests/domain/callback_story.h"

namespace krul::domain {
namespace {

using namespace sample;

struct Case {
  EventType type;
  EventFacts facts;
  const char* sentence;
};

std::vector<Case> Cases() {
  const Party anna = PersonOf("anna");
  const Party sales{Party::Kind::kTeam, "sales"};
  return {
      {EventType::kNoted, {.party = sales}, "for team sales"},
      {EventType::kHandledAtDesk, {.disposition = Disposition::kHandledAtDesk}, "HANDLED_AT_DESK"},
      {EventType::kAssigned, {.party = PoolOf("centrum")}, "to the open pool of centrum"},
      {EventType::kAcknowledged, {}, ""},
      {EventType::kAcknowledgementExpired, {.party = anna}, "anna"},
      {EventType::kCallBegun, {}, ""},
      {EventType::kLeaseLapsed, {.party = anna}, "anna"},
      {EventType::kAttempted, {.outcome = Outcome::kNoAnswer}, "NO_ANSWER"},
      {EventType::kForwarded, {.party = anna}, "to anna"},
      {EventType::kRenegotiated, {.moment = Tue("12:00")}, "24 Nov 12:00"},
      {EventType::kChased, {.number = 2}, "chaser 2"},
      {EventType::kAtRisk, {}, ""},
      {EventType::kBroken, {}, ""},
      {EventType::kRetryDue, {}, ""},
      {EventType::kEscalated, {.people = {"anna", "mia"}, .number = 1}, "step 1 to anna mia"},
      {EventType::kEscalated, {.number = 1}, "step 1 to nobody: name a manager in the firm file"},
      {EventType::kReminded, {}, "still open"},
      {EventType::kUnassignedAlarm, {.cause = EventCause::kNobodyYet}, "nobody has it yet"},
      {EventType::kReassigned, {.party = anna, .cause = EventCause::kIsAway}, "anna is away"},
      {EventType::kReassigned, {.party = anna, .cause = EventCause::kHasLeft}, "anna has left"},
      {EventType::kCompleted, {.disposition = Disposition::kResolved}, "RESOLVED"},
      {EventType::kCancelled, {.disposition = Disposition::kWithdrawn}, "WITHDRAWN"},
      {EventType::kUndone, {.undone_sequence = 4}, "event 4"},
      {EventType::kReopened, {.party = anna}, "to anna"},
      {EventType::kReopened, {.cause = EventCause::kNobodyYet}, "to be assigned"},
      {EventType::kErased, {}, ""},
      {EventType::kHolderAway, {.party = anna, .cause = EventCause::kIsAway}, "anna is away"},
      {EventType::kClosedWhenDue, {.firm_version = 3}, "by version 3 of the firm file"},
      {EventType::kRoundOpened, {}, ""},
      {EventType::kRoundNotHeld, {}, ""},
      {EventType::kRoundSigned, {}, ""},
  };
}

TEST(EventSentence, IsMadeOfTheFacts) {
  std::set<EventType> told;
  for (const Case& one : Cases()) {
    AuditEvent event;
    event.type = one.type;
    event.facts = one.facts;
    EXPECT_EQ(Told(event), one.sentence) << NameOf(one.type);
    told.insert(one.type);
  }
  for (int i = 0; i <= static_cast<int>(EventType::kRoundSigned); ++i) {
    EXPECT_TRUE(told.contains(static_cast<EventType>(i)))
        << NameOf(static_cast<EventType>(i)) << " is not in the table";
  }
}

TEST(EventSentence, OfAHistoryFromBeforeThereWereFactsIsWhatItWas) {
  AuditEvent event;
  event.type = EventType::kRenegotiated;
  event.told_as = "24 Nov 12:00";
  EXPECT_EQ(Told(event), "24 Nov 12:00");
}

}  // namespace
}  // namespace krul::domain
