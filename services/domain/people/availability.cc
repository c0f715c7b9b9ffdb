#include "services/domain/people/availability.h"

#include <algorithm>
#include <set>

namespace krul::domain {

const Absences& NoAbsences() {
  static const Absences none;
  return none;
}

BusinessCalendar Availability::OwnHours(const Person& person) const {
  const Branch* home = &branch_;
  const std::vector<std::string>& branches = person.branches;
  if (!branches.empty() && std::find(branches.begin(), branches.end(), branch_.id) == branches.end()) {
    if (const Branch* first = firm_.FindBranch(branches.front())) home = first;
  }
  return {firm_.CalendarOf(person, *home), person.time_zone.value_or(home->time_zone)};
}

Instant Availability::PastAbsences(std::string_view person, Instant at) const {
  const auto found = absences_.find(person);
  if (found == absences_.end()) return at;
  for (bool moved = true; moved;) {
    moved = false;
    for (const Absence& absence : found->second) {
      if (absence.from > at || absence.until <= at) continue;
      at = absence.until;
      moved = true;
    }
  }
  return at;
}

const Absence* Availability::NextAbsence(std::string_view person, Instant at) const {
  const auto found = absences_.find(person);
  if (found == absences_.end()) return nullptr;
  const Absence* next = nullptr;
  for (const Absence& absence : found->second) {
    if (absence.from >= at && absence.until > absence.from && (!next || absence.from < next->from)) next = &absence;
  }
  return next;
}

Instant Availability::ThereFrom(std::string_view person, Instant at) const {
  const Person* known = firm_.FindPerson(person);
  if (!known) return kNever;
  const BusinessCalendar own = OwnHours(*known);
  while (at != kNever) {
    const Instant opening = own.NextOpening(at);
    at = PastAbsences(person, opening);
    if (at == opening) break;
  }
  return at;
}

bool Availability::IsThere(std::string_view person, Instant at) const {
  const Instant open = open_.NextOpening(at);
  const Instant asked = open == kNever ? at : open;
  return ThereFrom(person, asked) == asked;
}

Instant Availability::MustBeThereBefore(Instant due_at) const {
  if (due_at == kNever || open_.IsOpen(due_at - Millis(1))) return due_at;
  const Instant opening = open_.NextOpening(due_at);
  return opening == kNever ? due_at : opening + Millis(1);
}

bool Availability::CanMeet(std::string_view person, const MomentToMeet& moment, Instant now) const {
  if (moment.due_at > now) {
    const Instant from = std::max(now, moment.earliest_at);
    const Instant there = ThereFrom(person, from);
    return there == from || there < MustBeThereBefore(moment.due_at);
  }
  const Person* known = firm_.FindPerson(person);
  if (!known) return false;
  const Instant own = OwnHours(*known).NextOpening(now);
  return PastAbsences(person, own) == own && own <= open_.ClosingOfWorkingDay(now, 1);
}

std::optional<Instant> Availability::CanMeetUntil(std::string_view person, const MomentToMeet& moment,
                                                  Instant now) const {
  const Person* known = firm_.FindPerson(person);
  if (!known) return now;
  if (moment.due_at <= now) {
    const Absence* next = NextAbsence(person, now + Millis(1));  // the one that begins now is no hindrance
    return next ? std::optional(next->from) : std::nullopt;
  }
  if (moment.due_at == kNever) return std::nullopt;
  const BusinessCalendar own = OwnHours(*known);
  const Instant floor = std::max(now, moment.earliest_at);
  Instant end = MustBeThereBefore(moment.due_at);
  // Backwards from the moment, past own hours that are over and past absences.
  for (;;) {
    if (!own.IsOpen(end - Millis(1))) {
      const Instant last = own.Subtract(end, Millis(1), floor);
      if (!own.IsOpen(last)) return now;
      end = last + Millis(1);
    }
    const auto found = absences_.find(person);
    if (found == absences_.end()) break;
    const auto covers = std::find_if(found->second.begin(), found->second.end(), [&](const Absence& absence) {
      return absence.from < end && absence.until >= end;
    });
    if (covers == found->second.end()) break;
    end = covers->from;
    if (end <= floor) return now;
  }
  if (end >= moment.due_at) return std::nullopt;
  return end;
}

Instant Availability::After(std::string_view person, Instant from, Millis amount) const {
  const Person* known = firm_.FindPerson(person);
  if (!known) return kNever;
  const BusinessCalendar own = OwnHours(*known);
  Instant at = PastAbsences(person, from);
  while (at != kNever) {
    const Instant end = own.Add(at, amount);
    const Absence* away = NextAbsence(person, at);
    if (!away || away->from >= end) return end;
    amount -= own.Between(at, away->from);
    at = PastAbsences(person, away->from);
  }
  return kNever;
}

const Person* Availability::StandIn(std::string_view person, const std::function<bool(const Person&)>& suits) const {
  const Person* absent = firm_.FindPerson(person);
  if (!absent) return nullptr;
  std::set<std::string_view> seen = {absent->id};
  for (const Person* deputy = firm_.FindPerson(absent->deputy); deputy && seen.insert(deputy->id).second;
       deputy = firm_.FindPerson(deputy->deputy)) {
    if (suits(*deputy)) return deputy;
  }
  return nullptr;
}

std::string Availability::WhoActs(std::string_view person, Instant at) const {
  if (IsThere(person, at)) return std::string(person);
  const Person* deputy = StandIn(person, [&](const Person& one) { return IsThere(one.id, at); });
  return deputy ? deputy->id : std::string();
}

}  // namespace krul::domain
