#include "services/domain/promise/escalation.h"

#include <algorithm>

#include "services/domain/calendar/business_calendar.h"
#include "services/domain/promise/promise.h"

namespace krul::domain {
namespace {

void Begin(std::vector<PlannedStep>& steps, StepCondition condition, Instant began, const BusinessCalendar& calendar) {
  for (PlannedStep& planned : steps) {
    const EscalationStep& step = planned.step;
    if (planned.taken || step.condition != condition) continue;
    // It began with the first acknowledgement that expired; another one does not put it off.
    if (condition == StepCondition::kUnacknowledged && planned.at != kNever) continue;
    Instant at = began;
    if (step.wall_time && began != kNever) {
      at += step.delay;
    } else if (step.delay > Millis(0)) {
      at = calendar.Add(began, step.delay);
    }
    planned.at = at;
  }
}

std::vector<std::string> Managers(const Firm& firm, const Branch& branch) {
  if (!branch.manager.empty()) return {branch.manager};
  return RecipientsInRole(firm, Role::kHeadOffice);
}

}  // namespace

std::vector<std::string> RecipientsInRole(const Firm& firm, Role role) {
  std::vector<std::string> people;
  for (const Person& person : firm.people) {
    if (person.role == role) people.push_back(person.id);
  }
  return people;
}

std::vector<PlannedStep> PlanSteps(const Firm& firm, const Branch& branch, const Category& category,
                                   const Promise& promise) {
  std::vector<PlannedStep> steps;
  for (const EscalationStep& step : category.escalation) steps.push_back({step});
  const BusinessCalendar calendar(firm.CalendarOf(branch), branch.time_zone);
  Begin(steps, StepCondition::kAtRisk, promise.at_risk_at, calendar);
  Begin(steps, StepCondition::kBroken, FirstInstantAfter(promise.due_at), calendar);
  return steps;
}

void BeginCondition(std::vector<PlannedStep>& steps, StepCondition condition, Instant began, const Firm& firm,
                    const Branch& branch) {
  Begin(steps, condition, began, BusinessCalendar(firm.CalendarOf(branch), branch.time_zone));
}

void EndCondition(std::vector<PlannedStep>& steps, StepCondition condition) {
  for (PlannedStep& planned : steps) {
    if (planned.step.condition == condition) planned = {planned.step};
  }
}

std::vector<std::string> RecipientsOf(const EscalationStep& step, const CallbackRecord& record, const Firm& firm,
                                      const Branch& branch) {
  const Person* assignee = record.assignee.kind == Party::Kind::kPerson ? firm.FindPerson(record.assignee.id) : nullptr;
  switch (step.recipient) {
    case Recipient::kAssignee:
      if (assignee) return {assignee->id};
      break;
    case Recipient::kDeputy:
      if (assignee && !assignee->deputy.empty()) return {assignee->deputy};
      break;
    case Recipient::kTeam:
      for (const Team& team : firm.teams) {
        const bool asked = record.requested.kind == Party::Kind::kTeam && record.requested.id == team.id;
        const bool holds =
            assignee && std::find(team.members.begin(), team.members.end(), assignee->id) != team.members.end();
        if (asked || (holds && record.requested.kind != Party::Kind::kTeam)) return team.members;
      }
      break;
    case Recipient::kNamedPerson:
      if (firm.FindPerson(step.named_person)) return {step.named_person};
      break;
    case Recipient::kHeadOffice:
      if (auto people = RecipientsInRole(firm, Role::kHeadOffice); !people.empty()) return people;
      break;
    case Recipient::kManager:
      break;
  }
  return Managers(firm, branch);
}

}  // namespace krul::domain
