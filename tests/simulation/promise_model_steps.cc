// Who hears of it, in the model: the steps of escalation, alarms of the hour, and those that wait for the next opening.
#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "tests/simulation/promise_model.h"

namespace krul::simulation {
using namespace domain;

void PromiseModel::Tell(const std::string& person, const std::string& what) {
  if (!person.empty()) told_.insert(absl::StrCat(branch_, "/", id_, "/", now_.promise.number, "/", what, "/", person));
}

void PromiseModel::Tell(std::int64_t event, EventType about, Instant now) {
  const std::string what = absl::StrCat("event", event);
  if (about == EventType::kReminded && !holder().empty()) Tell(People().WhoActs(holder(), now), what);
  for (const std::string& person : People().Managers(now)) Tell(person, what);
}

void PromiseModel::ManagerIsTold(EventType about, Instant now) {
  const auto opening = Moments().OpeningAt(now);
  if (!opening || opening->from <= now) return Tell(events_, about, now);
  now_.to_tell.emplace_back(events_, about);
  now_.fires[Timer::kTell] = opening->from;
}

void PromiseModel::TellWhatWaited(Instant now) {
  const auto opening = Moments().OpeningAt(now);
  if (opening && opening->from > now) {  // nobody looked while it was open
    now_.fires[Timer::kTell] = opening->from;
    return;
  }
  now_.fires.erase(Timer::kTell);
  for (const auto& [event, about] : std::exchange(now_.to_tell, {})) {
    const bool is_over = (about == EventType::kUnassignedAlarm && !holder().empty()) ||
                         (about == EventType::kHolderAway && now_.away_told.empty()) ||
                         (about == EventType::kClosedWhenDue && (Settled() || Moments().IsOpenUntil(now_.promise.due)));
    if (!is_over) Tell(event, about, now);
  }
}

bool PromiseModel::IsQuiet(const EscalationStep& step, Instant now) const {
  return !step.outside_hours && !Calendar().IsOpen(now);
}

void PromiseModel::TakeStep(std::size_t index, Instant now) {
  Step& step = now_.promise.steps[index];
  const bool quiet = IsQuiet(step.spec, now);
  const auto lease = Planned(Timer::kLease);
  if (quiet || (lease && step.spec.action == StepAction::kReassign)) {
    step.at = quiet ? Calendar().NextOpening(now) : *lease;
    return;
  }
  step.taken = true;
  const StepCondition condition = step.spec.condition;
  const std::vector<std::string> people = PeopleOf(step.spec, now);
  const std::string taker = TakerOf(step.spec, now);
  if (step.spec.action == StepAction::kReassign && !taker.empty()) {
    PassOver();
    told_in_look_.emplace(condition, taker);
    return GiveTo({Party::Kind::kPerson, taker}, EventType::kEscalated, now);
  }
  Happened(EventType::kEscalated);
  std::string time = now_.promise.agreements > 0 ? absl::StrCat("moment", now_.promise.agreements + 1) : "";
  const bool of_retry = condition == StepCondition::kAtRisk && Settled();
  if (of_retry || condition == StepCondition::kRetryDue) time = absl::StrCat("attempt", now_.attempts);
  if (condition == StepCondition::kUnacknowledged) time = absl::StrCat("event", events_);
  for (const std::string& person : people) {
    if (told_in_look_.emplace(condition, person).second) Tell(person, absl::StrCat("step", index + 1, time));
  }
}

bool PromiseModel::AStepGivesItAway(Instant now) const {
  return std::any_of(now_.promise.steps.begin(), now_.promise.steps.end(), [&](const Step& step) {
    return step.spec.condition == StepCondition::kUnacknowledged && step.spec.action == StepAction::kReassign &&
           !step.taken && step.at <= now && !IsQuiet(step.spec, now) && !TakerOf(step.spec, now).empty();
  });
}

// Nobody who has it or had it, and somebody who can still call in time.
std::string PromiseModel::TakerOf(const EscalationStep& step, Instant now) const {
  for (const std::string& person : PeopleOf(step, now)) {
    const auto& passed = now_.passed_over;
    if (person == holder() || std::count(passed.begin(), passed.end(), person) > 0) continue;
    if (People().CanMeet(person, HoldingNow().moment, now)) return person;
  }
  return "";
}

std::vector<std::string> PromiseModel::PeopleOf(const EscalationStep& step, Instant now) const {
  std::vector<std::string> people = PeopleMeantBy(step, now);
  std::erase(people, "");
  return people.empty() ? People().Managers(now) : people;
}

// Of silence, those of who was silent last.
std::vector<std::string> PromiseModel::PeopleMeantBy(const EscalationStep& step, Instant now) const {
  const bool of_silence = step.condition == StepCondition::kUnacknowledged && !now_.passed_over.empty();
  const std::string about = of_silence ? now_.passed_over.back() : holder();
  const Attendance people = People();
  switch (step.recipient) {
    case Recipient::kAssignee:
      return {people.WhoActs(holder(), now)};
    case Recipient::kNamedPerson:
      return {people.WhoActs(step.named_person, now)};
    case Recipient::kDeputy:
      for (const std::string& deputy : people.Deputies(about)) {
        const bool was_asked = std::count(now_.passed_over.begin(), now_.passed_over.end(), deputy) > 0;
        if (!was_asked && people.IsThere(deputy, now)) return {deputy};
      }
      return {};
    case Recipient::kTeam:
      for (const Team& team : firm().teams) {
        const Party& meant = now_.meant_for == Party{} ? requested_ : now_.meant_for;
        const bool asked_for = meant == Party{Party::Kind::kTeam, team.id};
        const bool is_theirs =
            meant.kind != Party::Kind::kTeam && std::count(team.members.begin(), team.members.end(), about) > 0;
        if (asked_for || is_theirs) return people.ThereOf(team.members, now);
      }
      return {};
    case Recipient::kHeadOffice: {
      std::vector<std::string> office;
      for (const Person& person : firm().people) {
        if (person.role == Role::kHeadOffice) office.push_back(person.id);
      }
      return people.ThereOf(office, now);
    }
    case Recipient::kManager:
      return {};
  }
  return {};
}

}  // namespace krul::simulation
