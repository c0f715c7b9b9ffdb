#include "services/domain/callback/possible.h"

#include <algorithm>
#include <array>

#include "absl/strings/str_cat.h"
#include "services/domain/limits.h"
#include "services/domain/promise/promise.h"

namespace krul::domain {
namespace {

std::optional<Reason> ReasonAgainst(const CallbackRecord& record, const CommandTraits& traits) {
  if (traits.needs_open && !record.open()) return Reason::kClosed;
  if (!traits.closes && record.history.size() + limits::kHistoryReserve > limits::kHistoryEvents) {
    return Reason::kHistoryFull;
  }
  return std::nullopt;
}

bool CanBeUndone(const CallbackRecord& record) {
  return record.undo && !record.history.empty() && record.history.back().sequence == record.undo->sequence;
}

// What the action itself asks, before anybody's call is respected.
std::optional<Reason> ReasonOfAction(const CallbackRecord& record, Action action, Instant now) {
  switch (action) {
    case Action::kReopen:
      if (record.open()) return Reason::kNotClosed;
      if (record.erased) return Reason::kErased;
      if (record.disposition == Disposition::kHandledAtDesk) return Reason::kClosed;
      return std::nullopt;
    case Action::kUndo:
      if (!CanBeUndone(record)) return Reason::kNotLatest;
      if (now > record.undo->at + limits::kUndoLife) return Reason::kUndoTooLate;
      return std::nullopt;
    case Action::kEraseCaller:
      if (record.open()) return Reason::kNotClosed;
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

std::optional<Reason> ReasonOfCall(const CallbackRecord& record, Action action, const std::string& person,
                                   Instant now) {
  if (!TraitsOf(action).waits_for_call || !SomebodyCalls(record, now)) return std::nullopt;
  if (record.calling_person != person) return Reason::kSomebodyIsCalling;
  return action == Action::kAcknowledge ? std::optional(Reason::kSomebodyIsCalling) : std::nullopt;
}

// Of this promise: a reopened one begins anew.
int FailedAttempts(const CallbackRecord& record) {
  return static_cast<int>(std::count_if(record.attempts.begin(), record.attempts.end(), [&](const Attempt& attempt) {
    return attempt.at >= record.promise.made_at && !IsReached(attempt.outcome);
  }));
}

std::optional<Reason> ReasonOfAttempts(const CallbackRecord& record, Action action) {
  if (action == Action::kRecordAttempt && record.attempts.size() >= limits::kMaxAttempts) {
    return Reason::kTooManyAttempts;
  }
  if (action == Action::kGiveUp && FailedAttempts(record) < record.promise.attempts_before_giving_up) {
    return Reason::kTooFewAttempts;
  }
  return std::nullopt;
}

std::optional<Reason> ReasonAgainst(const CallbackRecord& record, Action action, const std::string& person,
                                    Instant now) {
  if (const auto reason = ReasonAgainst(record, TraitsOf(action))) return reason;
  if (const auto reason = ReasonOfAction(record, action, now)) return reason;
  if (const auto reason = ReasonOfCall(record, action, person, now)) return reason;
  return ReasonOfAttempts(record, action);
}

std::string SentenceOf(Reason reason, const CallbackRecord& record, Action action, const std::string& person) {
  switch (reason) {
    case Reason::kClosed:
      return action == Action::kReopen ? "It was handled at the desk and promised nothing: note a new callback."
                                       : "This callback is closed: reopen it, or note a new one.";
    case Reason::kHistoryFull:
      return "The history of this callback is full: complete or cancel it.";
    case Reason::kNotClosed:
      return action == Action::kReopen ? "This callback is open: there is nothing to reopen."
                                       : "This callback is open: complete or cancel it before the caller is forgotten.";
    case Reason::kErased:
      return "The caller's data are erased: note a new callback.";
    case Reason::kNotLatest:
      return "Only the latest event can be undone, and only one that a person made: read the callback again.";
    case Reason::kUndoTooLate:
      return "An event can be undone for 10 minutes: reopen it, or correct it by a new one.";
    case Reason::kSomebodyIsCalling:
      return record.calling_person == person ? "You are calling already: it is yours."
                                             : record.calling_person + " is on the phone with the caller now.";
    case Reason::kTooManyAttempts:
      return "No more attempts fit this callback: complete or cancel it.";
    case Reason::kTooFewAttempts:
      return absl::StrCat("Given up only after ", record.promise.attempts_before_giving_up,
                          " failed attempts; there are ", FailedAttempts(record), ".");
    default:
      return "This cannot be done now: read the callback again.";
  }
}

Arguments ArgumentsOf(Reason reason, const CallbackRecord& record) {
  switch (reason) {
    case Reason::kSomebodyIsCalling:
      return {{"person", record.calling_person}};
    case Reason::kTooFewAttempts:
      return {{"needed", record.promise.attempts_before_giving_up}, {"made", FailedAttempts(record)}};
    case Reason::kUndoTooLate:
      return {{"minutes", limits::kUndoLife / std::chrono::minutes(1)}};
    default:
      return {};
  }
}

// Times between which nothing changes by itself: each begins one and ends the one before.
std::vector<Instant> TurningPoints(const CallbackRecord& record) {
  std::vector<Instant> points = {Instant{}};
  const Instant latest = record.last_event_at();
  if (SomebodyCalls(record, latest)) points.push_back(FirstInstantAfter(*record.lease_until));
  if (CanBeUndone(record)) points.push_back(FirstInstantAfter(record.undo->at + limits::kUndoLife));
  std::sort(points.begin(), points.end());
  points.erase(std::unique(points.begin(), points.end()), points.end());
  return points;
}

std::vector<Role> RolesOf(Audience audience) {
  std::vector<Role> roles;
  for (const Role role : {Role::kDesk, Role::kColleague, Role::kManager, Role::kHeadOffice}) {
    if (Includes(audience, role)) roles.push_back(role);
  }
  return roles;
}

// Puts the action into the row of the same people and time; rows come in the order of their first action.
void AddTo(std::vector<PossibleRow>& rows, PossibleRow row) {
  for (PossibleRow& known : rows) {
    if (known.roles != row.roles || known.only_person != row.only_person || known.from != row.from ||
        known.until != row.until) {
      continue;
    }
    known.actions.push_back(row.actions.front());
    return;
  }
  rows.push_back(std::move(row));
}

}  // namespace

bool SomebodyCalls(const CallbackRecord& record, Instant now) {
  return record.state == State::kCalling && record.lease_until && *record.lease_until >= now;
}

std::optional<Refusal> HindranceOf(const CallbackRecord& record, const CommandTraits& traits) {
  const auto reason = ReasonAgainst(record, traits);
  if (!reason) return std::nullopt;
  return Refusal{*reason, SentenceOf(*reason, record, Action::kAcknowledge, ""), {}, ArgumentsOf(*reason, record)};
}

std::optional<Refusal> HindranceOf(const CallbackRecord& record, Action action, const std::string& person,
                                   Instant now) {
  const auto reason = ReasonAgainst(record, action, person, now);
  if (!reason) return std::nullopt;
  return Refusal{*reason, SentenceOf(*reason, record, action, person), {}, ArgumentsOf(*reason, record)};
}

Possible PossibleOf(const CallbackRecord& record) {
  Possible possible;
  if (CanBeUndone(record)) possible.undo_sequence = record.undo->sequence;
  const std::vector<Instant> points = TurningPoints(record);
  const auto at = [&](std::size_t i) { return std::max(points[i], record.last_event_at()); };
  // Runs of time in which `person` may; what everybody may is not told of the one who calls again.
  const auto add_runs = [&](Action action, const std::string& person, bool unless_everybody) {
    const auto may = [&](std::size_t i) {
      return !ReasonAgainst(record, action, person, at(i)) &&
             !(unless_everybody && !ReasonAgainst(record, action, "", at(i)));
    };
    for (std::size_t i = 0; i < points.size(); ++i) {
      if (!may(i)) continue;
      PossibleRow row{RolesOf(TraitsOf(action).audience), {action}, person, points[i], kNever};
      while (i + 1 < points.size() && may(i + 1)) ++i;
      if (i + 1 < points.size()) row.until = points[i + 1] - Millis(1);
      AddTo(possible.rows, std::move(row));
    }
  };
  for (const Action action : kActions) {
    if (action == Action::kEraseCaller && record.erased) continue;  // done already
    add_runs(action, "", false);
    if (SomebodyCalls(record, record.last_event_at())) add_runs(action, record.calling_person, true);
  }
  return possible;
}

}  // namespace krul::domain
