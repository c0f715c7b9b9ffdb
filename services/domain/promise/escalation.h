// Which steps an unkept promise climbs, when, and to whom.
#pragma once
#include <string>
#include <vector>

#include "services/domain/callback/callback.h"
#include "services/domain/firm/firm.h"

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

// The people a step means now. Falls back to the manager, then to head office, when the one meant does not exist;
// empty: nobody.
std::vector<std::string> RecipientsOf(const EscalationStep& step, const CallbackRecord& record, const Firm& firm,
                                      const Branch& branch);

// Ids of everybody with that role.
std::vector<std::string> RecipientsInRole(const Firm& firm, Role role);

}  // namespace krul::domain
