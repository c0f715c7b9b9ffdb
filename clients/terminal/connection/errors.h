// How a command ends badly. A verb throws a Failure; main prints it and exits with its code.
#pragma once

#include <grpcpp/support/status.h>

#include <exception>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace krul::terminal {

// What scripts may rely on.
// kKept: written down here and not yet confirmed by a service; it is delivered later.
enum class ExitCode { kOk = 0, kFailed = 1, kWrongUsage = 2, kKept = 3, kNotSignedIn = 4 };

struct FieldFault {
  std::string field;
  std::string description;
};

struct Failure : std::exception {
  Failure(ExitCode exit, absl::string_view code_name, absl::string_view reason_name, std::string text)
      : exit_code(exit), code(code_name), reason(reason_name), message(std::move(text)) {}
  const char* what() const noexcept override { return message.c_str(); }

  ExitCode exit_code;
  std::string code;    // name of a gRPC status code
  std::string reason;  // ErrorInfo.reason, or one of our own in the same style; may be empty
  std::string message;
  std::vector<FieldFault> fields;
  std::vector<std::string> advice;  // what the person can do now, one line each; not part of the JSON
  bool outcome_unknown = false;     // a change was sent and no answer came: it may have been written
};

// The command was typed wrongly: exit code 2. The message says what is allowed.
Failure WrongUsage(std::string message);

// Something failed here, not in a service: exit code 1.
Failure Failed(absl::string_view code, absl::string_view reason, std::string message);

// What a service answered, with the details it sent along. `service` and `address` say who was asked.
Failure FromStatus(const grpc::Status& status, absl::string_view service, absl::string_view address,
                   double timeout_seconds);

// RetryInfo of the status in milliseconds; 0 when it holds none.
int RetryDelayMs(const grpc::Status& status);

// To stderr: lines for people, or one line of JSON.
void PrintFailure(const Failure& failure, bool json);

}  // namespace krul::terminal
