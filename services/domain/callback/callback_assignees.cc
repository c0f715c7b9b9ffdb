#include "services/domain/callback/callback_assignees.h"

#include "services/domain/limits.h"
#include "services/domain/promise/promise.h"
#include "services/domain/promise/service_level.h"

namespace krul::domain {
namespace {

bool HasLeft(const Party& holder, const Firm& firm) {
  return holder.kind == Party::Kind::kPerson && !firm.FindPerson(holder.id);
}

// Of what he has not said "mine" to and of what he has. Answers whether anything is to be done.
bool TakeFrom(CallbackDraft& draft, const std::string& person, EventCause cause) {
  CallbackRecord& record = draft.record();
  if (person.empty() || record.assignee != Party{Party::Kind::kPerson, person}) return false;
  const EventFacts facts{.party = record.assignee, .cause = cause};
  if (record.state == State::kAssigned) {
    record.state = State::kNoted;
    record.assignee = {};
    record.acknowledge_by.reset();
    record.assign_by = draft.now() + Millis(limits::kAssignWithin);
    draft.Append(EventType::kReassigned, facts);
    return true;
  }
  if (record.state != State::kAcknowledged || record.away_told == person) return false;
  record.away_told = person;
  draft.Append(EventType::kHolderAway, facts);
  draft.TellManager(EventType::kHolderAway);
  return true;
}

// The manager hears, once a version, that the firm is closed when the promise is due.
bool TellClosedWhenDue(CallbackDraft& draft) {
  CallbackRecord& record = draft.record();
  const Firm& firm = draft.firm();
  const Promise& promise = record.promise;
  if (DueMomentIsSettled(promise) || promise.due_at < draft.now() || record.closed_told_version >= firm.version) {
    return false;
  }
  const bool was_open = IsOpenWhenDue(draft.promised_firm(), draft.promised_branch(), promise.due_at);
  if (!was_open || IsOpenWhenDue(firm, draft.branch(), promise.due_at)) return false;
  record.closed_told_version = firm.version;
  draft.Append(EventType::kClosedWhenDue, {.firm_version = firm.version});
  draft.TellManager(EventType::kClosedWhenDue);
  return true;
}

}  // namespace

std::optional<Decision> AssignSomebody(CallbackDraft draft, const Assign& assign) {
  const CallbackRecord& record = draft.record();
  const bool from_pool =
      record.state == State::kAssigned && record.waits_for_people && assign.assignee.kind == Party::Kind::kPerson;
  if (record.state != State::kNoted && !from_pool) return std::nullopt;
  draft.AssignTo(assign.assignee, EventType::kAssigned, {}, {}, assign.back_at);
  draft.record().waits_for_people = assign.alarm;
  if (assign.alarm) draft.TellManager(EventType::kUnassignedAlarm);
  return draft.Finish(false);
}

std::optional<Decision> TakeFromAbsent(CallbackDraft draft, const std::string& person, EventCause cause) {
  if (!TakeFrom(draft, person, cause)) return std::nullopt;
  return draft.Finish(false);
}

std::optional<Decision> FollowNewFirm(CallbackDraft draft) {
  const CallbackRecord& record = draft.record();
  if (!record.open()) return std::nullopt;
  // Told of the closing in the round after this one: each decision says one thing.
  const bool taken =
      HasLeft(record.assignee, draft.firm()) && TakeFrom(draft, record.assignee.id, EventCause::kHasLeft);
  if (!taken && !TellClosedWhenDue(draft)) return std::nullopt;
  return draft.Finish(false);
}

void TellIfHolderLeft(CallbackDraft& draft) {
  const std::string holder = draft.record().assignee.id;
  if (HasLeft(draft.record().assignee, draft.firm())) TakeFrom(draft, holder, EventCause::kHasLeft);
}

void MakeUpForThePast(CallbackDraft& draft, bool holder_is_away) {
  const CallbackRecord& record = draft.record();
  if (!record.open()) return;
  const bool has_left = HasLeft(record.assignee, draft.firm());
  const std::string holder = record.assignee.id;
  if (has_left || holder_is_away) TakeFrom(draft, holder, has_left ? EventCause::kHasLeft : EventCause::kIsAway);
  TellClosedWhenDue(draft);
}

}  // namespace krul::domain
