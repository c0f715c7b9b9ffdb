#include "services/domain/callback/callback_draft.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/domain/calendar/wall_clock.h"
#include "services/domain/promise/escalation.h"
#include "services/domain/promise/promise.h"
#include "services/domain/promise/service_level.h"

namespace krul::domain {
using namespace std::chrono_literals;

CallbackDraft::CallbackDraft(const CallbackRecord& before, const DecisionContext& context, const Branch& branch)
    : before_(before), context_(context), branch_(branch), now_(std::max(context.now, before.last_event_at())) {
  decision_.record = before;
  // What was noted before reports counted is counted from its next change on.
  if (before.version > 0 && before.noted_day == 0) {
    decision_.record.noted_day = LocalDay(branch.time_zone, before.noted_at);
  }
}

const Category& CallbackDraft::category() const {
  const Category* found = firm().FindCategory(decision_.record.category);
  return found ? *found : firm().categories.front();
}

const Branch& CallbackDraft::promised_branch() const {
  const Branch* found = promised_firm().FindBranch(branch_.id);
  return found ? *found : branch_;
}

const Category& CallbackDraft::promised_category() const {
  const Category* found = promised_firm().FindCategory(decision_.record.category);
  return found ? *found : category();
}

std::int64_t CallbackDraft::Append(EventType type, EventFacts facts, std::string_view remark) {
  CallbackRecord& record = decision_.record;
  const std::int64_t sequence = record.history.empty() ? 1 : record.history.back().sequence + 1;
  record.history.push_back({sequence, type, now_, context_.actor.person, context_.actor.desk, std::move(facts)});
  if (!remark.empty()) record.sealed.remarks[sequence] = std::string(remark);
  decision_.events.push_back(type);
  return sequence;
}

void CallbackDraft::Tell(const std::string& person, EventType about, std::string_view what) {
  if (person.empty()) return;
  const CallbackRecord& record = decision_.record;
  std::string id =
      absl::StrCat(record.branch, "/", record.id, "/", record.promise.number, "/", std::string(what), "/", person);
  // Whoever is meant twice, as colleague and as manager, hears it once.
  const auto is_it = [&](const Notice& notice) { return notice.id == id; };
  if (std::any_of(decision_.notices.begin(), decision_.notices.end(), is_it)) return;
  decision_.notices.push_back({std::move(id), person, about, record.branch, record.id, now_});
}

void CallbackDraft::TellAll(const std::vector<std::string>& people, EventType about, std::string_view what) {
  for (const std::string& person : people) Tell(person, about, what);
}

void CallbackDraft::TellManager(EventType about) {
  TellAll(RecipientsOf(EscalationStep{}, decision_.record, firm(), branch_), about,
          absl::StrCat("event", decision_.record.history.back().sequence));
}

Millis CallbackDraft::SinceAsked(Instant at) const {
  const CallbackRecord& record = decision_.record;
  return calendar().Between(record.promise.number == 1 ? record.called_at : record.promise.made_at, at);
}

void CallbackDraft::AssignTo(const Party& party, EventType because, EventFacts facts, std::string_view remark,
                             Instant back_at) {
  CallbackRecord& record = decision_.record;
  EndCall();
  record.state = State::kAssigned;
  record.assignee = party;
  record.waits_for_people = false;
  record.away_told.clear();
  record.assign_by.reset();
  record.acknowledge_by.reset();
  if (party.kind == Party::Kind::kPerson)
    record.acknowledge_by = AcknowledgeBy(firm(), branch_, promised_category(), party, std::max(now_, back_at));
  facts.party = party;
  const std::int64_t sequence = Append(because, std::move(facts), remark);
  if (party.kind == Party::Kind::kPerson) Tell(party.id, because, absl::StrCat("event", sequence));
}

void CallbackDraft::TakeByActor() {
  CallbackRecord& record = decision_.record;
  const Party taker{Party::Kind::kPerson, actor()};
  if (record.assignee != taker) record.away_told.clear();
  record.assignee = taker;
  record.waits_for_people = false;
  if (!record.promise.acknowledged_after) record.promise.acknowledged_after = SinceAsked(now_);
  record.assign_by.reset();
  record.acknowledge_by.reset();
  EndCondition(record.promise.steps, StepCondition::kUnacknowledged);
  if (record.state == State::kNoted || record.state == State::kAssigned) record.state = State::kAcknowledged;
}

void CallbackDraft::EndCall() {
  CallbackRecord& record = decision_.record;
  if (record.state == State::kCalling) record.state = State::kAcknowledged;
  record.lease_until.reset();
  record.calling_person.clear();
  record.call_begun_at.reset();
}

void CallbackDraft::ForgetLapsedCall() {
  decision_.record.lapsed_caller.clear();
  decision_.record.lapsed_call_at.reset();
}

void CallbackDraft::LapseCall() {
  CallbackRecord& record = decision_.record;
  const std::string caller = record.calling_person;
  const std::optional<Instant> began = record.call_begun_at;
  EndCall();
  record.lapsed_caller = caller;
  record.lapsed_call_at = began;
}

void CallbackDraft::DropRetry() {
  CallbackRecord& record = decision_.record;
  record.retry_at.reset();
  record.retry_soon_at.reset();
  record.retry_missed_at.reset();
  EndCondition(record.promise.steps, StepCondition::kRetryDue);
}

void CallbackDraft::PlanReminder() {
  // The day's closing, not its lunch break.
  Instant closing = calendar().ClosingOfWorkingDay(now_, 0);
  if (closing <= now_) closing = calendar().ClosingOfWorkingDay(now_, 1);
  decision_.record.reminder_at = closing == kNever ? now_ + Millis(24h) : closing;
}

void CallbackDraft::Close(State state, Disposition disposition, EventType type, std::string_view remark) {
  CallbackRecord& record = decision_.record;
  EndCall();
  ForgetLapsedCall();
  record.state = state;
  record.disposition = disposition;
  record.closed_at = now_;
  record.promise.verdict = Judge(record.promise, disposition, now_);
  record.promise.closed_at = now_;
  record.promise.closed_as = disposition;
  if (record.assignee.kind == Party::Kind::kPerson) record.promise.answered_by = record.assignee.id;
  record.waits_for_people = false;
  record.assign_by.reset();
  record.acknowledge_by.reset();
  record.retry_at.reset();
  record.retry_soon_at.reset();
  record.retry_missed_at.reset();
  record.reminder_at.reset();
  record.erase_at = now_ + Millis(24h) * firm().erase_after_days;
  Append(type, {.disposition = disposition}, remark);
}

void CallbackDraft::Erase() {
  decision_.record.erase_at.reset();
  decision_.record.erased = true;
  decision_.record.sealed = {};
  Append(EventType::kErased);
}

Decision CallbackDraft::Finish(bool can_be_undone) {
  CallbackRecord& record = decision_.record;
  if (record.open() && !NextLook(record)) PlanReminder();
  record.undo.reset();
  if (can_be_undone && !record.history.empty()) {
    auto before = std::make_shared<CallbackRecord>(before_);
    before->history.clear();
    before->applied.clear();
    before->undo.reset();
    record.undo = UndoPoint{record.history.back().sequence, now_, std::move(before)};
  }
  Remember(context_.request, record.applied);
  decision_.changed = true;
  return std::move(decision_);
}

}  // namespace krul::domain
