#include "services/domain/applied_request.h"

#include "services/domain/limits.h"

namespace krul::domain {

Refusal RequestIdReused() {
  return {Reason::kRequestIdReused, "This request_id was used for another change: take a new one.", {}};
}

Result<bool> IsAgain(const AppliedRequest& applied, const AppliedRequest& request) {
  if (request.request_id.empty() || applied.request_id != request.request_id) return false;
  if (applied.content_hash == request.content_hash) return true;
  return RequestIdReused();
}

Result<bool> WasApplied(const std::vector<AppliedRequest>& applied, const AppliedRequest& request) {
  for (const AppliedRequest& one : applied) {
    Result<bool> again = IsAgain(one, request);
    if (!again || *again) return again;
  }
  return false;
}

void Remember(const AppliedRequest& request, std::vector<AppliedRequest>& applied) {
  if (request.request_id.empty()) return;
  applied.push_back(request);
  if (applied.size() > limits::kAppliedRequests) applied.erase(applied.begin());
}

}  // namespace krul::domain
