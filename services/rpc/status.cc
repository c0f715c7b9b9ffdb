#include "services/rpc/status.h"

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "krul/v1/errors.pb.h"
#include "services/domain/speech/fault_sentence.h"

namespace krul::rpc {
namespace {
using domain::Reason;
using grpc::StatusCode;

// How a reason is told: one row each.
struct Telling {
  std::string_view name;
  StatusCode code;
  v1::Remedy remedy;
  int retry_ms = 0;  // 0: asking the same again changes nothing
};

constexpr Telling TellingOf(Reason reason) {
  switch (reason) {  // no default: a reason without a row does not compile
    case Reason::kInvalidField:
      return {"INVALID_FIELD", StatusCode::INVALID_ARGUMENT, v1::CORRECT_FIELDS};
    case Reason::kNotFound:
      return {"NOT_FOUND", StatusCode::NOT_FOUND, v1::CORRECT_FIELDS};
    case Reason::kNoFirm:
      return {"NO_FIRM", StatusCode::FAILED_PRECONDITION, v1::APPLY_FIRM};
    case Reason::kQuoteExpired:
      return {"QUOTE_EXPIRED", StatusCode::FAILED_PRECONDITION, v1::QUOTE_ANEW};
    case Reason::kReadBackMissing:
      return {"READ_BACK_MISSING", StatusCode::FAILED_PRECONDITION, v1::READ_BACK};
    case Reason::kConsentMissing:
      return {"CONSENT_MISSING", StatusCode::FAILED_PRECONDITION, v1::ASK_CONSENT};
    case Reason::kClosed:
      return {"CLOSED", StatusCode::FAILED_PRECONDITION, v1::REOPEN_IT};
    case Reason::kNotClosed:
      return {"NOT_CLOSED", StatusCode::FAILED_PRECONDITION, v1::READ_AGAIN};
    case Reason::kSomebodyIsCalling:
      return {"SOMEBODY_IS_CALLING", StatusCode::FAILED_PRECONDITION, v1::WAIT_FOR_CALL};
    case Reason::kAssigneeAway:
      return {"ASSIGNEE_AWAY", StatusCode::FAILED_PRECONDITION, v1::FORWARD_ALTHOUGH_AWAY};
    case Reason::kNotLatest:
      return {"NOT_LATEST", StatusCode::FAILED_PRECONDITION, v1::READ_AGAIN};
    case Reason::kUndoTooLate:
      return {"UNDO_TOO_LATE", StatusCode::FAILED_PRECONDITION, v1::CORRECT_BY_NEW};
    case Reason::kTooManyAttempts:
      return {"TOO_MANY_ATTEMPTS", StatusCode::FAILED_PRECONDITION, v1::CLOSE_IT};
    case Reason::kTooFewAttempts:
      return {"TOO_FEW_ATTEMPTS", StatusCode::FAILED_PRECONDITION, v1::CALL_ONCE_MORE};
    case Reason::kHistoryFull:
      return {"HISTORY_FULL", StatusCode::FAILED_PRECONDITION, v1::CLOSE_IT};
    case Reason::kErased:
      return {"ERASED", StatusCode::FAILED_PRECONDITION, v1::NOTE_ANEW};
    case Reason::kRoundOver:
      return {"ROUND_OVER", StatusCode::FAILED_PRECONDITION, v1::OPEN_NEWEST_ROUND};
    case Reason::kNotReviewed:
      return {"NOT_REVIEWED", StatusCode::FAILED_PRECONDITION, v1::REVIEW_ENTRIES};
    case Reason::kBranchHasOpenCallbacks:
      return {"BRANCH_HAS_OPEN_CALLBACKS", StatusCode::FAILED_PRECONDITION, v1::CLOSE_CALLBACKS};
    case Reason::kIdReused:
      return {"ID_REUSED", StatusCode::ALREADY_EXISTS, v1::NEW_ID};
    case Reason::kRequestIdReused:
      return {"REQUEST_ID_REUSED", StatusCode::ALREADY_EXISTS, v1::NEW_ID};
    case Reason::kTooManyConflicts:
      return {"TOO_MANY_CONFLICTS", StatusCode::ABORTED, v1::RETRY_LATER, 100};
    case Reason::kNotSignedIn:
      return {"NOT_SIGNED_IN", StatusCode::UNAUTHENTICATED, v1::SIGN_IN};
    case Reason::kNotAllowed:
      return {"NOT_ALLOWED", StatusCode::PERMISSION_DENIED, v1::ASK_MANAGER};
    case Reason::kStoreUnavailable:
      return {"STORE_UNAVAILABLE", StatusCode::UNAVAILABLE, v1::RETRY_LATER, 1000};
    case Reason::kServiceUnavailable:
      return {"SERVICE_UNAVAILABLE", StatusCode::UNAVAILABLE, v1::RETRY_LATER, 1000};
    case Reason::kDraining:
      return {"DRAINING", StatusCode::UNAVAILABLE, v1::RETRY_LATER, 1000};
    case Reason::kTooBusy:
      return {"TOO_BUSY", StatusCode::RESOURCE_EXHAUSTED, v1::RETRY_LATER, 200};
    case Reason::kDeadlineExceeded:
      return {"DEADLINE_EXCEEDED", StatusCode::DEADLINE_EXCEEDED, v1::RETRY_LATER, 1000};
    case Reason::kInternal:
      return {"INTERNAL", StatusCode::INTERNAL, v1::ASK_OPERATOR};
  }
  return {"INTERNAL", StatusCode::INTERNAL, v1::ASK_OPERATOR};
}

v1::Refused RefusedOf(const domain::Refusal& refusal) {
  const Telling telling = TellingOf(refusal.reason);
  v1::Refused refused;
  refused.set_reason(std::string(telling.name));
  refused.set_remedy(telling.remedy);
  refused.set_retry_ms(telling.retry_ms);
  for (const domain::Argument& argument : refusal.arguments)
    (*refused.mutable_arguments())[std::string(argument.name)] = argument.value;
  for (const domain::FieldFault& fault : refusal.fields) {
    v1::Fault* told = refused.add_faults();
    told->set_field(fault.field);
    told->set_code(static_cast<v1::FaultCode>(fault.code));
    for (const domain::Argument& argument : fault.arguments)
      (*told->mutable_arguments())[std::string(argument.name)] = argument.value;
    told->set_sentence(SentenceOf(fault));
  }
  return refused;
}

google::rpc::ErrorInfo InfoOf(const v1::Refused& refused) {
  google::rpc::ErrorInfo info;
  info.set_reason(refused.reason());
  info.set_domain("krul");
  std::string paths;
  for (const v1::Fault& fault : refused.faults()) paths += (paths.empty() ? "" : ",") + fault.field();
  if (!paths.empty()) (*info.mutable_metadata())["fields"] = paths;
  return info;
}

google::rpc::BadRequest BadRequestOf(const v1::Refused& refused) {
  google::rpc::BadRequest bad;
  for (const v1::Fault& fault : refused.faults()) {
    auto* violation = bad.add_field_violations();
    violation->set_field(fault.field());
    violation->set_description(fault.sentence());
  }
  return bad;
}

google::rpc::RetryInfo RetryOf(const v1::Refused& refused) {
  google::rpc::RetryInfo retry;
  retry.mutable_retry_delay()->set_seconds(refused.retry_ms() / 1000);
  retry.mutable_retry_delay()->set_nanos(static_cast<int>(refused.retry_ms() % 1000) * 1000000);
  return retry;
}

}  // namespace

std::string_view NameOf(Reason reason) { return TellingOf(reason).name; }

grpc::Status ToStatus(const domain::Refusal& refusal) {
  const StatusCode code = TellingOf(refusal.reason).code;
  const v1::Refused refused = RefusedOf(refusal);
  google::rpc::Status rich;
  rich.set_code(static_cast<int>(code));
  rich.set_message(refusal.message);
  rich.add_details()->PackFrom(InfoOf(refused));
  if (refused.faults_size() > 0) rich.add_details()->PackFrom(BadRequestOf(refused));
  if (refused.retry_ms() > 0) rich.add_details()->PackFrom(RetryOf(refused));
  rich.add_details()->PackFrom(refused);
  return grpc::Status(code, refusal.message, rich.SerializeAsString());
}

domain::Refusal FromStatus(const grpc::Status& status) {
  google::rpc::Status rich;
  if (rich.ParseFromString(status.error_details())) {
    for (const auto& detail : rich.details()) {
      google::rpc::ErrorInfo info;
      if (!detail.UnpackTo(&info) || info.domain() != "krul") continue;
      for (int i = 0; i <= static_cast<int>(Reason::kInternal); ++i) {
        const auto reason = static_cast<Reason>(i);
        if (NameOf(reason) == info.reason()) return {reason, status.error_message(), {}};
      }
    }
  }
  if (status.error_code() == StatusCode::DEADLINE_EXCEEDED || status.error_code() == StatusCode::UNAVAILABLE ||
      status.error_code() == StatusCode::CANCELLED) {
    return {Reason::kServiceUnavailable, "Another service of Krul does not answer: try again in a moment.", {}};
  }
  return {Reason::kInternal, "Another service of Krul answered what it should not.", {}};
}

std::string_view NameOf(StatusCode code) {
  static constexpr std::string_view kNames[] = {
      "OK",        "CANCELLED",      "UNKNOWN",           "INVALID_ARGUMENT",   "DEADLINE_EXCEEDED",
      "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION",
      "ABORTED",   "OUT_OF_RANGE",   "UNIMPLEMENTED",     "INTERNAL",           "UNAVAILABLE",
      "DATA_LOSS", "UNAUTHENTICATED"};
  const auto index = static_cast<std::size_t>(code);
  return index < std::size(kNames) ? kNames[index] : "UNKNOWN";
}

}  // namespace krul::rpc
