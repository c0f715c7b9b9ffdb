// From a call to its deadlines: what the firm promises for a category, and by when the assignee must say "mine".
#pragma once
#include <string>
#include <vector>

#include "services/domain/callback.h"
#include "services/domain/firm.h"

namespace krul::domain {

struct PromisePlan {
  Instant due_at{};      // rounded up to 5 minutes, never past the end of its interval
  Instant at_risk_at{};  // before due_at, not before the start
};

// By the home branch's calendar, counted from the instant of the call.
PromisePlan PlanPromise(const Firm& firm, const Branch& branch, const Category& category, Instant called_at);

// At-risk point of a due moment that was agreed and not computed (renegotiated, reopened).
Instant AtRiskPoint(const Firm& firm, const Branch& branch, const Category& category, Instant from, Instant due_at);

// Acknowledgement limit, counted in the calendar of the assignee (of the branch when it is no person).
Instant AcknowledgeBy(const Firm& firm, const Branch& branch, const Category& category, const Party& assignee,
                      Instant from);

// When to call again after a failed attempt, unless the caller named a time.
Instant RetryAt(const Firm& firm, const Branch& branch, const Category& category, Instant from);

// The intervals counted and the days skipped, one sentence a line, in English.
std::vector<std::string> ExplainPromise(const Firm& firm, const Branch& branch, const Category& category,
                                        Instant called_at);

}  // namespace krul::domain
