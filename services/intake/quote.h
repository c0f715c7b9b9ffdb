// The quote: what was promised on the phone, signed, so that the note carries back exactly what was spoken.
#pragma once
#include <optional>
#include <string>

#include "services/domain/callback/callback.h"
#include "services/domain/error.h"
#include "services/runtime/secrets.h"

namespace krul::intake {

struct Quote {
  std::string branch;
  domain::Party requested;
  std::string category;
  domain::Instant due_at{};
  std::int64_t firm_version = 0;
  domain::Instant quoted_at{};
  std::optional<domain::Instant> called_at;  // when the call came, if not when it was quoted
  domain::Party agreed;                      // who will call
  std::optional<domain::CallWindow> window;  // when the caller wants to be called
  bool needs_consent = false;                // later than the service level: the caller must agree
  bool agreed_otherwise = false;
  std::string attach_to;  // branch/id of the caller's open promise, which a note is attached to; empty: none
  // The number as it was typed and as it was read back: it is read once, and what the caller heard is what is noted.
  std::string typed_number;  // empty: quoted without a number
  std::string number_e164;
  std::string extension;
};

// Opaque text for the desk, authentic under `key`.
std::string Seal(const Quote& quote, const runtime::Key& key);
// kInvalidField on `quote` when it was not sealed under `key` or was changed; kQuoteExpired when an earlier release
// sealed it.
domain::Result<Quote> Unseal(const std::string& sealed, const runtime::Key& key);

}  // namespace krul::intake
