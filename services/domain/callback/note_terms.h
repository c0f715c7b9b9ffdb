// On which terms a quoted promise may be noted: what was said to the caller, and how long ago. Each answers why not.
#pragma once
#include <optional>

#include "services/domain/clock.h"
#include "services/domain/error.h"

namespace krul::domain {

// kReadBackMissing: name and number are read back to the caller first.
std::optional<Refusal> WhyNotReadBack(bool read_back_confirmed);
// kConsentMissing: the caller agrees to what is later than the firm promises.
std::optional<Refusal> WhyNotAgreed(bool needs_consent, bool consent_confirmed);
Refusal QuoteExpired();
// kQuoteExpired: a quote lives for limits::kQuoteLife.
std::optional<Refusal> WhyNotQuoted(Instant quoted_at, Instant now);
// kInvalidField on called_time: within the last limits::kCalledBack, and not ahead by more than limits::kClockSkew.
// Nothing is asked of a call that came just now.
std::optional<Refusal> WhyNotCalledThen(std::optional<Instant> called_at, Instant now);

}  // namespace krul::domain
