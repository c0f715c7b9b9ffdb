// Messages of the protos as JSON, as HTTP_API.md says: with the field names of the proto files.
#pragma once
#include <google/protobuf/message.h>

#include <string>

namespace krul::gateway {

// False when the text is no such message. Why is not said: it would quote what a caller said.
bool ReadJson(const std::string& json, google::protobuf::Message& message);
// One line. From any thread.
std::string WriteJson(const google::protobuf::Message& message);

}  // namespace krul::gateway
