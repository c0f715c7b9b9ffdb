// The history of a callback as a message: facts, and the English sentence made of them.
#pragma once
#include "absl/time/time.h"
#include "krul/v1/callback.pb.h"
#include "services/domain/callback/callback.h"

namespace krul::rpc {

v1::EventType ToMessage(domain::EventType type);

// Sentences show times in `zone`, that of the home branch.
void FillHistory(const domain::CallbackRecord& record, const absl::TimeZone& zone, v1::Callback* to);

}  // namespace krul::rpc
