// A request that was applied, remembered where it was: a repeated one is answered from there, not done again.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "services/domain/error.h"

namespace krul::domain {

struct AppliedRequest {
  AppliedRequest() = default;
  AppliedRequest(std::string id, std::uint64_t hash) : request_id(std::move(id)), content_hash(hash) {}
  std::string request_id;          // none: nobody repeats it
  std::uint64_t content_hash = 0;  // of all the request says
};

Refusal RequestIdReused();
// Whether this is `applied`, come again. RequestIdReused: its id came with another content.
Result<bool> IsAgain(const AppliedRequest& applied, const AppliedRequest& request);
// Whether it is one of them, come again.
Result<bool> WasApplied(const std::vector<AppliedRequest>& applied, const AppliedRequest& request);
// Remembers the last limits::kAppliedRequests.
void Remember(const AppliedRequest& request, std::vector<AppliedRequest>& applied);

}  // namespace krul::domain
