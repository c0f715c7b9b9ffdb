#include "services/gateway/json.h"

#include <google/protobuf/util/json_util.h>

namespace krul::gateway {
namespace util = google::protobuf::util;

bool ReadJson(const std::string& json, google::protobuf::Message& message) {
  return util::JsonStringToMessage(json.empty() ? "{}" : json, &message).ok();
}

std::string WriteJson(const google::protobuf::Message& message) {
  util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  std::string json;
  (void)util::MessageToJsonString(message, &json, options);
  return json;
}

}  // namespace krul::gateway
