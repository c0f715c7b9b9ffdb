#include "clients/terminal/connection/errors.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/terminal/phrases/refusal_words.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace krul::terminal {
namespace {

absl::string_view CodeName(grpc::StatusCode code) {
  switch (code) {
    case grpc::StatusCode::OK:
      return "OK";
    case grpc::StatusCode::CANCELLED:
      return "CANCELLED";
    case grpc::StatusCode::INVALID_ARGUMENT:
      return "INVALID_ARGUMENT";
    case grpc::StatusCode::DEADLINE_EXCEEDED:
      return "DEADLINE_EXCEEDED";
    case grpc::StatusCode::NOT_FOUND:
      return "NOT_FOUND";
    case grpc::StatusCode::ALREADY_EXISTS:
      return "ALREADY_EXISTS";
    case grpc::StatusCode::PERMISSION_DENIED:
      return "PERMISSION_DENIED";
    case grpc::StatusCode::UNAUTHENTICATED:
      return "UNAUTHENTICATED";
    case grpc::StatusCode::RESOURCE_EXHAUSTED:
      return "RESOURCE_EXHAUSTED";
    case grpc::StatusCode::FAILED_PRECONDITION:
      return "FAILED_PRECONDITION";
    case grpc::StatusCode::ABORTED:
      return "ABORTED";
    case grpc::StatusCode::OUT_OF_RANGE:
      return "OUT_OF_RANGE";
    case grpc::StatusCode::UNIMPLEMENTED:
      return "UNIMPLEMENTED";
    case grpc::StatusCode::INTERNAL:
      return "INTERNAL";
    case grpc::StatusCode::UNAVAILABLE:
      return "UNAVAILABLE";
    case grpc::StatusCode::DATA_LOSS:
      return "DATA_LOSS";
    default:
      return "UNKNOWN";
  }
}

template <typename Detail>
bool FindDetail(const grpc::Status& status, Detail* found) {
  google::rpc::Status rich;
  if (!rich.ParseFromString(status.error_details())) return false;
  return std::any_of(rich.details().begin(), rich.details().end(),
                     [found](const auto& detail) { return detail.UnpackTo(found); });
}

void TakeTransport(const grpc::Status& status, absl::string_view service, absl::string_view address,
                   double timeout_seconds, Failure& failure) {
  const Told::Parts asked = {{"service", service}, {"address", address}, {"seconds", absl::StrCat(timeout_seconds)}};
  if (status.error_code() == grpc::StatusCode::UNAVAILABLE) {
    failure.reason = "UNREACHABLE";
    failure.told = Told("terminal_error.unreachable", asked);
    failure.advice = {Told::AsItIs(absl::StrCat("(", status.error_message(), ")")),
                      Told("terminal_advice.doctor_or_server")};
  } else if (status.error_code() == grpc::StatusCode::DEADLINE_EXCEEDED) {
    failure.told = Told("terminal_error.no_answer", asked);
    failure.advice = {Told("terminal_advice.doctor_or_timeout")};
  } else {
    return;
  }
  failure.message = failure.told.In(words::Language::kEnglish);
}

void TakeRefused(Failure& failure) {
  if (const auto told = RefusalInWords(failure.refused)) failure.told = *told;
  for (const v1::Fault& fault : failure.refused.faults()) {
    failure.fields.push_back({fault.field(), fault.sentence(), WhatIsWrong(fault), FaultInWords(fault)});
  }
}

// Of a service that sends no codes yet: its English.
void TakeFields(const grpc::Status& status, const google::rpc::ErrorInfo& info, Failure& failure) {
  google::rpc::BadRequest bad_request;
  if (FindDetail(status, &bad_request)) {
    for (const auto& violation : bad_request.field_violations()) {
      failure.fields.push_back({violation.field(), violation.description(), Told::AsItIs(violation.description()),
                                Told::AsItIs(absl::StrCat(violation.field(), ": ", violation.description()))});
    }
  }
  const auto named = info.metadata().find("fields");
  if (!failure.fields.empty() || named == info.metadata().end()) return;
  for (const absl::string_view field : absl::StrSplit(named->second, ',', absl::SkipEmpty())) {
    failure.fields.push_back({std::string(field), "", Told(), Told::AsItIs(std::string(field))});
  }
}

void TakeDetails(const grpc::Status& status, Failure& failure) {
  google::rpc::ErrorInfo info;
  if (FindDetail(status, &info)) failure.reason = info.reason();
  if (FindDetail(status, &failure.refused)) return TakeRefused(failure);
  TakeFields(status, info, failure);
}

}  // namespace

Failure FromStatus(const grpc::Status& status, absl::string_view service, absl::string_view address,
                   double timeout_seconds) {
  Failure failure = Failed(CodeName(status.error_code()), "", Told::AsItIs(status.error_message()));
  // Only a service sends details; without them it is the transport that speaks, in words that help nobody at a desk.
  if (status.error_details().empty()) {
    TakeTransport(status, service, address, timeout_seconds, failure);
  } else {
    TakeDetails(status, failure);
  }
  if (status.error_code() == grpc::StatusCode::UNAUTHENTICATED) {
    failure.exit_code = ExitCode::kNotSignedIn;
    failure.advice = {Told("terminal_advice.credential_not_accepted")};
  }
  if (failure.message.empty()) {
    failure.told = Told("terminal_error.answered", {{"service", service}, {"code", failure.code}});
    failure.message = failure.told.In(words::Language::kEnglish);
  }
  return failure;
}

int RetryDelayMs(const grpc::Status& status) {
  google::rpc::RetryInfo retry;
  if (!FindDetail(status, &retry)) return 0;
  constexpr int64_t kLongestSeconds = 3600;  // a wrong answer must not overflow the sum
  const int64_t seconds = std::clamp<int64_t>(retry.retry_delay().seconds(), 0, kLongestSeconds);
  return static_cast<int>(seconds * 1000 + retry.retry_delay().nanos() / 1'000'000);
}

}  // namespace krul::terminal
