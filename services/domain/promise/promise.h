// How a promise stands, when it must be looked at, and how it is judged. On time means at or before the deadline.
#pragma once
#include <optional>

#include "services/domain/callback/callback.h"

namespace krul::domain {

// A deadline has passed from here on.
constexpr Instant FirstInstantAfter(Instant deadline) { return deadline == kNever ? kNever : deadline + Millis(1); }

// The moment that was promised or agreed last needs no more watching: the caller was spoken to since it was agreed, or
// an attempt was made for it in time.
bool DueMomentIsSettled(const Promise& promise);

// Since when a failed attempt counts for that moment: not before the caller's own earliest moment, nor before it was
// agreed.
Instant AttemptsCountFrom(const CallbackRecord& record);

// From when on that moment is missed unless it is met: while a call for it that began in time lasts, it is not.
Instant MissedFrom(const CallbackRecord& record);
// The same of the retry that is planned; kNever: none is.
Instant RetryMissedFrom(const CallbackRecord& record);

// The at-risk point of the moment that must be met now, a retry's too, until it was noticed; nullopt: it has none.
std::optional<Instant> AtRiskPending(const CallbackRecord& record);

// For a callback that closes at `now` with `disposition`; against the original due moment, never the renegotiated one.
PromiseStatus Judge(const Promise& promise, Disposition disposition, Instant now);

// As read at `now`: no late look shows a wrong status.
PromiseStatus StatusOf(const CallbackRecord& record, Instant now);

// Planned, not taken, and its condition still stands.
bool StepIsPending(const CallbackRecord& record, const PlannedStep& planned);
// When a pending step comes: one of a missed moment waits for the end of a call that began in time.
Instant StepComesAt(const CallbackRecord& record, const PlannedStep& planned);

// When somebody must look at the record next: the minimum of its pending timers. A limit that may still be met at its
// very instant is looked at one millisecond later. nullopt only when closed and erased.
std::optional<Instant> NextLook(const CallbackRecord& record);

}  // namespace krul::domain
