#include "services/domain/callback/note_terms.h"

#include "services/domain/limits.h"

namespace krul::domain {

std::optional<Refusal> WhyNotReadBack(bool read_back_confirmed) {
  if (read_back_confirmed) return std::nullopt;
  return Refusal{Reason::kReadBackMissing,
                 "Read name and number back to the caller first, then save with read_back_confirmed.",
                 {{"read_back_confirmed", FaultCode::kNotOneOf, {{"allowed", "true"}}}}};
}

std::optional<Refusal> WhyNotAgreed(bool needs_consent, bool consent_confirmed) {
  if (!needs_consent || consent_confirmed) return std::nullopt;
  return Refusal{Reason::kConsentMissing,
                 "This is later than the firm promises: ask the caller, then save with consent_confirmed.",
                 {{"consent_confirmed", FaultCode::kNotOneOf, {{"allowed", "true"}}}}};
}

Refusal QuoteExpired() {
  return {Reason::kQuoteExpired,
          "This quote is older than 30 minutes: quote anew and tell the caller.",
          {},
          {{"minutes", limits::kQuoteLife / std::chrono::minutes(1)}}};
}

std::optional<Refusal> WhyNotQuoted(Instant quoted_at, Instant now) {
  if (now <= quoted_at + limits::kQuoteLife) return std::nullopt;
  return QuoteExpired();
}

std::optional<Refusal> WhyNotCalledThen(std::optional<Instant> called_at, Instant now) {
  const bool is_recent =
      !called_at || (*called_at >= now - Millis(limits::kCalledBack) && *called_at <= now + Millis(limits::kClockSkew));
  if (is_recent) return std::nullopt;
  return InvalidField("called_time", FaultCode::kTimeNotRecent,
                      {{"days", limits::kCalledBack / std::chrono::hours(24)}});
}

}  // namespace krul::domain
