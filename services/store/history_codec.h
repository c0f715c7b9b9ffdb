// The lines of a history, and the values that they share with the rest of a record, as they are stored.
#pragma once
#include <cstdint>
#include <optional>

#include "services/domain/callback/callback.h"
#include "services/store/storage.pb.h"

namespace krul::store {

// 0: none.
inline std::int64_t Encode(const std::optional<domain::Instant>& at) { return at ? domain::ToMillis(*at) : 0; }
inline std::optional<domain::Instant> Decode(std::int64_t ms) {
  return ms == 0 ? std::nullopt : std::optional(domain::FromMillis(ms));
}

// Decode answers false for a number of an enum that this program does not know.
void Encode(const domain::Party& from, storage::Party* to);
bool Decode(const storage::Party& from, domain::Party& to);
void Encode(const domain::AuditEvent& from, storage::AuditEvent* to);
bool Decode(const storage::AuditEvent& from, domain::AuditEvent& to);

}  // namespace krul::store
