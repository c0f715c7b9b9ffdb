#include "services/domain/promise/escalation.h"

#include <algorithm>
#include <iterator>
#include <utility>

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

using People = std::vector<std::string>;

People ThereOf(const People& people, const Availability& who, Instant now) {
  People there;
  std::copy_if(people.begin(), people.end(), std::back_inserter(there),
               [&](const std::string& person) { return who.IsThere(person, now); });
  return there;
}

People Only(std::string person) { return person.empty() ? People() : People{std::move(person)}; }

// Of a branch without manager and a firm without head office.
People PeopleOf(const Availability& who) {
  const Branch& branch = who.branch();
  People people = branch.answer_order;
  for (const Person& person : who.firm().people) {
    const auto& branches = person.branches;
    const bool belongs = branches.empty() || std::find(branches.begin(), branches.end(), branch.id) != branches.end();
    if (belongs && person.role != Role::kOperator) people.push_back(person.id);
  }
  if (people.empty()) {
    for (const Person& person : who.firm().people) people.push_back(person.id);
  }
  return people;
}

People First(const People& people) { return people.empty() ? People() : People{people.front()}; }

// Whose team hears of it: the one that it is meant for, else the one to which the person belongs.
const Team* TeamOf(const CallbackRecord& record, const std::string& person, const Firm& firm) {
  const Party& meant = record.meant_for.kind == Party::Kind::kNobody ? record.requested : record.meant_for;
  for (const Team& team : firm.teams) {
    const bool asked = meant.kind == Party::Kind::kTeam && meant.id == team.id;
    const bool belongs = std::find(team.members.begin(), team.members.end(), person) != team.members.end();
    if (asked || (belongs && meant.kind != Party::Kind::kTeam)) return &team;
  }
  return nullptr;
}

People MeantBy(const EscalationStep& step, const CallbackRecord& record, const Availability& who, Instant now) {
  const std::string assignee = record.assignee.kind == Party::Kind::kPerson ? record.assignee.id : std::string();
  const bool of_the_silent = step.condition == StepCondition::kUnacknowledged && !record.passed_over.empty();
  const std::string& about = of_the_silent ? record.passed_over.back() : assignee;
  switch (step.recipient) {
    case Recipient::kAssignee:
      return Only(who.WhoActs(assignee, now));
    case Recipient::kDeputy: {
      const auto suits = [&](const Person& deputy) {
        const auto& passed = record.passed_over;
        return std::find(passed.begin(), passed.end(), deputy.id) == passed.end() && who.IsThere(deputy.id, now);
      };
      const Person* deputy = who.StandIn(about, suits);
      return deputy ? People{deputy->id} : People();
    }
    case Recipient::kTeam:
      if (const Team* team = TeamOf(record, about, who.firm())) return ThereOf(team->members, who, now);
      return {};
    case Recipient::kNamedPerson:
      return Only(who.WhoActs(step.named_person, now));
    case Recipient::kHeadOffice:
      return ThereOf(RecipientsInRole(who.firm(), Role::kHeadOffice), who, now);
    case Recipient::kManager:
      return {};
  }
  return {};
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

People ManagersOf(const Availability& who, Instant now) {
  const std::string& manager = who.branch().manager;
  if (std::string acts = who.WhoActs(manager, now); !acts.empty()) return {std::move(acts)};
  const People head_office = RecipientsInRole(who.firm(), Role::kHeadOffice);
  if (People there = ThereOf(head_office, who, now); !there.empty()) return there;
  const People others = PeopleOf(who);
  if (People there = ThereOf(others, who, now); !there.empty()) return First(there);
  if (who.firm().FindPerson(manager)) return {manager};
  return head_office.empty() ? First(others) : head_office;
}

People RecipientsOf(const EscalationStep& step, const CallbackRecord& record, const Availability& who, Instant now) {
  People meant = MeantBy(step, record, who, now);
  return meant.empty() ? ManagersOf(who, now) : meant;
}

}  // namespace krul::domain
