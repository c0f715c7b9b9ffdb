// Who has it, in the model: given, left to the pool, taken from who cannot meet the moment, asked for anew.
#include <algorithm>
#include <chrono>
#include <utility>

#include "absl/strings/str_cat.h"
#include "tests/simulation/promise_model.h"

namespace krul::simulation {
using namespace domain;
using namespace std::chrono_literals;

namespace {

constexpr Millis kInstant(1);  // a limit may still be met at its very instant

}  // namespace

PromiseModel::Holding PromiseModel::HoldingNow() const {
  return {now_.assignee, now_.state, {MomentAt(), Settled() ? Instant{} : CountsFrom()}};
}

void PromiseModel::GiveTo(const Party& party, EventType because, Instant now) {
  HangUp();
  now_.state = State::kAssigned;
  now_.assignee = party;
  now_.waits = false;
  now_.pooled.reset();
  now_.mine_since.reset();
  now_.away_told.clear();
  for (const Timer timer : {Timer::kAssign, Timer::kAcknowledge, Timer::kOffer}) now_.fires.erase(timer);
  Happened(because);
  if (holder().empty()) return;
  now_.mine_since = now;
  WaitForMine(now);
  Tell(holder(), absl::StrCat("event", events_));
}

// For so much of his own time as the category gives.
void PromiseModel::WaitForMine(Instant now) {
  const Instant by =
      People().OwnTimeAfter(holder(), now_.mine_since.value_or(now), promised_category().acknowledge_within);
  now_.fires.erase(Timer::kAcknowledge);
  if (by != kNever) now_.fires[Timer::kAcknowledge] = by + kInstant;
}

void PromiseModel::LeaveToPool(std::optional<Instant> offer, Instant now) {
  now_.waits = true;
  now_.pooled = now;
  if (offer) now_.fires[Timer::kOffer] = *offer;
  ManagerIsTold(EventType::kUnassignedAlarm, now);
}

void PromiseModel::PassOver() {
  if (holder().empty()) return;
  std::erase(now_.passed_over, holder());
  now_.passed_over.push_back(holder());
}

void PromiseModel::LeaveToAssign(Instant now) {
  now_.state = State::kNoted;
  now_.assignee = {};
  now_.mine_since.reset();
  now_.fires.erase(Timer::kAcknowledge);
  now_.fires[Timer::kAssign] = now + 60s + kInstant;
}

void PromiseModel::AssignIt(const Assign& assign, Instant now) {
  const bool from_pool = waits_in_pool() && assign.assignee.kind == Party::Kind::kPerson;
  if (now_.state != State::kNoted && !from_pool) return;
  GiveTo(assign.assignee, EventType::kAssigned, now);
  if (assign.alarm) LeaveToPool(assign.offer_at, now);
}

void PromiseModel::ForwardIt(const Forward& forward, Instant now) {
  PassOver();
  std::erase(now_.passed_over, forward.assignee.id);
  GiveTo(forward.assignee, EventType::kForwarded, now);
  now_.meant_for = forward.meant_for == Party{} ? forward.assignee : forward.meant_for;
  if (forward.alarm) LeaveToPool(forward.offer_at, now);
  if (holder().empty() || People().CanMeet(holder(), HoldingNow().moment, now)) return;
  KnowAway(now);
  std::vector<std::string> hear = People().Managers(now);
  for (const std::string& deputy : People().Deputies(holder())) {
    if (!People().CanMeet(deputy, HoldingNow().moment, now)) continue;
    hear = {deputy};
    break;
  }
  for (const std::string& person : hear) Tell(person, absl::StrCat("event", events_));
}

// Until he is there for it.
void PromiseModel::KnowAway(Instant now) {
  now_.away_told = holder();
  now_.away_told_until = People().ThereFrom(holder(), std::max(now, HoldingNow().moment.earliest));
  if (now_.away_told_until != kNever) now_.fires[Timer::kHolder] = now_.away_told_until;
}

void PromiseModel::Expire(const LookAt& look, Instant now) {
  PassOver();
  now_.mine_since.reset();
  now_.fires.erase(Timer::kAcknowledge);
  Happened(EventType::kAcknowledgementExpired);
  Begin(StepCondition::kUnacknowledged, now, PromisedCalendar());
  if (!AStepGivesItAway(now)) PassOn(look, now);
}

void PromiseModel::PassOn(const LookAt& look, Instant now) {
  if (!look.next_assignee) {
    now_.waits = false;
    return LeaveToAssign(now);
  }
  told_in_look_.emplace(StepCondition::kUnacknowledged, look.next_assignee->id);
  GiveTo(*look.next_assignee, EventType::kAssigned, now);
  if (look.next_is_alarm) LeaveToPool(look.offer_at, now);
}

void PromiseModel::Offer(const LookAt& look, Instant now) {
  now_.fires.erase(Timer::kOffer);
  if (!look.next_assignee || !look.next_is_alarm) return PassOn(look, now);
  if (look.offer_at && *look.offer_at > now) now_.fires[Timer::kOffer] = *look.offer_at;
}

// What was done last may have given it to somebody, or made it due otherwise.
void PromiseModel::EndWith(const Holding& before, Instant now) {
  if (!now_.open || (happened_.empty() && !looked_ && !judges_)) return;
  if (judges_ || before != HoldingNow()) SettleHolder(now);
  NeverWithoutLook(now);
}

void PromiseModel::SettleHolder(Instant now) {
  now_.fires.erase(Timer::kHolder);
  const std::string person = holder();
  if (person.empty() || now_.state == State::kCalling) return;
  const Attendance::Moment moment = HoldingNow().moment;
  const bool waits_for_mine = now_.state == State::kAssigned && now_.mine_since;
  if (People().CanMeet(person, moment, now)) {
    if (waits_for_mine) WaitForMine(now);
    now_.away_told.clear();
    now_.away_told_until = {};
    const bool is_reached_only = Settled() && !now_.missed_retry && !Planned(Timer::kRetry);
    const auto gone = is_reached_only ? std::nullopt : People().GoneFrom(person, moment, now);
    if (gone) now_.fires[Timer::kHolder] = *gone;
    return;
  }
  if (now_.away_told == person && now < now_.away_told_until) {
    if (waits_for_mine) WaitForMine(now);
    if (now_.away_told_until != kNever) now_.fires[Timer::kHolder] = now_.away_told_until;
    return;
  }
  const bool he_and_no_other = now_.promise.agreed_person == person && firm().FindPerson(person);
  if (now_.state == State::kAssigned && !he_and_no_other) {
    LeaveToAssign(now);
    return Happened(EventType::kReassigned);
  }
  KnowAway(now);
  if (now_.state == State::kAssigned) WaitForMine(now);
  Happened(EventType::kHolderAway);
  ManagerIsTold(EventType::kHolderAway, now);
}

// What was told meanwhile is not told again; who was there then may be gone, and so may the hours.
void PromiseModel::UndoIt(Instant now) {
  const bool was_open = now_.open;
  const auto told_at = Planned(Timer::kTell);
  auto to_tell = std::move(now_.to_tell);
  now_ = *before_;
  if (was_open) {
    now_.to_tell = std::move(to_tell);
    now_.fires.erase(Timer::kTell);
    if (told_at) now_.fires[Timer::kTell] = *told_at;
  }
  Happened(EventType::kUndone);
  if (now_.open) TellIfClosed(now);
  judges_ = true;
}

void PromiseModel::TellIfClosed(Instant now) {
  const Instant due = now_.promise.due;
  if (Settled() || due < now || now_.closed_told == firm().version) return;
  const bool was_open = PromisedMoments(under(), promised_home(), std::nullopt).IsOpenUntil(due);
  if (!was_open || Moments().IsOpenUntil(due)) return;
  now_.closed_told = firm().version;
  Happened(EventType::kClosedWhenDue);
  ManagerIsTold(EventType::kClosedWhenDue, now);
}

}  // namespace krul::simulation
