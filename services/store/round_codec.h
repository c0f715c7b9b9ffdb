// Between review rounds as the domain knows them and the bytes the store keeps.
#pragma once
#include <string>
#include <string_view>

#include "services/domain/review/review_round.h"

namespace krul::store {

std::string EncodeRound(const domain::ReviewRound& round);
// kInternal when the bytes are none of ours or of a newer schema. `version` is the store's.
domain::Result<domain::ReviewRound> DecodeRound(std::string_view bytes, std::int64_t version);

}  // namespace krul::store
