// From a call to its deadlines: what the firm promises for a category, and by when the assignee must say "mine".
#pragma once
#include <optional>

#include "services/domain/callback/callback.h"
#include "services/domain/firm/firm.h"

namespace krul::domain {

struct PromisePlan {
  Instant due_at{};           // rounded up to 5 minutes, never past the end of its interval
  Instant at_risk_at{};       // before due_at, not before the start
  bool beyond_level = false;  // later than the service level, because the caller wants to be called later
};

using Window = std::optional<CallWindow>;

// By the home branch's calendar, counted from the instant of the call. With a window the last moment of it that the
// service level allows; where that leaves less time to call than an acknowledgement may take, the first part of the
// window that does not, until its end on that day, or at the latest all of it on the next day. A window that is only
// "not before" counts business time from there. kNever: the branch is never open in that window.
PromisePlan PlanPromise(const Firm& firm, const Branch& branch, const Category& category, Instant called_at,
                        const Window& window = std::nullopt);

// At-risk point of a due moment that was agreed and not computed (renegotiated, reopened).
Instant AtRiskPoint(const Firm& firm, const Branch& branch, const Category& category, Instant from, Instant due_at,
                    const Window& window = std::nullopt);

// The caller's own earliest moment at or after `from`, by his window; Instant{}: he named none that a promise due then
// could wait for.
Instant EarliestMoment(const Firm& firm, const Branch& branch, Instant from, Instant due_at, const Window& window);

// At-risk point of a retry that is planned at `from`: when three quarters of the time to it have passed.
Instant RetrySoonAt(const Firm& firm, const Branch& branch, Category category, Instant from, Instant retry_at,
                    const Window& window);

// When to call again after a failed attempt, unless the caller named a time. Only time in the window counts, but no
// later than its first end after the same time of the branch.
Instant RetryAt(const Firm& firm, const Branch& branch, const Category& category, Instant from,
                const Window& window = std::nullopt);

// Is the branch open at a promised moment, or does it close then?
bool IsOpenWhenDue(const Firm& firm, const Branch& branch, Instant due_at);

}  // namespace krul::domain
