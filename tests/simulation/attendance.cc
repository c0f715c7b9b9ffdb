#include "tests/simulation/attendance.h"

#include <algorithm>
#include <chrono>

namespace krul::simulation {
using namespace domain;
using namespace std::chrono_literals;

namespace {

constexpr Millis kInstant(1);
constexpr Millis kSearched = 24h * 400;

const std::vector<Absence>& AbsencesOf(const Absences& absences, const std::string& person) {
  static const std::vector<Absence> none;
  const auto found = absences.find(person);
  return found == absences.end() ? none : found->second;
}

bool Contains(const std::vector<std::string>& ids, const std::string& id) {
  return std::count(ids.begin(), ids.end(), id) > 0;
}

}  // namespace

Attendance::Attendance(const Firm& firm, const Branch& branch, const Absences& absences)
    : firm_(firm), branch_(branch), absences_(absences), openings_(firm, branch, std::nullopt) {}

// Who belongs to other branches alone keeps the hours of the first of them.
PromisedMoments Attendance::OwnOpenings(const Person& person) const {
  const bool belongs = person.branches.empty() || Contains(person.branches, branch_.id);
  const Branch& home = belongs ? branch_ : *firm_.FindBranch(person.branches.front());
  return {firm_.CalendarOf(person, home), person.time_zone.value_or(home.time_zone)};
}

void Attendance::Parts(const std::string& person, Instant from, const std::function<bool(const Span&)>& visit) const {
  const Person* known = firm_.FindPerson(person);
  if (!known || from == kNever) return;
  const PromisedMoments own = OwnOpenings(*known);
  Instant searched = from;
  while (const std::optional<Span> opening = own.OpeningAt(searched)) {
    if (opening->from > from + kSearched) return;
    searched = opening->to;
    std::vector<Span> parts = {*opening};
    for (const Absence& away : AbsencesOf(absences_, person)) {
      std::vector<Span> left;
      for (const Span& part : parts) {
        if (away.until <= away.from || away.until <= part.from || away.from >= part.to) {
          left.push_back(part);
          continue;
        }
        if (part.from < away.from) left.push_back({part.from, away.from});
        if (away.until < part.to) left.push_back({away.until, part.to});
      }
      parts = std::move(left);
    }
    for (const Span& part : parts) {
      if (part.to > from && !visit({std::max(part.from, from), part.to})) return;
    }
  }
}

Instant Attendance::ThereFrom(const std::string& person, Instant at) const {
  Instant there = kNever;
  Parts(person, at, [&](const Span& part) {
    there = part.from;
    return false;
  });
  return there;
}

Instant Attendance::OpenFrom(Instant at) const {
  const std::optional<Span> opening = openings_.OpeningAt(at);
  return opening ? std::max(opening->from, at) : at;
}

bool Attendance::IsThere(const std::string& person, Instant at) const {
  const Instant asked = OpenFrom(at);
  return ThereFrom(person, asked) == asked;
}

bool Attendance::IsAway(const std::string& person, Instant at) const {
  const std::vector<Absence>& absences = AbsencesOf(absences_, person);
  return std::any_of(absences.begin(), absences.end(),
                     [at](const Absence& away) { return away.from <= at && at < away.until; });
}

// What is due while the branch is closed cannot be missed before it opens.
Instant Attendance::MustBeBackBefore(Instant due) const {
  if (due == kNever || openings_.IsOpenUntil(due)) return due;
  const std::optional<Span> opening = openings_.OpeningAt(due);
  return opening ? std::max(opening->from, due) + kInstant : due;
}

bool Attendance::CanMeet(const std::string& person, const Moment& moment, Instant now) const {
  if (moment.due > now) {
    const Instant from = std::max(now, moment.earliest);
    const Instant there = ThereFrom(person, from);
    return there == from || there < MustBeBackBefore(moment.due);
  }
  const Person* known = firm_.FindPerson(person);
  if (!known) return false;
  const std::optional<Span> opening = OwnOpenings(*known).OpeningAt(now);
  if (!opening) return false;
  const Instant from = std::max(opening->from, now);
  return !IsAway(person, from) && from <= openings_.ClosingOfNextWorkingDay(now);
}

std::optional<Instant> Attendance::GoneFrom(const std::string& person, const Moment& moment, Instant now) const {
  std::optional<Instant> gone;
  if (moment.due <= now) {
    for (const Absence& away : AbsencesOf(absences_, person)) {
      if (away.from > now && away.until > away.from) gone = std::min(gone.value_or(kNever), away.from);
    }
    return gone;
  }
  if (moment.due == kNever) return std::nullopt;
  const Instant before = MustBeBackBefore(moment.due);
  Parts(person, std::max(now, moment.earliest), [&](const Span& part) {
    if (part.from >= before) return false;
    gone = std::min(part.to, before);
    return true;
  });
  return gone && *gone < moment.due ? gone : std::nullopt;
}

Instant Attendance::OwnTimeAfter(const std::string& person, Instant from, Millis wanted) const {
  Instant after = kNever;
  Parts(person, from, [&](const Span& part) {
    if (wanted <= part.to - part.from) {
      after = part.from + wanted;
      return false;
    }
    wanted -= part.to - part.from;
    return true;
  });
  return after;
}

std::vector<std::string> Attendance::Deputies(const std::string& person) const {
  std::vector<std::string> chain;
  const Person* next = firm_.FindPerson(person);
  if (!next) return chain;
  while ((next = firm_.FindPerson(next->deputy)) != nullptr && next->id != person && !Contains(chain, next->id)) {
    chain.push_back(next->id);
  }
  return chain;
}

std::vector<std::string> Attendance::ThereOf(const std::vector<std::string>& people, Instant at) const {
  std::vector<std::string> there;
  for (const std::string& person : people) {
    if (IsThere(person, at)) there.push_back(person);
  }
  return there;
}

std::string Attendance::WhoActs(const std::string& person, Instant at) const {
  if (IsThere(person, at)) return person;
  for (const std::string& deputy : Deputies(person)) {
    if (IsThere(deputy, at)) return deputy;
  }
  return "";
}

std::vector<std::string> Attendance::Managers(Instant at) const {
  if (std::string acts = WhoActs(branch_.manager, at); !acts.empty()) return {acts};
  std::vector<std::string> head_office, others = branch_.answer_order;
  for (const Person& person : firm_.people) {
    if (person.role == Role::kHeadOffice) head_office.push_back(person.id);
    const bool belongs = person.branches.empty() || Contains(person.branches, branch_.id);
    if (belongs && person.role != Role::kOperator) others.push_back(person.id);
  }
  if (auto there = ThereOf(head_office, at); !there.empty()) return there;
  if (auto there = ThereOf(others, at); !there.empty()) return {there.front()};
  return {branch_.manager};  // whom each branch of the year has
}

}  // namespace krul::simulation
