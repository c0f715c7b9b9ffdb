// The quote: what was promised on the phone, signed, so that the note carries back exactly what was spoken.
#pragma once
#include <string>

#include "services/domain/callback.h"
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
  // The number as it was typed and as it was read back: it is read once, and what the caller heard is what is noted.
  std::string typed_number;  // empty: quoted without a number
  std::string number_e164;
};

// Opaque text for the desk, authentic under `key`.
std::string Seal(const Quote& quote, const runtime::Key& key);
// kInvalidField on `quote` when it was not sealed under `key` or was changed.
domain::Result<Quote> Unseal(const std::string& sealed, const runtime::Key& key);

}  // namespace krul::intake
