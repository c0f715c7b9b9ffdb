#include "services/domain/callback/callback_assignees.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/domain/limits.h"
#include "services/domain/promise/due_moment.h"
#include "services/domain/promise/escalation.h"
#include "services/domain/promise/promise.h"
#include "services/domain/promise/service_level.h"

namespace krul::domain {
namespace {

// Once he is back it is asked again: he may go a second time.
void AskWhenBack(CallbackDraft& draft) {
  CallbackRecord& record = draft.record();
  if (record.away_told_until != kNever && record.away_told_until > draft.now()) {
    record.holder_gone_at = record.away_told_until;
  }
}

// Somebody knows that the holder cannot, until he is back: from the caller's own earliest moment on.
void NoteAway(CallbackDraft& draft) {
  CallbackRecord& record = draft.record();
  const Instant from = std::max(draft.now(), MomentToMeetOf(record).earliest_at);
  record.away_told = record.assignee.id;
  record.away_told_until = draft.availability().ThereFrom(record.assignee.id, from);
  AskWhenBack(draft);
}

void TakeBack(CallbackDraft& draft, const EventFacts& facts) {
  CallbackRecord& record = draft.record();
  record.state = State::kNoted;
  record.assignee = {};
  record.acknowledge_by.reset();
  record.mine_since.reset();
  record.assign_by = draft.now() + Millis(limits::kAssignWithin);
  draft.Append(EventType::kReassigned, facts);
}

}  // namespace

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

std::optional<Decision> AssignSomebody(CallbackDraft draft, const Assign& assign) {
  const CallbackRecord& record = draft.record();
  const bool from_pool =
      record.state == State::kAssigned && record.waits_for_people && assign.assignee.kind == Party::Kind::kPerson;
  if (record.state != State::kNoted && !from_pool) return std::nullopt;
  draft.AssignTo(assign.assignee, EventType::kAssigned);
  if (assign.alarm) draft.LeaveToPool(assign.offer_at);
  return draft.Finish(false);
}

std::optional<Decision> FollowNewFirm(CallbackDraft draft) {
  if (!draft.record().open()) return std::nullopt;
  TellClosedWhenDue(draft);
  draft.JudgeHolder();
  return draft.FinishIfChanged();
}

void PassOn(CallbackDraft& draft, const Forward& forward) {
  CallbackRecord& record = draft.record();
  draft.PassOverHolder();
  std::erase(record.passed_over, forward.assignee.id);
  draft.AssignTo(forward.assignee, EventType::kForwarded, {}, forward.remark);
  const std::int64_t sequence = record.history.back().sequence;
  record.meant_for = forward.meant_for.kind == Party::Kind::kNobody ? forward.assignee : forward.meant_for;
  if (forward.alarm) draft.LeaveToPool(forward.offer_at);
  if (forward.assignee.kind != Party::Kind::kPerson) return;
  const Availability who = draft.availability();
  if (who.CanMeet(forward.assignee.id, MomentToMeetOf(record), draft.now())) return;
  // As whoever forwards it wants it; who stands in hears of it.
  NoteAway(draft);
  const MomentToMeet moment = MomentToMeetOf(record);
  const Person* deputy =
      who.StandIn(forward.assignee.id, [&](const Person& one) { return who.CanMeet(one.id, moment, draft.now()); });
  const std::vector<std::string> hear = deputy ? std::vector<std::string>{deputy->id} : ManagersOf(who, draft.now());
  draft.TellAll(hear, EventType::kForwarded, absl::StrCat("event", sequence));
}

void SettleHolder(CallbackDraft& draft) {
  CallbackRecord& record = draft.record();
  record.holder_gone_at.reset();
  if (record.assignee.kind != Party::Kind::kPerson || record.state == State::kCalling) return;
  const std::string holder = record.assignee.id;
  const Availability who = draft.availability();
  const MomentToMeet moment = MomentToMeetOf(record);
  const bool can = who.CanMeet(holder, moment, draft.now());
  const bool is_known = !can && record.away_told == holder && draft.now() < record.away_told_until;
  if (record.state == State::kAssigned && record.mine_since && (can || is_known)) draft.PlanMine();
  if (is_known) return AskWhenBack(draft);
  if (can) {
    record.away_told.clear();
    record.away_told_until = {};
    const auto until = IsReachedOnly(record) ? std::nullopt : who.CanMeetUntil(holder, moment, draft.now());
    if (until && *until > draft.now()) record.holder_gone_at = until;
    return;
  }
  const bool has_left = !draft.firm().FindPerson(holder);
  const EventFacts facts{.party = record.assignee, .cause = has_left ? EventCause::kHasLeft : EventCause::kIsAway};
  const bool is_agreed = record.promise.agreed_person == holder && !has_left;
  if (record.state == State::kAssigned && !is_agreed) return TakeBack(draft, facts);
  NoteAway(draft);
  if (record.state == State::kAssigned) draft.PlanMine();
  draft.Append(EventType::kHolderAway, facts);
  draft.TellManager(EventType::kHolderAway);
}

}  // namespace krul::domain
