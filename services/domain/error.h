// What a rule, a store or a check answers when it does not do what was asked.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "services/domain/fault.h"

namespace krul::domain {

// A closed set; rpc/status maps each to one gRPC status and one ErrorInfo.reason. Names are part of the API.
enum class Reason {
  kInvalidField,  // INVALID_ARGUMENT; `fields` says which
  kNotFound,      // NOT_FOUND; `fields` says which
  kNoFirm,        // FAILED_PRECONDITION from here ...
  kQuoteExpired,
  kReadBackMissing,
  kConsentMissing,
  kClosed,
  kNotClosed,
  kSomebodyIsCalling,
  kAssigneeAway,
  kNotLatest,
  kUndoTooLate,
  kTooManyAttempts,
  kTooFewAttempts,
  kHistoryFull,
  kErased,
  kRoundOver,
  kNotReviewed,
  kBranchHasOpenCallbacks,  // ... to here
  kIdReused,                // ALREADY_EXISTS; `fields` says what differs
  kRequestIdReused,         // ALREADY_EXISTS
  kTooManyConflicts,        // ABORTED
  kNotSignedIn,             // UNAUTHENTICATED
  kNotAllowed,              // PERMISSION_DENIED
  kStoreUnavailable,        // UNAVAILABLE
  kServiceUnavailable,      // UNAVAILABLE
  kDraining,                // UNAVAILABLE
  kTooBusy,                 // RESOURCE_EXHAUSTED
  kDeadlineExceeded,        // DEADLINE_EXCEEDED
  kInternal,                // INTERNAL: a fault of ours
};

struct Refusal {
  Reason reason = Reason::kInternal;
  std::string message;  // one sentence for the person who can act; no personal data
  std::vector<FieldFault> fields;
  Arguments arguments = {};  // of the reason: krul.v1.Refused says which has any
};

Refusal InvalidField(std::string field, FaultCode code, Arguments arguments = {});
Refusal NotFound(std::string field, FaultCode code);

// A value or a Refusal.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}
  Result(Refusal refusal) : held_(std::in_place_index<1>, std::move(refusal)) {}
  bool ok() const { return held_.index() == 0; }
  explicit operator bool() const { return ok(); }
  const T& value() const& { return std::get<0>(held_); }
  T& value() & { return std::get<0>(held_); }
  T&& value() && { return std::get<0>(std::move(held_)); }
  const T& operator*() const& { return value(); }
  T& operator*() & { return value(); }
  T operator*() && { return std::get<0>(std::move(held_)); }  // by value: lives as long as a for loop over it
  const T* operator->() const { return &value(); }
  T* operator->() { return &value(); }
  const Refusal& refusal() const { return std::get<1>(held_); }

 private:
  std::variant<T, Refusal> held_;
};

struct Done {};  // for Result<Done>

}  // namespace krul::domain
