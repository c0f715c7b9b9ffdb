// What an attempt, or an agreement with the caller, makes of the moment that must be met now and of what is planned for
// it. Used by callback_decisions only.
#pragma once
#include "services/domain/callback/callback_draft.h"

namespace krul::domain {

// An attempt that began at `at` settles the moment for which it was made, and no later one.
void CountAttempt(CallbackDraft& draft, Outcome outcome, Instant at);

// A retry, watched like the first moment, or, where the caller was spoken to, a look at the next closing; what was
// planned before falls away.
void PlanNextAttempt(CallbackDraft& draft, const RecordAttempt& attempt);

// The moment agreed is watched like the first, all its steps planned anew; what it makes void falls away: an earlier
// retry, a reminder, a window in which it does not lie.
void Agree(CallbackDraft& draft, const Renegotiate& agreed);

}  // namespace krul::domain
