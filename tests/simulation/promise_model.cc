#include "tests/simulation/promise_model.h"

#include <algorithm>
#include <chrono>

#include "absl/strings/str_cat.h"
#include "services/domain/service_level.h"

namespace krul::simulation {
using namespace domain;
using namespace std::chrono_literals;

namespace {

constexpr Millis kInstant(1);  // a limit may still be met at its very instant
constexpr Millis kDay(24h);

template <class... Handlers>
struct Either : Handlers... {
  using Handlers::operator()...;
};
template <class... Handlers>
Either(Handlers...) -> Either<Handlers...>;

template <class T>
bool Is(const Command& command) {
  return std::holds_alternative<T>(command);
}

std::string Shown(std::optional<Instant> at) { return at ? std::to_string(ToMillis(*at)) : "-"; }

}  // namespace

PromiseModel::PromiseModel(const Firm& firm, std::string branch, std::string id)
    : firm_(firm), branch_(std::move(branch)), id_(std::move(id)) {}

BusinessCalendar PromiseModel::Calendar() const { return BusinessCalendar(firm_.CalendarOf(home()), home().time_zone); }

std::map<std::string, int> PromiseModel::Tallies() const {
  std::map<std::string, int> tallies;
  const auto judged = [&](PromiseStatus verdict) {
    if (verdict == PromiseStatus::kKept) ++tallies["kept"];
    if (verdict == PromiseStatus::kMissed) ++tallies["missed"];
    if (verdict == PromiseStatus::kNotJudged) ++tallies["not_judged"];
  };
  for (const PromiseStatus verdict : now_.former_verdicts) judged(verdict);
  if (now_.verdict && !now_.handled_at_desk) judged(*now_.verdict);
  if (now_.open && !Settled() && now_.at_risk_told) ++tallies[now_.broken_told ? "broken" : "at_risk"];
  return tallies;
}

bool PromiseModel::OnThePhone(Instant now) const {
  const auto lease = now_.fires.find(Timer::kLease);
  return now_.state == State::kCalling && lease != now_.fires.end() && now < lease->second;
}

Instant PromiseModel::PhonedAt(const std::string& actor, Instant now) const {
  return now_.on_the_phone == actor ? now_.phoned_at.value_or(now) : now;
}

std::optional<Reason> PromiseModel::Refuses(const Command& command, const std::string& actor, Instant told) const {
  const Instant now = std::max(told, latest_at_);
  if (Is<Assign>(command) || Is<Unassign>(command) || Is<LookAt>(command)) return std::nullopt;
  if (Is<Note>(command) || Is<HandleAtDesk>(command)) return std::nullopt;
  if (Is<Reopen>(command)) {
    if (now_.open) return Reason::kNotClosed;
    if (now_.erased) return Reason::kErased;
    if (now_.handled_at_desk) return Reason::kClosed;
    return std::nullopt;
  }
  if (const auto* undo = std::get_if<Undo>(&command)) {
    if (!before_ || undo->sequence != events_ || undoable_ != events_) return Reason::kNotLatest;
    if (now > undoable_at_ + 10min) return Reason::kUndoTooLate;
    return std::nullopt;
  }
  if (!now_.open) return Reason::kClosed;
  if (Is<Renegotiate>(command) || Is<Chase>(command)) return std::nullopt;
  if (OnThePhone(now) && (now_.on_the_phone != actor || Is<Acknowledge>(command))) return Reason::kSomebodyIsCalling;
  if (Is<RecordAttempt>(command) && now_.attempts >= 50) return Reason::kTooManyAttempts;
  if (const auto* complete = std::get_if<Complete>(&command)) {
    const bool gives_up = complete->disposition == Disposition::kMaxAttemptsExceeded;
    if (gives_up && now_.failed_attempts < firm_.attempts_before_giving_up) return Reason::kTooFewAttempts;
  }
  return std::nullopt;
}

std::string PromiseModel::Follow(const Command& command, const std::string& actor, const store::Applied& applied) {
  happened_.clear();
  const auto before = std::make_shared<const Situation>(now_);
  const std::int64_t events = events_;
  const Instant now = std::max(applied.now, latest_at_);
  Do(command, actor, now);
  if (happened_ != applied.events) {
    std::string words = "other events than expected, by number:";
    for (const EventType type : applied.events) absl::StrAppend(&words, " ", static_cast<int>(type));
    absl::StrAppend(&words, " instead of");
    for (const EventType type : happened_) absl::StrAppend(&words, " ", static_cast<int>(type));
    absl::StrAppend(&words, "; now ", ToMillis(now), ", due ", ToMillis(now_.due), ", at risk ",
                    ToMillis(now_.at_risk));
    for (const Step& step : now_.steps) {
      absl::StrAppend(&words, ", step of ", static_cast<int>(step.spec.condition), " at ", ToMillis(step.at),
                      step.taken ? " taken" : "");
    }
    return words;
  }
  if (applied.changed != (events_ != events)) return "changed without an event, or the other way round";
  if (applied.changed) {
    const bool by_a_person = !Is<Note>(command) && !Is<HandleAtDesk>(command) && !Is<Assign>(command) &&
                             !Is<Unassign>(command) && !Is<Undo>(command) && !Is<LookAt>(command);
    before_ = by_a_person ? before : nullptr;
    undoable_ = events_;
    undoable_at_ = latest_at_ = now;
  }
  return Compare(applied.record);
}

std::string PromiseModel::Compare(const CallbackRecord& record) const {
  std::string differs;
  const auto same = [&](const char* what, auto expected, auto found) {
    if (expected != found) absl::StrAppend(&differs, what, " ");
  };
  const auto same_time = [&](const char* what, std::optional<Instant> expected, std::optional<Instant> found) {
    if (expected != found) absl::StrAppend(&differs, what, " ", Shown(found), " instead of ", Shown(expected), " ");
  };
  same("open", now_.open, record.open());
  same("state", now_.state, record.state);
  same("assignee", now_.assignee.id, record.assignee.id);
  same("assignee's kind", now_.assignee.kind, record.assignee.kind);
  same("promise", now_.promise, record.promise.number);
  same_time("due", now_.due, record.promise.due_at);
  same_time("original due", now_.original_due, record.promise.original_due_at);
  same_time("at risk", now_.at_risk, record.promise.at_risk_at);
  same_time("reached", now_.reached, record.promise.reached_at);
  same_time("attempted", now_.attempted, record.promise.attempted_at);
  same("verdict", now_.verdict.has_value(), record.promise.verdict.has_value());
  if (now_.verdict && record.promise.verdict) same("verdict", *now_.verdict, *record.promise.verdict);
  same("chasers", now_.chasers, record.chaser_count);
  same("attempts", now_.attempts, static_cast<int>(record.attempts.size()));
  same("erased", now_.erased, record.erased);
  same("personal data", now_.erased || now_.handled_at_desk, record.sealed.caller.name.empty());
  same("events", events_, static_cast<std::int64_t>(record.history.size()));
  same("steps", now_.steps.size(), record.promise.steps.size());
  for (std::size_t i = 0; i < std::min(now_.steps.size(), record.promise.steps.size()); ++i) {
    same("step", now_.steps[i].taken, record.promise.steps[i].taken);
  }
  same_time("next look", NextLook(), domain::NextLook(record));
  return differs;
}

void PromiseModel::Happened(EventType type) {
  happened_.push_back(type);
  ++events_;
}

void PromiseModel::Promise(Instant due, Instant now) {
  now_.due = now_.original_due = due;
  now_.reached = now_.attempted = std::nullopt;
  now_.at_risk_told = now_.broken_told = false;
  now_.verdict.reset();
  now_.steps.clear();
  for (const EscalationStep& step : category_->escalation) now_.steps.push_back({step});
  now_.at_risk = due;
  if (due > now) {
    const BusinessCalendar calendar = Calendar();
    const Millis open = calendar.Between(now, due);
    const bool agreed_after_hours = category_->at_risk_before == Millis(0) && open == Millis(0);
    const Millis margin = category_->at_risk_before > Millis(0) ? category_->at_risk_before : open / 4;
    now_.at_risk = agreed_after_hours ? due - (due - now) / 4 : calendar.Subtract(due, margin, now);
  }
  Begin(StepCondition::kAtRisk, now_.at_risk);
  Begin(StepCondition::kBroken, due + kInstant);
}

void PromiseModel::HangUp() {
  if (now_.state == State::kCalling) now_.state = State::kAcknowledged;
  now_.fires.erase(Timer::kLease);
  now_.on_the_phone.clear();
  now_.phoned_at.reset();
}

void PromiseModel::Take(const std::string& actor) {
  now_.assignee = {Party::Kind::kPerson, actor};
  now_.fires.erase(Timer::kAssign);
  now_.fires.erase(Timer::kAcknowledge);
  if (now_.state == State::kNoted || now_.state == State::kAssigned) now_.state = State::kAcknowledged;
}

void PromiseModel::GiveTo(const Party& party, Instant now) {
  HangUp();
  now_.state = State::kAssigned;
  now_.assignee = party;
  now_.fires.erase(Timer::kAssign);
  now_.fires.erase(Timer::kAcknowledge);
  if (party.kind != Party::Kind::kPerson) return;
  const BusinessCalendar theirs(firm_.CalendarOf(*firm_.FindPerson(party.id), home()), home().time_zone);
  now_.fires[Timer::kAcknowledge] = theirs.Add(now, category_->acknowledge_within) + kInstant;
}

void PromiseModel::Close(State state, Disposition disposition, Instant now) {
  HangUp();
  now_.open = false;
  now_.state = state;
  now_.fires.clear();
  now_.fires[Timer::kErase] = now + kDay * firm_.erase_after_days;
  const auto in_time = [&](std::optional<Instant> at) { return at && *at <= now_.original_due; };
  if (now_.handled_at_desk) {
    now_.verdict = PromiseStatus::kNotJudged;
  } else if (in_time(now_.reached) || in_time(now_.attempted)) {
    now_.verdict = PromiseStatus::kKept;
  } else if (now > now_.original_due) {
    now_.verdict = PromiseStatus::kMissed;
  } else {
    const bool caller_first = disposition == Disposition::kCallerReachedUs || disposition == Disposition::kResolved;
    now_.verdict = caller_first ? PromiseStatus::kKept : PromiseStatus::kNotJudged;
  }
}

void PromiseModel::Do(const Command& command, const std::string& actor, Instant now) {
  std::visit(
      Either{
          [&](const Note& note) {
            category_ = firm_.FindCategory(note.category);
            requested_ = note.requested;
            now_.fires[Timer::kAssign] = now + 60s + kInstant;
            Promise(note.due_at, now);
            Happened(EventType::kNoted);
          },
          [&](const HandleAtDesk& handled) {
            category_ = firm_.FindCategory(handled.category);
            now_.handled_at_desk = true;
            now_.due = now_.original_due = now_.at_risk = now;
            Close(State::kCompleted, Disposition::kHandledAtDesk, now);
            Happened(EventType::kHandledAtDesk);
          },
          [&](const Assign& assign) {
            if (now_.state != State::kNoted) return;
            GiveTo(assign.assignee, now);
            Happened(EventType::kAssigned);
          },
          [&](const Unassign& unassign) {
            if (now_.state != State::kAssigned || now_.assignee != Party{Party::Kind::kPerson, unassign.person}) return;
            now_.state = State::kNoted;
            now_.assignee = {};
            now_.fires.erase(Timer::kAcknowledge);
            now_.fires[Timer::kAssign] = now + 60s + kInstant;
            Happened(EventType::kReassigned);
          },
          [&](const FollowFirm&) {},
          [&](const Acknowledge&) {
            HangUp();
            Take(actor);
            Happened(EventType::kAcknowledged);
          },
          [&](const BeginCall&) {
            Take(actor);
            now_.state = State::kCalling;
            now_.on_the_phone = actor;
            now_.phoned_at = now;
            now_.fires[Timer::kLease] = now + 15min + kInstant;
            Happened(EventType::kCallBegun);
          },
          [&](const RecordAttempt& attempt) {
            const Instant at = PhonedAt(actor, now);
            Take(actor);
            HangUp();
            const bool spoken = attempt.outcome == Outcome::kConnected || attempt.outcome == Outcome::kRescheduled;
            auto& first = spoken ? now_.reached : now_.attempted;
            if (!first) first = at;
            ++now_.attempts;
            now_.failed_attempts += !spoken;
            now_.fires.erase(Timer::kReminder);
            now_.fires.erase(Timer::kRetry);
            if (attempt.call_again_at) {
              now_.fires[Timer::kRetry] = *attempt.call_again_at + kInstant;
            } else if (attempt.outcome != Outcome::kConnected) {
              const Millis wait = category_->retry_after > Millis(0) ? category_->retry_after : Millis(2h);
              now_.fires[Timer::kRetry] = Calendar().Add(now, wait) + kInstant;
            }
            if (attempt.outcome == Outcome::kConnected) now_.fires[Timer::kReminder] = Reminder(now);
            for (Step& step : now_.steps) {
              if (step.spec.condition == StepCondition::kRetryDue) step = {step.spec};
            }
            Happened(EventType::kAttempted);
          },
          [&](const Forward& forward) {
            now_.expired.erase(forward.assignee.id);
            GiveTo(forward.assignee, now);
            Happened(EventType::kForwarded);
          },
          [&](const Renegotiate& agreed) {
            const Instant original = now_.original_due;
            const Situation kept = now_;
            Promise(agreed.due_at, now);
            const Instant at_risk = now_.at_risk;
            now_ = kept;
            now_.due = agreed.due_at;
            now_.original_due = original;
            now_.at_risk = at_risk;
            now_.at_risk_told = now_.broken_told = false;
            Begin(StepCondition::kAtRisk, at_risk);
            Begin(StepCondition::kBroken, agreed.due_at + kInstant);
            Happened(EventType::kRenegotiated);
          },
          [&](const Chase&) {
            ++now_.chasers;
            Happened(EventType::kChased);
          },
          [&](const Complete& complete) {
            if (complete.disposition == Disposition::kResolved && !now_.reached) now_.reached = PhonedAt(actor, now);
            Close(State::kCompleted, complete.disposition, now);
            Happened(EventType::kCompleted);
          },
          [&](const Cancel& cancel) {
            Close(State::kCancelled, cancel.disposition, now);
            Happened(EventType::kCancelled);
          },
          [&](const Reopen&) {
            now_.former_verdicts.push_back(*now_.verdict);
            now_.open = true;
            now_.fires.clear();
            now_.expired.clear();
            ++now_.promise;
            Promise(PlanPromise(firm_, home(), *category_, now).due_at, now);
            const bool known = now_.assignee.kind == Party::Kind::kPerson || now_.assignee.kind == Party::Kind::kPool;
            if (known) {
              GiveTo(now_.assignee, now);
            } else {
              now_.state = State::kNoted;
              now_.assignee = {};
              now_.fires[Timer::kAssign] = now + 60s + kInstant;
            }
            Happened(EventType::kReopened);
          },
          [&](const Undo&) {
            now_ = *before_;
            Happened(EventType::kUndone);
          },
          [&](const LookAt& look) { Look(look, now); },
      },
      command);
  if (!happened_.empty()) NeverWithoutLook(now);
}

}  // namespace krul::simulation
