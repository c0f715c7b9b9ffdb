#include "tests/simulation/promise_model.h"

#include <algorithm>
#include <chrono>

#include "absl/strings/str_cat.h"
#include "services/domain/promise/promise.h"

namespace krul::simulation {
using namespace domain;
using namespace std::chrono_literals;

namespace {

template <class... Commands>
bool Is(const Command& command) {
  return (std::holds_alternative<Commands>(command) || ...);
}

std::string Shown(std::optional<Instant> at) { return at ? std::to_string(ToMillis(*at)) : "-"; }

}  // namespace

PromiseModel::PromiseModel(const FirmVersions& firms, const Absences& absences, std::string branch, std::string id)
    : firms_(firms), absences_(absences), branch_(std::move(branch)), id_(std::move(id)) {}

std::string PromiseModel::holder() const { return now_.assignee.kind == Party::Kind::kPerson ? now_.assignee.id : ""; }

std::optional<Instant> PromiseModel::Planned(Timer timer) const {
  const auto found = now_.fires.find(timer);
  return found == now_.fires.end() ? std::nullopt : std::optional(found->second);
}

bool PromiseModel::OnThePhone(Instant now) const {
  const auto lease = now_.fires.find(Timer::kLease);
  return now_.state == State::kCalling && lease != now_.fires.end() && now < lease->second;
}

Instant PromiseModel::PhonedAt(const std::string& actor, Instant now) const {
  if (now_.on_the_phone == actor) return now_.phoned_at.value_or(now);
  const bool still = now_.phoned_last == actor && now_.phoned_last_at && now - *now_.phoned_last_at <= 2h;
  return still ? *now_.phoned_last_at : now;
}

std::optional<Reason> PromiseModel::Refuses(const Command& command, const std::string& actor, Role role,
                                            Instant told) const {
  const Instant now = std::max(told, latest_at_);
  const bool for_services = Is<Assign, JudgeHolder, FollowFirm, LookAt>(command);
  if (for_services != (role == Role::kService) || role == Role::kOperator) return Reason::kNotAllowed;
  if (Is<EraseCaller>(command) && role != Role::kManager && role != Role::kHeadOffice) return Reason::kNotAllowed;
  if (Is<EraseCaller>(command)) return now_.open ? std::optional(Reason::kNotClosed) : std::nullopt;
  if (for_services || Is<Note, HandleAtDesk>(command)) return std::nullopt;
  if (Is<Reopen>(command)) {
    if (now_.open) return Reason::kNotClosed;
    if (now_.erased) return Reason::kErased;
    if (now_.handled_at_desk) return Reason::kClosed;
    return std::nullopt;
  }
  if (const auto* undo = std::get_if<Undo>(&command)) {
    if (!before_ || undo->sequence != events_ || undoable_ != events_) return Reason::kNotLatest;
    if (now > undoable_at_ + 10min) return Reason::kUndoTooLate;
    if (OnThePhone(now) && now_.on_the_phone != actor) return Reason::kSomebodyIsCalling;
    return std::nullopt;
  }
  if (!now_.open) return Reason::kClosed;
  if (Is<Renegotiate, Chase>(command)) return std::nullopt;
  if (OnThePhone(now) && (now_.on_the_phone != actor || Is<Acknowledge>(command))) return Reason::kSomebodyIsCalling;
  if (Is<RecordAttempt>(command) && now_.attempts >= 50) return Reason::kTooManyAttempts;
  if (const auto* complete = std::get_if<Complete>(&command)) {
    const bool gives_up = complete->disposition == Disposition::kMaxAttemptsExceeded;
    if (gives_up && now_.failed_attempts < firm().attempts_before_giving_up) return Reason::kTooFewAttempts;
  }
  const auto* forward = std::get_if<Forward>(&command);
  const bool to_a_person = forward && forward->assignee.kind == Party::Kind::kPerson;
  if (to_a_person && !forward->although_away && !People().CanMeet(forward->assignee.id, HoldingNow().moment, now)) {
    return Reason::kAssigneeAway;
  }
  return std::nullopt;
}

std::string PromiseModel::Follow(const Command& command, const std::string& actor, const changes::Applied& applied) {
  happened_.clear();
  looked_ = judges_ = false;
  const Holding holding = HoldingNow();
  const auto before = std::make_shared<const Situation>(now_);
  const std::int64_t events = events_;
  const Instant now = std::max(applied.now, latest_at_);
  Do(command, actor, now);
  EndWith(holding, now);
  if (!differs_.empty()) return differs_;
  if (happened_ != applied.events) {
    std::string words = "other events than expected, by number:";
    for (const EventType type : applied.events) absl::StrAppend(&words, " ", static_cast<int>(type));
    absl::StrAppend(&words, " instead of");
    for (const EventType type : happened_) absl::StrAppend(&words, " ", static_cast<int>(type));
    absl::StrAppend(&words, "; now ", ToMillis(now), ", due ", ToMillis(now_.promise.due), ", at risk ",
                    ToMillis(now_.promise.at_risk));
    for (const Step& step : now_.promise.steps) {
      absl::StrAppend(&words, ", step of ", static_cast<int>(step.spec.condition), " at ", ToMillis(step.at),
                      step.taken ? " taken" : "");
    }
    return words;
  }
  const auto is_other = [&](Timer timer) {
    return before->fires.contains(timer) != now_.fires.contains(timer) ||
           (now_.fires.contains(timer) && before->fires.at(timer) != now_.fires.at(timer));
  };
  const bool judged_otherwise = is_other(Timer::kHolder) || is_other(Timer::kAcknowledge) ||
                                before->away_told != now_.away_told || before->away_told_until != now_.away_told_until;
  if (applied.changed != (events_ != events || looked_ || (judges_ && judged_otherwise))) {
    return "changed without an event, or the other way round";
  }
  if (applied.changed) {
    ++changes_;
    const bool by_a_person =
        !Is<Note, HandleAtDesk, Assign, JudgeHolder, FollowFirm, Undo, EraseCaller, LookAt>(command);
    before_ = by_a_person ? before : nullptr;
    undoable_ = events_;
    undoable_at_ = latest_at_ = now;
  }
  return Compare(applied.record);
}

std::string PromiseModel::Compare(const CallbackRecord& record) const {
  std::string differs;
  const auto same = [&](const char* what, const auto& expected, const auto& found) {
    if (expected != found) absl::StrAppend(&differs, what, " ");
  };
  const auto same_time = [&](const char* what, std::optional<Instant> expected, std::optional<Instant> found) {
    if (expected != found) absl::StrAppend(&differs, what, " ", Shown(found), " instead of ", Shown(expected), " ");
  };
  const PromiseMade& promise = now_.promise;
  same("version", changes_, record.version);
  same("open", now_.open, record.open());
  same("state", now_.state, record.state);
  same("assignee", now_.assignee, record.assignee);
  same("waiting in the pool", now_.waits, record.waits_for_people);
  same("meant for", now_.meant_for, record.meant_for);
  same("passed over", now_.passed_over, record.passed_over);
  same("away told", now_.away_told, record.away_told);
  same("alarms that wait", now_.to_tell.size(), record.to_tell.size());
  if (now_.open) {
    same_time("in the pool since", now_.pooled, record.pooled_at);
    same_time("holder gone", Planned(Timer::kHolder), record.holder_gone_at);
    same_time("offer", Planned(Timer::kOffer), record.offer_at);
    same_time("to tell", Planned(Timer::kTell), record.tell_at);
    same_time("away told until", now_.away_told_until, record.away_told_until);
  }
  same("window", now_.window, record.window);
  same("promise", promise.number, record.promise.number);
  same("firm version", promise.version, record.promise.firm_version);
  same("former promises", now_.former.size(), record.former_promises.size());
  same_time("due", promise.due, record.promise.due_at);
  same_time("original due", promise.original_due, record.promise.original_due_at);
  same_time("at risk", promise.at_risk, record.promise.at_risk_at);
  same_time("reached", promise.reached, record.promise.reached_at);
  same_time("attempted", promise.attempted, record.promise.attempted_at);
  same_time("met", promise.met, record.promise.met_at);
  same("agreements", promise.agreements, record.promise.moment - 1);
  same("agreed person", promise.agreed_person, record.promise.agreed_person);
  same("agreed otherwise", promise.agreed_otherwise, record.promise.agreed_otherwise);
  same("verdict", promise.verdict, record.promise.verdict);
  same("chasers", now_.chasers, record.chaser_count);
  same("attempts", now_.attempts, static_cast<int>(record.attempts.size()));
  same("erased", now_.erased, record.erased);
  same("personal data", now_.erased || now_.handled_at_desk, record.sealed.caller.name.empty());
  same("events", events_, static_cast<std::int64_t>(record.history.size()));
  same("steps", promise.steps.size(), record.promise.steps.size());
  for (std::size_t i = 0; i < std::min(promise.steps.size(), record.promise.steps.size()); ++i) {
    const Step& step = promise.steps[i];
    const PlannedStep& planned = record.promise.steps[i];
    same("step", step.taken, planned.taken);
    same("its condition", step.spec.condition, planned.step.condition);
    same("its recipient", step.spec.recipient, planned.step.recipient);
    same("its delay", step.spec.delay, planned.step.delay);
  }
  same_time("next look", NextLook(), domain::NextLook(record));
  return differs;
}

void PromiseModel::Happened(EventType type) {
  happened_.push_back(type);
  ++events_;
}

}  // namespace krul::simulation
