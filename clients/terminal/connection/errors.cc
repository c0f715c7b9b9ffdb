#include "clients/terminal/connection/errors.h"

#include <algorithm>
#include <iostream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "clients/terminal/text/text.h"
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

}  // namespace

Failure WrongUsage(std::string message) {
  return Failure(ExitCode::kWrongUsage, "INVALID_ARGUMENT", "WRONG_USAGE", std::move(message));
}

Failure Failed(absl::string_view code, absl::string_view reason, std::string message) {
  return Failure(ExitCode::kFailed, code, reason, std::move(message));
}

Failure FromStatus(const grpc::Status& status, absl::string_view service, absl::string_view address,
                   double timeout_seconds) {
  Failure failure = Failed(CodeName(status.error_code()), "", status.error_message());
  google::rpc::ErrorInfo info;
  if (FindDetail(status, &info)) failure.reason = info.reason();
  google::rpc::BadRequest bad_request;
  if (FindDetail(status, &bad_request)) {
    for (const auto& violation : bad_request.field_violations()) {
      failure.fields.push_back({violation.field(), violation.description()});
    }
  }
  if (const auto named = info.metadata().find("fields"); failure.fields.empty() && named != info.metadata().end()) {
    for (const absl::string_view field : absl::StrSplit(named->second, ',', absl::SkipEmpty())) {
      failure.fields.push_back({std::string(field), ""});
    }
  }
  // Only a service sends details; without them it is the transport that speaks, in words that help nobody at a desk.
  const bool from_transport = status.error_details().empty();
  if (status.error_code() == grpc::StatusCode::UNAVAILABLE && from_transport) {
    failure.reason = "UNREACHABLE";
    failure.message = absl::StrCat("cannot reach the ", service, " service at ", address);
    failure.advice = {absl::StrCat("(", status.error_message(), ")"),
                      "`krul doctor` shows what is wrong; --server or KRUL_SERVER gives another address"};
  } else if (status.error_code() == grpc::StatusCode::DEADLINE_EXCEEDED && from_transport) {
    failure.message =
        absl::StrCat("no answer from the ", service, " service at ", address, " within ", timeout_seconds, " seconds");
    failure.advice = {"`krul doctor` shows what is wrong; --timeout gives it longer"};
  } else if (status.error_code() == grpc::StatusCode::UNAUTHENTICATED) {
    failure.exit_code = ExitCode::kNotSignedIn;
    failure.advice = {
        "the credential was not accepted: ask the operator for a valid one, and name its file with --credential-file"};
  }
  if (failure.message.empty()) failure.message = absl::StrCat("the ", service, " service answered ", failure.code);
  return failure;
}

int RetryDelayMs(const grpc::Status& status) {
  google::rpc::RetryInfo retry;
  if (!FindDetail(status, &retry)) return 0;
  constexpr int64_t kLongestSeconds = 3600;  // a wrong answer must not overflow the sum
  const int64_t seconds = std::clamp<int64_t>(retry.retry_delay().seconds(), 0, kLongestSeconds);
  return static_cast<int>(seconds * 1000 + retry.retry_delay().nanos() / 1'000'000);
}

void PrintFailure(const Failure& failure, bool json) {
  if (json) {
    const auto field_json = [](std::string* out, const FieldFault& fault) {
      absl::StrAppend(out, "{\"field\":", JsonString(fault.field), ",\"description\":", JsonString(fault.description),
                      "}");
    };
    std::cerr << "{\"error\":{\"code\":" << JsonString(failure.code) << ",\"reason\":" << JsonString(failure.reason)
              << ",\"message\":" << JsonString(failure.message) << ",\"fields\":["
              << absl::StrJoin(failure.fields, ",", field_json) << "]}}" << std::endl;
    return;
  }
  std::cerr << "krul: " << VisibleLines(failure.message) << "\n";
  for (const FieldFault& fault : failure.fields) {
    std::cerr << "  " << Visible(fault.field) << (fault.description.empty() ? "" : ": ") << Visible(fault.description)
              << "\n";
  }
  // Our own wrong usage is plain from the message; the services' reasons are what an operator searches for.
  if (!failure.reason.empty() && failure.exit_code != ExitCode::kWrongUsage) {
    std::cerr << "  [" << Visible(failure.reason) << "]\n";
  }
  for (const std::string& line : failure.advice) std::cerr << "  " << VisibleLines(line) << "\n";
  std::cerr.flush();
}

}  // namespace krul::terminal
