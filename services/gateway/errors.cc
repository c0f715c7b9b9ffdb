#include "services/gateway/errors.h"

#include <google/protobuf/struct.pb.h>

#include <optional>

#include "google/rpc/status.pb.h"
#include "krul/v1/errors.pb.h"
#include "services/domain/speech/fault_sentence.h"
#include "services/gateway/json.h"

namespace krul::gateway {
namespace {
using google::protobuf::Struct;
using grpc::StatusCode;

int HttpStatusOf(StatusCode code) {
  switch (code) {
    case StatusCode::INVALID_ARGUMENT:
    case StatusCode::OUT_OF_RANGE:
      return 400;
    case StatusCode::UNAUTHENTICATED:
      return 401;
    case StatusCode::PERMISSION_DENIED:
      return 403;
    case StatusCode::NOT_FOUND:
      return 404;
    case StatusCode::ALREADY_EXISTS:
    case StatusCode::ABORTED:
      return 409;
    case StatusCode::FAILED_PRECONDITION:
      return 412;
    case StatusCode::RESOURCE_EXHAUSTED:
      return 429;
    case StatusCode::UNAVAILABLE:
      return 503;
    case StatusCode::DEADLINE_EXCEEDED:
      return 504;
    default:
      return 500;
  }
}

void Put(Struct& into, const char* name, std::string_view text) {
  (*into.mutable_fields())[name].set_string_value(std::string(text));
}

HttpResponse Respond(int status, Struct error) {
  Struct outer;
  *(*outer.mutable_fields())["error"].mutable_struct_value() = std::move(error);
  return {status,
          "application/json",
          std::make_shared<const std::string>(WriteJson(outer)),
          {{"Cache-Control", "no-store"}}};
}

// What to do about what the gateway itself refuses; what only a program can mend has no remedy.
v1::Remedy RemedyOf(std::string_view reason) {
  if (reason == "NOT_SIGNED_IN") return v1::SIGN_IN;
  if (reason == "INVALID_FIELD" || reason == "NOT_FOUND") return v1::CORRECT_FIELDS;
  if (reason == "SERVICE_UNAVAILABLE" || reason == "DRAINING" || reason == "DEADLINE_EXCEEDED") return v1::RETRY_LATER;
  if (reason == "INTERNAL") return v1::ASK_OPERATOR;
  return v1::REMEDY_UNSPECIFIED;
}

void Put(Struct& into, const google::protobuf::Map<std::string, std::string>& arguments) {
  if (arguments.empty()) return;
  Struct* told = (*into.mutable_fields())["arguments"].mutable_struct_value();
  for (const auto& [name, value] : arguments) Put(*told, name.c_str(), value);
}

v1::Fault FaultOf(const domain::FieldFault& of) {
  v1::Fault fault;
  fault.set_field(of.field);
  fault.set_code(static_cast<v1::FaultCode>(of.code));
  fault.set_sentence(SentenceOf(of));
  for (const domain::Argument& argument : of.arguments)
    (*fault.mutable_arguments())[std::string(argument.name)] = argument.value;
  return fault;
}

Struct ErrorOf(std::string_view code, const v1::Refused& refused, std::string_view message) {
  Struct told;
  Put(told, "code", code);
  Put(told, "reason", refused.reason());
  if (refused.remedy() != v1::REMEDY_UNSPECIFIED) Put(told, "remedy", v1::Remedy_Name(refused.remedy()));
  Put(told, "message", message);
  Put(told, refused.arguments());
  for (const v1::Fault& fault : refused.faults()) {
    Struct* field = (*told.mutable_fields())["fields"].mutable_list_value()->add_values()->mutable_struct_value();
    Put(*field, "field", fault.field());
    Put(*field, "code", v1::FaultCode_Name(fault.code()));
    Put(*field, fault.arguments());
    Put(*field, "message", fault.sentence());
  }
  if (refused.retry_ms() > 0)
    (*told.mutable_fields())["retry_after_ms"].set_number_value(static_cast<double>(refused.retry_ms()));
  return told;
}

std::optional<v1::Refused> RefusedBy(const grpc::Status& status) {
  google::rpc::Status rich;
  if (!rich.ParseFromString(status.error_details())) return std::nullopt;
  v1::Refused refused;
  for (const auto& detail : rich.details()) {
    if (detail.UnpackTo(&refused)) return refused;
  }
  return std::nullopt;
}

}  // namespace

HttpResponse ErrorResponse(const Error& error) {
  v1::Refused refused;
  refused.set_reason(error.reason);
  refused.set_remedy(RemedyOf(error.reason));
  for (const domain::FieldFault& fault : error.fields) *refused.add_faults() = FaultOf(fault);
  return Respond(error.status, ErrorOf(error.code, refused, error.message));
}

HttpResponse ErrorResponse(const grpc::Status& status) {
  const StatusCode code = status.error_code();
  if (const auto refused = RefusedBy(status))
    return Respond(HttpStatusOf(code), ErrorOf(NameOf(code), *refused, status.error_message()));
  if (code == StatusCode::DEADLINE_EXCEEDED) {
    return ErrorResponse({504, "DEADLINE_EXCEEDED", "DEADLINE_EXCEEDED",
                          "No answer came in time. It may have been saved or not: send the same again."});
  }
  if (code == StatusCode::UNAVAILABLE || code == StatusCode::CANCELLED) {
    return ErrorResponse({503, "UNAVAILABLE", "SERVICE_UNAVAILABLE",
                          "A service of Krul does not answer. Send the same again in a moment."});
  }
  return ErrorResponse({HttpStatusOf(code), std::string(NameOf(code)), "INTERNAL",
                        "A service of Krul answered what it should not. The operator finds it in the log."});
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

}  // namespace krul::gateway
