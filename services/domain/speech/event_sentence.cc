#include "services/domain/speech/event_sentence.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/domain/names.h"

namespace krul::domain {
namespace {

std::string Why(EventCause cause) {
  switch (cause) {
    case EventCause::kIsAway:
      return " is away";
    case EventCause::kHasLeft:
      return " has left";
    case EventCause::kNone:
    case EventCause::kNobodyYet:
      break;
  }
  return "";
}

std::string StepTo(const EventFacts& facts) {
  return absl::StrCat(
      "step ", facts.number, " to ",
      facts.people.empty() ? "nobody: name a manager in the firm file" : absl::StrJoin(facts.people, " "));
}

}  // namespace

std::string SentenceOf(const AuditEvent& event, const absl::TimeZone& zone) {
  if (!event.told_as.empty()) return event.told_as;
  const EventFacts& facts = event.facts;
  switch (event.type) {
    case EventType::kNoted:
      return "for " + Describe(facts.party);
    case EventType::kAssigned:
    case EventType::kForwarded:
      return "to " + Describe(facts.party);
    case EventType::kReopened:
      return facts.cause == EventCause::kNobodyYet ? "to be assigned" : "to " + Describe(facts.party);
    case EventType::kHandledAtDesk:
    case EventType::kCompleted:
    case EventType::kCancelled:
      return std::string(NameOf(facts.disposition));
    case EventType::kAcknowledgementExpired:
    case EventType::kLeaseLapsed:
      return Describe(facts.party);
    case EventType::kReassigned:
    case EventType::kHolderAway:
      return Describe(facts.party) + Why(facts.cause);
    case EventType::kAttempted:
      return facts.outcome ? std::string(NameOf(*facts.outcome)) : "";
    case EventType::kRenegotiated:
      return facts.moment ? absl::FormatTime("%d %b %H:%M", absl::FromChrono(*facts.moment), zone) : "";
    case EventType::kChased:
      return absl::StrCat("chaser ", facts.number);
    case EventType::kEscalated:
      return StepTo(facts);
    case EventType::kReminded:
      return "still open";
    case EventType::kUnassignedAlarm:
      return "nobody has it yet";
    case EventType::kUndone:
      return absl::StrCat("event ", facts.undone_sequence);
    case EventType::kClosedWhenDue:
      return absl::StrCat("by version ", facts.firm_version, " of the firm file");
    case EventType::kAcknowledged:
    case EventType::kCallBegun:
    case EventType::kAtRisk:
    case EventType::kBroken:
    case EventType::kRetryDue:
    case EventType::kErased:
    case EventType::kRoundOpened:
    case EventType::kRoundNotHeld:
    case EventType::kRoundSigned:
      return "";
  }
  return "";
}

}  // namespace krul::domain
