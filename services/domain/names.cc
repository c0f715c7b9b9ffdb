#include "services/domain/names.h"

namespace krul::domain {

std::string_view NameOf(State value) {
  switch (value) {
    case State::kNoted:
      return "NOTED";
    case State::kAssigned:
      return "ASSIGNED";
    case State::kAcknowledged:
      return "ACKNOWLEDGED";
    case State::kCalling:
      return "CALLING";
    case State::kCompleted:
      return "COMPLETED";
    case State::kCancelled:
      return "CANCELLED";
  }
  return "";
}

std::string_view NameOf(PromiseStatus value) {
  switch (value) {
    case PromiseStatus::kOnTrack:
      return "ON_TRACK";
    case PromiseStatus::kAtRisk:
      return "AT_RISK";
    case PromiseStatus::kBroken:
      return "BROKEN";
    case PromiseStatus::kKept:
      return "KEPT";
    case PromiseStatus::kMissed:
      return "MISSED";
    case PromiseStatus::kNotJudged:
      return "NOT_JUDGED";
  }
  return "";
}

std::string_view NameOf(Outcome value) {
  switch (value) {
    case Outcome::kConnected:
      return "CONNECTED";
    case Outcome::kNoAnswer:
      return "NO_ANSWER";
    case Outcome::kBusy:
      return "BUSY";
    case Outcome::kLeftVoicemail:
      return "LEFT_VOICEMAIL";
    case Outcome::kWrongNumber:
      return "WRONG_NUMBER";
    case Outcome::kWrongPerson:
      return "WRONG_PERSON";
    case Outcome::kNumberNotInUse:
      return "NUMBER_NOT_IN_USE";
    case Outcome::kRescheduled:
      return "RESCHEDULED";
  }
  return "";
}

std::string_view NameOf(Disposition value) {
  switch (value) {
    case Disposition::kNone:
      return "";
    case Disposition::kResolved:
      return "RESOLVED";
    case Disposition::kCallerReachedUs:
      return "CALLER_REACHED_US";
    case Disposition::kMaxAttemptsExceeded:
      return "MAX_ATTEMPTS_EXCEEDED";
    case Disposition::kWithdrawn:
      return "WITHDRAWN";
    case Disposition::kDuplicate:
      return "DUPLICATE";
    case Disposition::kHandledAtDesk:
      return "HANDLED_AT_DESK";
  }
  return "";
}

std::string_view NameOf(Origin value) {
  switch (value) {
    case Origin::kDesk:
      return "DESK";
    case Origin::kImport:
      return "IMPORT";
    case Origin::kMissedCall:
      return "MISSED_CALL";
    case Origin::kWebForm:
      return "WEB_FORM";
  }
  return "";
}

std::string_view NameOf(EventType value) {
  switch (value) {
    case EventType::kNoted:
      return "NOTED";
    case EventType::kHandledAtDesk:
      return "HANDLED_AT_DESK";
    case EventType::kAssigned:
      return "ASSIGNED";
    case EventType::kAcknowledged:
      return "ACKNOWLEDGED";
    case EventType::kAcknowledgementExpired:
      return "ACKNOWLEDGEMENT_EXPIRED";
    case EventType::kCallBegun:
      return "CALL_BEGUN";
    case EventType::kLeaseLapsed:
      return "LEASE_LAPSED";
    case EventType::kAttempted:
      return "ATTEMPTED";
    case EventType::kForwarded:
      return "FORWARDED";
    case EventType::kRenegotiated:
      return "RENEGOTIATED";
    case EventType::kChased:
      return "CHASED";
    case EventType::kAtRisk:
      return "AT_RISK";
    case EventType::kBroken:
      return "BROKEN";
    case EventType::kRetryDue:
      return "RETRY_DUE";
    case EventType::kEscalated:
      return "ESCALATED";
    case EventType::kReminded:
      return "REMINDED";
    case EventType::kUnassignedAlarm:
      return "UNASSIGNED_ALARM";
    case EventType::kReassigned:
      return "REASSIGNED";
    case EventType::kCompleted:
      return "COMPLETED";
    case EventType::kCancelled:
      return "CANCELLED";
    case EventType::kUndone:
      return "UNDONE";
    case EventType::kReopened:
      return "REOPENED";
    case EventType::kErased:
      return "ERASED";
    case EventType::kHolderAway:
      return "HOLDER_AWAY";
    case EventType::kClosedWhenDue:
      return "CLOSED_WHEN_DUE";
    case EventType::kRoundOpened:
      return "ROUND_OPENED";
    case EventType::kRoundNotHeld:
      return "ROUND_NOT_HELD";
    case EventType::kRoundSigned:
      return "ROUND_SIGNED";
  }
  return "";
}

std::string_view NameOf(EventCause value) {
  switch (value) {
    case EventCause::kNone:
      return "";
    case EventCause::kIsAway:
      return "IS_AWAY";
    case EventCause::kHasLeft:
      return "HAS_LEFT";
    case EventCause::kNobodyYet:
      return "NOBODY_YET";
  }
  return "";
}

}  // namespace krul::domain
