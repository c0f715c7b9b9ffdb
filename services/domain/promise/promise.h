// How a promise is judged. On time means at or before the deadline.
#pragma once
#include "services/domain/callback/callback.h"

namespace krul::domain {

// A deadline has passed from here on.
constexpr Instant FirstInstantAfter(Instant deadline) { return deadline == kNever ? kNever : deadline + Millis(1); }

// The due moment needs no more watching: the caller was spoken to, or a first attempt was made in time.
bool DueMomentIsSettled(const Promise& promise);

// For a callback that closes at `now` with `disposition`; against the original due moment, never the renegotiated one.
PromiseStatus Judge(const Promise& promise, Disposition disposition, Instant now);

}  // namespace krul::domain
