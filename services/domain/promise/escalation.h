// Which steps an unkept promise climbs, when, and to whom.
#pragma once
#include <string>
#include <vector>

#include "services/domain/callback/callback.h"
#include "services/domain/people/availability.h"

namespace krul::domain {

// The category's steps for a new promise; those on the at-risk point and the due moment have their instant already.
std::vector<PlannedStep> PlanSteps(const Firm& firm, const Branch& branch, const Category& category,
                                   const Promise& promise);

// Sets the instant of every step of `condition` that is not yet taken, counted from `began`: in business time or wall
// time. Whether it must wait for an opening then is decided when it comes, by the hours in force.
void BeginCondition(std::vector<PlannedStep>& steps, StepCondition condition, Instant began, const Firm& firm,
                    const Branch& branch);

// Its condition ended: it begins anew when it begins again.
void EndCondition(std::vector<PlannedStep>& steps, StepCondition condition);

// The people a step means at `now`: whoever is away is replaced by who stands in. The deputy, and the team, are those
// of who was silent where the step is on that. Where the one meant does not exist or nobody stands in, the manager, or
// who stands in for him; then head office; then the first of the branch who is there, those of the answer order first;
// and where nobody is there at all, who hears it on coming back. Empty: the firm has no people.
std::vector<std::string> RecipientsOf(const EscalationStep& step, const CallbackRecord& record, const Availability& who,
                                      Instant now);
// The same of no step: the manager.
std::vector<std::string> ManagersOf(const Availability& who, Instant now);

// Ids of everybody with that role.
std::vector<std::string> RecipientsInRole(const Firm& firm, Role role);

}  // namespace krul::domain
