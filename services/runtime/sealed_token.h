// Text for a client to bring back: a message, authentic under a key of the installation. Not secret: who has it can
// read it. One kind of token never opens as another, for its name is sealed with it.
#pragma once
#include <google/protobuf/message_lite.h>

#include <string>
#include <string_view>

#include "services/runtime/secrets.h"

namespace krul::runtime {

// Web-safe base64 of a keyed BLAKE2b over the message's name and bytes, and the bytes.
std::string SealToken(const google::protobuf::MessageLite& token, const Key& key);
// False: it was not sealed under `key`, as this kind, or was changed. `token` is then as it may be.
bool OpenToken(const std::string& sealed, const Key& key, google::protobuf::MessageLite& token);

}  // namespace krul::runtime
