#include "clients/terminal/text/failure.h"

#include <iostream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/terminal/text/text.h"

namespace krul::terminal {

Failure WrongUsage(Told told) {
  return Failure(ExitCode::kWrongUsage, "INVALID_ARGUMENT", "WRONG_USAGE", std::move(told));
}

Failure Failed(absl::string_view code, absl::string_view reason, Told told) {
  return Failure(ExitCode::kFailed, code, reason, std::move(told));
}

void PrintFailureJson(const Failure& failure) {
  const auto field_json = [](std::string* out, const FieldFault& fault) {
    absl::StrAppend(out, "{\"field\":", JsonString(fault.field), ",\"description\":", JsonString(fault.description),
                    "}");
  };
  std::cerr << "{\"error\":{\"code\":" << JsonString(failure.code) << ",\"reason\":" << JsonString(failure.reason)
            << ",\"message\":" << JsonString(failure.message) << ",\"fields\":["
            << absl::StrJoin(failure.fields, ",", field_json) << "]}}" << std::endl;
}

void PrintFailure(const Failure& failure, words::Language language) {
  std::cerr << "krul: " << VisibleLines(failure.told.In(language)) << "\n";
  for (const FieldFault& fault : failure.fields) std::cerr << "  " << Visible(fault.told.In(language)) << "\n";
  // Our own wrong usage is plain from the message; the services' reasons are what an operator searches for.
  if (!failure.reason.empty() && failure.exit_code != ExitCode::kWrongUsage) {
    std::cerr << "  [" << Visible(failure.reason) << "]\n";
  }
  for (const Told& line : failure.advice) std::cerr << "  " << VisibleLines(line.In(language)) << "\n";
  std::cerr.flush();
}

}  // namespace krul::terminal
