// Who can act at an instant: by absences, own hours, and the firm in force; and who stands in. One answer for quote,
// routing, forwarding, reopening, undo, pool, escalation, alarms, rounds and forecast. Pure.
//
// Own hours are those of the person's calendar in the person's zone; where the firm file gives none, those of the
// branch in question when the person belongs to it (or to all), else of the person's first branch. A day off is being
// away.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/domain/calendar/business_calendar.h"
#include "services/domain/firm/firm.h"

namespace krul::domain {

enum class AbsenceKind { kOther, kHoliday, kMeeting, kUnplanned };

// Away at or after `from`, back at `until`; kNever: until told otherwise.
struct Absence {
  Instant from{};
  Instant until = kNever;
  std::string id = {};  // of this absence among all
  AbsenceKind kind = AbsenceKind::kOther;
  std::string note = {};  // seen by the person and by managers
  bool operator==(const Absence&) const = default;
};
// By person; those of one may overlap.
using Absences = std::map<std::string, std::vector<Absence>, std::less<>>;

// A moment that somebody is to meet: by `due_at`, and not before the caller's own earliest moment.
struct MomentToMeet {
  Instant due_at = kNever;
  Instant earliest_at{};
};

// Of one branch: it is open by that branch's hours. A view on what outlives it, for one thread, cheap to make.
class Availability {
 public:
  Availability(const Firm& firm, const Branch& branch, const Absences& absences)
      : firm_(firm), branch_(branch), absences_(absences), open_(firm.CalendarOf(branch), branch.time_zone) {}

  // The first instant at or after `at` at which the person is there. kNever: not in the firm file, or away until told
  // otherwise.
  Instant ThereFrom(std::string_view person, Instant at) const;
  // There at `at`; while the branch is closed, at its next opening.
  bool IsThere(std::string_view person, Instant at) const;
  // In some part of [from, to).
  bool IsThereWithin(std::string_view person, Instant from, Instant to) const { return ThereFrom(person, from) < to; }

  // Whether who is asked at `now` can meet a moment: there from its earliest on, or back before it is due; where it
  // falls outside the branch's hours, by the opening after it. What is late already waits for own hours, by the next
  // working day, and for no absence.
  bool CanMeet(std::string_view person, const MomentToMeet& moment, Instant now) const;
  // Of who can: the instant from which this must be asked again, because no part of his time is left before the moment.
  // nullopt: he is there until then.
  std::optional<Instant> CanMeetUntil(std::string_view person, const MomentToMeet& moment, Instant now) const;

  // The instant at which `amount` of the person's own time, absences left out, has passed since `from`. kNever: never.
  Instant After(std::string_view person, Instant from, Millis amount) const;

  // The first of the chain of deputies for whom `suits` holds; each is asked once, so that a loop ends.
  const Person* StandIn(std::string_view person, const std::function<bool(const Person&)>& suits) const;
  // The person, or who stands in; empty: neither is there at `at`.
  std::string WhoActs(std::string_view person, Instant at) const;

  const Firm& firm() const { return firm_; }
  const Branch& branch() const { return branch_; }

 private:
  BusinessCalendar OwnHours(const Person& person) const;
  // Not before the absences that cover `at` are over.
  Instant PastAbsences(std::string_view person, Instant at) const;
  // The earliest absence that begins at or after `at`; nullptr: none.
  const Absence* NextAbsence(std::string_view person, Instant at) const;
  Instant MustBeThereBefore(Instant due_at) const;

  const Firm& firm_;
  const Branch& branch_;
  const Absences& absences_;
  BusinessCalendar open_;
};

// Nobody is away.
const Absences& NoAbsences();

}  // namespace krul::domain
