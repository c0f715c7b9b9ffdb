#include "services/gateway/errors.h"

#include <google/protobuf/struct.pb.h>

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
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

}  // namespace

HttpResponse ErrorResponse(const Error& error) {
  Struct told;
  Put(told, "code", error.code);
  Put(told, "reason", error.reason);
  Put(told, "message", error.message);
  return Respond(error.status, std::move(told));
}

HttpResponse ErrorResponse(const grpc::Status& status) {
  Struct told;
  Put(told, "code", NameOf(status.error_code()));
  google::rpc::Status rich;
  bool is_ours = false;
  if (rich.ParseFromString(status.error_details())) {
    for (const auto& detail : rich.details()) {
      google::rpc::ErrorInfo info;
      google::rpc::BadRequest bad;
      google::rpc::RetryInfo retry;
      if (detail.UnpackTo(&info)) {
        is_ours = true;
        Put(told, "reason", info.reason());
      } else if (detail.UnpackTo(&bad)) {
        auto* fields = (*told.mutable_fields())["fields"].mutable_list_value();
        for (const auto& violation : bad.field_violations()) {
          Struct* field = fields->add_values()->mutable_struct_value();
          Put(*field, "field", violation.field());
          Put(*field, "message", violation.description());
        }
      } else if (detail.UnpackTo(&retry)) {
        const double ms = static_cast<double>(retry.retry_delay().seconds()) * 1000 + retry.retry_delay().nanos() / 1e6;
        (*told.mutable_fields())["retry_after_ms"].set_number_value(ms);
      }
    }
  }
  if (is_ours) {
    Put(told, "message", status.error_message());
  } else if (status.error_code() == StatusCode::DEADLINE_EXCEEDED) {
    Put(told, "reason", "DEADLINE_EXCEEDED");
    Put(told, "message", "No answer came in time. It may have been saved or not: send the same again.");
  } else if (status.error_code() == StatusCode::UNAVAILABLE || status.error_code() == StatusCode::CANCELLED) {
    Put(told, "code", NameOf(StatusCode::UNAVAILABLE));
    Put(told, "reason", "SERVICE_UNAVAILABLE");
    Put(told, "message", "A service of Krul does not answer. Send the same again in a moment.");
    return Respond(503, std::move(told));
  } else {
    Put(told, "reason", "INTERNAL");
    Put(told, "message", "A service of Krul answered what it should not. The operator finds it in the log.");
  }
  return Respond(HttpStatusOf(status.error_code()), std::move(told));
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
