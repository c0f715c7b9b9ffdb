#include "services/rpc/status.h"

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace krul::rpc {
namespace {
using domain::Reason;
using grpc::StatusCode;

struct Mapping {
  Reason reason;
  std::string_view name;
  StatusCode code;
  int retry_ms = 0;  // 0: asking again changes nothing
};

constexpr Mapping kMappings[] = {
    {Reason::kInvalidField, "INVALID_FIELD", StatusCode::INVALID_ARGUMENT},
    {Reason::kNotFound, "NOT_FOUND", StatusCode::NOT_FOUND},
    {Reason::kNoFirm, "NO_FIRM", StatusCode::FAILED_PRECONDITION},
    {Reason::kQuoteExpired, "QUOTE_EXPIRED", StatusCode::FAILED_PRECONDITION},
    {Reason::kReadBackMissing, "READ_BACK_MISSING", StatusCode::FAILED_PRECONDITION},
    {Reason::kConsentMissing, "CONSENT_MISSING", StatusCode::FAILED_PRECONDITION},
    {Reason::kClosed, "CLOSED", StatusCode::FAILED_PRECONDITION},
    {Reason::kNotClosed, "NOT_CLOSED", StatusCode::FAILED_PRECONDITION},
    {Reason::kSomebodyIsCalling, "SOMEBODY_IS_CALLING", StatusCode::FAILED_PRECONDITION},
    {Reason::kNotLatest, "NOT_LATEST", StatusCode::FAILED_PRECONDITION},
    {Reason::kUndoTooLate, "UNDO_TOO_LATE", StatusCode::FAILED_PRECONDITION},
    {Reason::kTooManyAttempts, "TOO_MANY_ATTEMPTS", StatusCode::FAILED_PRECONDITION},
    {Reason::kTooFewAttempts, "TOO_FEW_ATTEMPTS", StatusCode::FAILED_PRECONDITION},
    {Reason::kHistoryFull, "HISTORY_FULL", StatusCode::FAILED_PRECONDITION},
    {Reason::kErased, "ERASED", StatusCode::FAILED_PRECONDITION},
    {Reason::kRoundOver, "ROUND_OVER", StatusCode::FAILED_PRECONDITION},
    {Reason::kNotReviewed, "NOT_REVIEWED", StatusCode::FAILED_PRECONDITION},
    {Reason::kBranchHasOpenCallbacks, "BRANCH_HAS_OPEN_CALLBACKS", StatusCode::FAILED_PRECONDITION},
    {Reason::kIdReused, "ID_REUSED", StatusCode::ALREADY_EXISTS},
    {Reason::kRequestIdReused, "REQUEST_ID_REUSED", StatusCode::ALREADY_EXISTS},
    {Reason::kTooManyConflicts, "TOO_MANY_CONFLICTS", StatusCode::ABORTED, 100},
    {Reason::kNotSignedIn, "NOT_SIGNED_IN", StatusCode::UNAUTHENTICATED},
    {Reason::kNotAllowed, "NOT_ALLOWED", StatusCode::PERMISSION_DENIED},
    {Reason::kStoreUnavailable, "STORE_UNAVAILABLE", StatusCode::UNAVAILABLE, 1000},
    {Reason::kServiceUnavailable, "SERVICE_UNAVAILABLE", StatusCode::UNAVAILABLE, 1000},
    {Reason::kDraining, "DRAINING", StatusCode::UNAVAILABLE, 1000},
    {Reason::kDeadlineExceeded, "DEADLINE_EXCEEDED", StatusCode::DEADLINE_EXCEEDED},
    {Reason::kInternal, "INTERNAL", StatusCode::INTERNAL},
};

const Mapping& MappingOf(Reason reason) {
  for (const Mapping& mapping : kMappings) {
    if (mapping.reason == reason) return mapping;
  }
  return kMappings[std::size(kMappings) - 1];
}

}  // namespace

std::string_view NameOf(Reason reason) { return MappingOf(reason).name; }

grpc::Status ToStatus(const domain::Refusal& refusal) {
  const Mapping& mapping = MappingOf(refusal.reason);
  google::rpc::Status rich;
  rich.set_code(static_cast<int>(mapping.code));
  rich.set_message(refusal.message);
  google::rpc::ErrorInfo info;
  info.set_reason(std::string(mapping.name));
  info.set_domain("krul");
  if (!refusal.fields.empty()) {
    std::string paths;
    google::rpc::BadRequest bad;
    for (const domain::FieldFault& fault : refusal.fields) {
      paths += (paths.empty() ? "" : ",") + fault.field;
      auto* violation = bad.add_field_violations();
      violation->set_field(fault.field);
      violation->set_description(fault.message);
    }
    (*info.mutable_metadata())["fields"] = paths;
    rich.add_details()->PackFrom(info);
    rich.add_details()->PackFrom(bad);
  } else {
    rich.add_details()->PackFrom(info);
  }
  if (mapping.retry_ms > 0) {
    google::rpc::RetryInfo retry;
    retry.mutable_retry_delay()->set_seconds(mapping.retry_ms / 1000);
    retry.mutable_retry_delay()->set_nanos(mapping.retry_ms % 1000 * 1000000);
    rich.add_details()->PackFrom(retry);
  }
  return grpc::Status(mapping.code, refusal.message, rich.SerializeAsString());
}

domain::Refusal FromStatus(const grpc::Status& status) {
  google::rpc::Status rich;
  if (rich.ParseFromString(status.error_details())) {
    for (const auto& detail : rich.details()) {
      google::rpc::ErrorInfo info;
      if (!detail.UnpackTo(&info) || info.domain() != "krul") continue;
      for (const Mapping& mapping : kMappings) {
        if (mapping.name == info.reason()) return {mapping.reason, status.error_message(), {}};
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
