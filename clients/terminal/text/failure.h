// How a command ends badly. A verb throws a Failure; main prints it and exits with its code.
#pragma once

#include <exception>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "clients/terminal/text/told.h"
#include "krul/v1/errors.pb.h"

namespace krul::terminal {

// What scripts may rely on.
// kKept: written down here and not yet confirmed by a service; it is delivered later.
enum class ExitCode { kOk = 0, kFailed = 1, kWrongUsage = 2, kKept = 3, kNotSignedIn = 4 };

struct FieldFault {
  std::string field;        // path in the request
  std::string description;  // as the service wrote it, in English
  Told what;                // is wrong with it
  Told told;                // the same with the name of the field in front
};

struct Failure : std::exception {
  Failure(ExitCode exit, absl::string_view code_name, absl::string_view reason_name, Told words)
      : exit_code(exit),
        code(code_name),
        reason(reason_name),
        message(words.In(words::Language::kEnglish)),
        told(std::move(words)) {}
  const char* what() const noexcept override { return message.c_str(); }

  ExitCode exit_code;
  std::string code;     // name of a gRPC status code
  std::string reason;   // ErrorInfo.reason, or one of our own in the same style; may be empty
  std::string message;  // English, for programs: of a service, what it wrote
  Told told;            // for people
  std::vector<FieldFault> fields;
  std::vector<Told> advice;      // what the person can do now, one line each; not part of the JSON
  v1::Refused refused;           // as the service sent it
  bool outcome_unknown = false;  // a change was sent and no answer came: it may have been written
};

// The command was typed wrongly: exit code 2. The message says what is allowed.
Failure WrongUsage(Told told);

// Something failed here, not in a service: exit code 1.
Failure Failed(absl::string_view code, absl::string_view reason, Told told);

// To stderr: lines for people, or one line of JSON.
void PrintFailure(const Failure& failure, words::Language language);
void PrintFailureJson(const Failure& failure);

}  // namespace krul::terminal
