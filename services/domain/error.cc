#include "services/domain/error.h"

#include "services/domain/speech/fault_sentence.h"

namespace krul::domain {

Refusal InvalidField(std::string field, FaultCode code, Arguments arguments) {
  FieldFault fault{std::move(field), code, std::move(arguments)};
  std::string message = fault.field + ": " + SentenceOf(fault);
  return {Reason::kInvalidField, std::move(message), {std::move(fault)}};
}

Refusal NotFound(std::string field, FaultCode code) {
  FieldFault fault{std::move(field), code};
  std::string message = SentenceOf(fault);
  return {Reason::kNotFound, std::move(message), {std::move(fault)}};
}

}  // namespace krul::domain
