// Who has it, in the model: given, taken from who is away or has left, and what passed by while it was undone.
#include <chrono>

#include "tests/simulation/promise_model.h"

namespace krul::simulation {
using namespace domain;
using namespace std::chrono_literals;

namespace {

constexpr Millis kInstant(1);  // a limit may still be met at its very instant

}  // namespace

void PromiseModel::GiveTo(const Party& party, Instant now) {
  HangUp();
  now_.state = State::kAssigned;
  now_.assignee = party;
  now_.waits = false;
  now_.away_told.clear();
  now_.fires.erase(Timer::kAssign);
  now_.fires.erase(Timer::kAcknowledge);
  if (party.kind != Party::Kind::kPerson) return;
  const Person* person = holder();
  const CalendarRules& hours = person ? firm().CalendarOf(*person, home()) : firm().CalendarOf(home());
  const BusinessCalendar theirs(hours, home().time_zone);
  now_.fires[Timer::kAcknowledge] = theirs.Add(now, promised_category().acknowledge_within) + kInstant;
}

void PromiseModel::LeaveToAssign(Instant now) {
  now_.state = State::kNoted;
  now_.assignee = {};
  now_.fires.erase(Timer::kAcknowledge);
  now_.fires[Timer::kAssign] = now + 60s + kInstant;
}

void PromiseModel::TakeFromAbsent(const std::string& person, Instant now) {
  if (now_.assignee != Party{Party::Kind::kPerson, person}) return;
  if (now_.state == State::kAssigned) {
    LeaveToAssign(now);
    return Happened(EventType::kReassigned);
  }
  if (now_.state != State::kAcknowledged || now_.away_told == person) return;
  now_.away_told = person;
  Happened(EventType::kHolderAway);
  ManagerIsTold();
}

void PromiseModel::FollowFirmIt(Instant now) {
  if (!now_.open) return;
  if (now_.assignee.kind == Party::Kind::kPerson && !holder()) TakeFromAbsent(now_.assignee.id, now);
  if (happened_.empty()) TellIfClosed(now);
}

// The firm went on while it was what is undone.
void PromiseModel::UndoIt(bool holder_is_away, Instant now) {
  now_ = *before_;
  Happened(EventType::kUndone);
  if (!now_.open) return;
  const bool has_left = now_.assignee.kind == Party::Kind::kPerson && !holder();
  if (has_left || holder_is_away) TakeFromAbsent(now_.assignee.id, now);
  TellIfClosed(now);
}

void PromiseModel::TellIfClosed(Instant now) {
  const Instant due = now_.promise.due;
  if (Settled() || due < now || now_.closed_told == firm().version) return;
  const bool was_open = PromisedMoments(under(), promised_home(), std::nullopt).IsOpenUntil(due);
  if (!was_open || Moments().IsOpenUntil(due)) return;
  now_.closed_told = firm().version;
  Happened(EventType::kClosedWhenDue);
  ManagerIsTold();
}

}  // namespace krul::simulation
