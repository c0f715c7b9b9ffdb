// How callers' numbers are written and dialled, remembered: one number is shown on many screens, and what the library
// makes of it costs more than the rest of a callback.
#pragma once
#include "services/domain/callback/callback.h"
#include "services/domain/caller/phone_number.h"

namespace krul::rpc {

// Of a caller with a number. Each thread remembers its own, at most limits::kNumberForms.
domain::NumberForms NumberFormsOf(const domain::Caller& caller);

}  // namespace krul::rpc
