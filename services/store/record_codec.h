// Between callbacks as the domain knows them and the bytes the store keeps.
#pragma once
#include <string>
#include <string_view>

#include "services/domain/callback/callback.h"
#include "services/domain/error.h"

namespace krul::store {

std::string EncodeCallback(const domain::CallbackRecord& record);
// kInternal when the bytes are none of ours or of a newer schema. `version` is the store's.
domain::Result<domain::CallbackRecord> DecodeCallback(std::string_view bytes, std::int64_t version);

}  // namespace krul::store
