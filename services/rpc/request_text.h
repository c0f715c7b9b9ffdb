// Reads requests off the wire.
#pragma once
#include <google/protobuf/message.h>
#include <grpcpp/support/byte_buffer.h>

#include "services/domain/error.h"

namespace krul::rpc {

// Fills `message`. What is no message of that type, or holds text that is not UTF-8, is kInvalidField naming the field.
domain::Result<domain::Done> ParseRequest(const grpc::ByteBuffer& bytes, google::protobuf::Message& message);

}  // namespace krul::rpc
