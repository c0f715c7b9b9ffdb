#include "services/domain/callback/callback_assignees.h"

#include "services/domain/limits.h"
#include "services/domain/promise/promise.h"
#include "services/domain/promise/service_level.h"

namespace krul::domain {

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
  CallbackRecord& record = draft.record();
  if (person.empty() || record.assignee != Party{Party::Kind::kPerson, person}) return std::nullopt;
  const EventFacts facts{.party = record.assignee, .cause = cause};
  if (record.state == State::kAssigned) {
    record.state = State::kNoted;
    record.assignee = {};
    record.acknowledge_by.reset();
    record.assign_by = draft.now() + Millis(limits::kAssignWithin);
    draft.Append(EventType::kReassigned, facts);
    return draft.Finish(false);
  }
  if (record.state != State::kAcknowledged || record.away_told == person) return std::nullopt;
  record.away_told = person;
  draft.Append(EventType::kHolderAway, facts);
  draft.TellManager(EventType::kHolderAway);
  return draft.Finish(false);
}

std::optional<Decision> FollowNewFirm(CallbackDraft draft) {
  CallbackRecord& record = draft.record();
  if (!record.open()) return std::nullopt;
  const Firm& firm = draft.firm();
  if (record.assignee.kind == Party::Kind::kPerson && !firm.FindPerson(record.assignee.id)) {
    // Told of the closing in the round after this one: each decision says one thing.
    if (auto taken = TakeFromAbsent(draft, record.assignee.id, EventCause::kHasLeft)) return taken;
  }
  const Promise& promise = record.promise;
  if (DueMomentIsSettled(promise) || promise.due_at < draft.now() || record.closed_told_version >= firm.version) {
    return std::nullopt;
  }
  const bool was_open = IsOpenWhenDue(draft.promised_firm(), draft.promised_branch(), promise.due_at);
  if (!was_open || IsOpenWhenDue(firm, draft.branch(), promise.due_at)) return std::nullopt;
  record.closed_told_version = firm.version;
  draft.Append(EventType::kClosedWhenDue, {.firm_version = firm.version});
  draft.TellManager(EventType::kClosedWhenDue);
  return draft.Finish(false);
}

}  // namespace krul::domain
