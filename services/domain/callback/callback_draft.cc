#include "services/domain/callback/callback_draft.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/domain/calendar/wall_clock.h"
#include "services/domain/callback/callback_assignees.h"
#include "services/domain/promise/due_moment.h"
#include "services/domain/promise/escalation.h"
#include "services/domain/promise/promise.h"
#include "services/domain/promise/service_level.h"

namespace krul::domain {
using namespace std::chrono_literals;

namespace {
constexpr std::size_t kShortHistory = 100, kLongHistory = 200;
constexpr int kOfFiveDays = 5;
}  // namespace

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
  CallbackRecord& record = decision_.record;
  const ToTell alarm{record.history.back().sequence, about};
  const Instant opening = calendar().NextOpening(now_);
  if (opening == now_ || opening == kNever) return Tell(alarm);
  record.to_tell.push_back(alarm);
  record.tell_at = opening;
}

void CallbackDraft::Tell(const ToTell& alarm) {
  const CallbackRecord& record = decision_.record;
  const Availability who = availability();
  const std::string what = absl::StrCat("event", alarm.sequence);
  if (alarm.about == EventType::kReminded && record.assignee.kind == Party::Kind::kPerson) {
    Tell(who.WhoActs(record.assignee.id, now_), alarm.about, what);
  }
  TellAll(ManagersOf(who, now_), alarm.about, what);
}

void CallbackDraft::TellWhatWaited() {
  CallbackRecord& record = decision_.record;
  record.tell_at.reset();
  // Nobody may have looked while it was open.
  if (const Instant opening = calendar().NextOpening(now_); opening != now_ && opening != kNever) {
    record.tell_at = opening;
    return;
  }
  for (const ToTell& alarm : std::exchange(record.to_tell, {})) {
    const bool somebody_has_it = record.assignee.kind == Party::Kind::kPerson;
    if (alarm.about == EventType::kUnassignedAlarm && somebody_has_it) continue;
    if (alarm.about == EventType::kHolderAway && record.away_told.empty()) continue;
    const bool is_open_then = IsOpenWhenDue(firm(), branch_, record.promise.due_at);
    if (alarm.about == EventType::kClosedWhenDue && (is_open_then || DueMomentIsSettled(record.promise))) continue;
    Tell(alarm);
  }
}

Millis CallbackDraft::SinceAsked(Instant at) const {
  const CallbackRecord& record = decision_.record;
  return calendar().Between(record.promise.number == 1 ? record.called_at : record.promise.made_at, at);
}

void CallbackDraft::AssignTo(const Party& party, EventType because, EventFacts facts, std::string_view remark) {
  CallbackRecord& record = decision_.record;
  EndCall();
  record.state = State::kAssigned;
  record.assignee = party;
  record.waits_for_people = false;
  record.pooled_at.reset();
  record.offer_at.reset();
  record.away_told.clear();
  record.assign_by.reset();
  record.acknowledge_by.reset();
  record.mine_since.reset();
  if (party.kind == Party::Kind::kPerson) {
    record.mine_since = now_;
    PlanMine();
  }
  facts.party = party;
  const std::int64_t sequence = Append(because, std::move(facts), remark);
  if (party.kind == Party::Kind::kPerson) Tell(party.id, because, absl::StrCat("event", sequence));
}

void CallbackDraft::PlanMine() {
  CallbackRecord& record = decision_.record;
  const Millis within = promised_category().acknowledge_within;
  const Instant by = availability().After(record.assignee.id, record.mine_since.value_or(now_), within);
  record.acknowledge_by = by == kNever ? std::nullopt : std::optional(by);
}

void CallbackDraft::LeaveToPool(std::optional<Instant> offer_at) {
  CallbackRecord& record = decision_.record;
  record.waits_for_people = true;
  record.pooled_at = now_;
  record.offer_at = offer_at;
  if (record.history.size() >= kLongHistory) {
    record.offer_at.reset();  // the manager is reminded of it as before
  } else if (offer_at && !IsShort()) {
    const Instant closing = calendar().ClosingOfWorkingDay(now_, kOfFiveDays);
    if (closing != kNever) record.offer_at = std::max(*offer_at, calendar().NextOpening(closing));
  }
  TellManager(EventType::kUnassignedAlarm);
}

bool CallbackDraft::IsShort() const { return decision_.record.history.size() < kShortHistory; }

void CallbackDraft::PassOverHolder() {
  CallbackRecord& record = decision_.record;
  if (record.assignee.kind != Party::Kind::kPerson) return;
  std::erase(record.passed_over, record.assignee.id);
  record.passed_over.push_back(record.assignee.id);
}

void CallbackDraft::TakeByActor() {
  CallbackRecord& record = decision_.record;
  const Party taker{Party::Kind::kPerson, actor()};
  if (record.assignee != taker) record.away_told.clear();
  record.assignee = taker;
  record.waits_for_people = false;
  record.pooled_at.reset();
  record.offer_at.reset();
  record.mine_since.reset();
  record.passed_over.clear();
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
  record.pooled_at.reset();
  record.offer_at.reset();
  record.holder_gone_at.reset();
  record.to_tell.clear();
  record.tell_at.reset();
  record.assign_by.reset();
  record.acknowledge_by.reset();
  record.mine_since.reset();
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

// Nothing is to be looked at, or what is late not before the next working day is over.
bool CallbackDraft::IsLeftAlone() const {
  const CallbackRecord& record = decision_.record;
  const auto next = NextLook(record);
  if (!next || DueMomentOf(record).at >= now_ || !IsShort()) return !next;
  return *next > FirstInstantAfter(calendar().ClosingOfWorkingDay(now_, 1));
}

bool CallbackDraft::MustJudgeHolder() const {
  const CallbackRecord& record = decision_.record;
  const MomentToMeet moment = MomentToMeetOf(record), former = MomentToMeetOf(before_);
  return judge_holder_ || record.assignee != before_.assignee || record.state != before_.state ||
         moment.due_at != former.due_at || moment.earliest_at != former.earliest_at;
}

std::optional<Decision> CallbackDraft::FinishIfChanged() {
  Decision decision = Finish(false);
  const CallbackRecord& record = decision.record;
  const bool same = decision.events.empty() && record.holder_gone_at == before_.holder_gone_at &&
                    record.acknowledge_by == before_.acknowledge_by && record.away_told == before_.away_told &&
                    record.away_told_until == before_.away_told_until;
  return same ? std::nullopt : std::optional(std::move(decision));
}

Decision CallbackDraft::Finish(bool can_be_undone) {
  CallbackRecord& record = decision_.record;
  if (record.open() && MustJudgeHolder()) SettleHolder(*this);
  if (record.open() && IsLeftAlone()) PlanReminder();
  record.undo.reset();
  if (can_be_undone && !record.history.empty()) {
    auto before = std::make_shared<CallbackRecord>(before_);
    before->history.clear();
    before->applied.clear();
    before->undo.reset();
    record.undo =
        UndoPoint{record.history.back().sequence, static_cast<int>(decision_.events.size()), now_, std::move(before)};
  }
  Remember(context_.request, record.applied);
  decision_.changed = true;
  return std::move(decision_);
}

}  // namespace krul::domain
