#include "services/store/record_codec.h"

#include <google/protobuf/arena.h>

#include "services/store/envelope.h"
#include "services/store/former_schema.h"
#include "services/store/history_codec.h"
#include "services/store/storage.pb.h"
#include "services/store/stored_enum.h"

namespace krul::store {
namespace {
using domain::CallbackRecord;
using domain::FromMillis;
using domain::Instant;
using domain::ToMillis;
using store::Decode;
using store::Encode;

// 1: records without an envelope. 2: in one, histories of facts, how often is tried before giving up, missed retries.
// 3: whether the moment that was agreed last is met, since when an attempt counts, calls that outlasted their lease.
// 4: until when its holder can meet the moment, when a pool offers it again, alarms that wait for an opening.
constexpr int kSchema = 4;

void Encode(const domain::Promise& from, storage::Promise* to) {
  to->set_number(from.number);
  to->set_made_at(ToMillis(from.made_at));
  to->set_original_due_at(ToMillis(from.original_due_at));
  if (from.due_at != from.original_due_at) to->set_due_at(ToMillis(from.due_at));
  to->set_at_risk_at(ToMillis(from.at_risk_at));
  to->set_firm_version(from.firm_version);
  to->set_reached_at(Encode(from.reached_at));
  to->set_attempted_at(Encode(from.attempted_at));
  to->set_at_risk_noticed(from.at_risk_noticed);
  to->set_broken_noticed(from.broken_noticed);
  if (from.verdict) to->set_verdict(static_cast<int>(*from.verdict) + 1);
  to->set_agreed_otherwise(from.agreed_otherwise);
  if (from.acknowledged_after) to->set_acknowledged_after_ms(from.acknowledged_after->count());
  if (from.reached_after) to->set_reached_after_ms(from.reached_after->count());
  to->set_closed_at(Encode(from.closed_at));
  to->set_closed_as(static_cast<int>(from.closed_as));
  to->set_answered_by(from.answered_by);
  to->set_attempts_before_giving_up(from.attempts_before_giving_up);
  if (from.earliest_at != Instant{}) to->set_earliest_at(ToMillis(from.earliest_at));
  if (from.moment > 1) to->set_moment(from.moment);
  to->set_agreed_at(Encode(from.agreed_at));
  to->set_met_at(Encode(from.met_at));
  to->set_agreed_person(from.agreed_person);
  for (const domain::PlannedStep& planned : from.steps) {
    storage::PlannedStep* step = to->add_steps();
    step->set_condition(static_cast<int>(planned.step.condition));
    step->set_delay_ms(planned.step.delay.count());
    step->set_wall_time(planned.step.wall_time);
    step->set_outside_hours(planned.step.outside_hours);
    step->set_recipient(static_cast<int>(planned.step.recipient));
    step->set_named_person(planned.step.named_person);
    step->set_action(static_cast<int>(planned.step.action));
    step->set_at(planned.at == domain::kNever ? 0 : ToMillis(planned.at));
    step->set_taken(planned.taken);
  }
}

bool Decode(const storage::Promise& from, domain::Promise& to) {
  to.number = from.number();
  to.made_at = FromMillis(from.made_at());
  to.original_due_at = FromMillis(from.original_due_at());
  to.due_at = from.due_at() ? FromMillis(from.due_at()) : to.original_due_at;
  to.at_risk_at = FromMillis(from.at_risk_at());
  to.firm_version = from.firm_version();
  to.reached_at = Decode(from.reached_at());
  to.attempted_at = Decode(from.attempted_at());
  if (from.earliest_at() != 0) to.earliest_at = FromMillis(from.earliest_at());
  to.moment = std::max(from.moment(), 1);
  to.agreed_at = Decode(from.agreed_at());
  to.met_at = Decode(from.met_at());
  to.agreed_person = from.agreed_person();
  to.at_risk_noticed = from.at_risk_noticed();
  to.broken_noticed = from.broken_noticed();
  to.agreed_otherwise = from.agreed_otherwise();
  if (from.has_acknowledged_after_ms()) to.acknowledged_after = domain::Millis(from.acknowledged_after_ms());
  if (from.has_reached_after_ms()) to.reached_after = domain::Millis(from.reached_after_ms());
  to.closed_at = Decode(from.closed_at());
  to.answered_by = from.answered_by();
  if (from.attempts_before_giving_up() > 0) to.attempts_before_giving_up = from.attempts_before_giving_up();
  for (const storage::PlannedStep& step : from.steps()) {
    domain::PlannedStep& planned = to.steps.emplace_back();
    planned.step.delay = domain::Millis(step.delay_ms());
    planned.step.wall_time = step.wall_time();
    planned.step.outside_hours = step.outside_hours();
    planned.step.named_person = step.named_person();
    planned.at = step.at() ? FromMillis(step.at()) : domain::kNever;
    planned.taken = step.taken();
    if (!ReadEnum(step.condition(), planned.step.condition) || !ReadEnum(step.recipient(), planned.step.recipient) ||
        !ReadEnum(step.action(), planned.step.action)) {
      return false;
    }
  }
  return ReadEnum(from.verdict(), to.verdict) && ReadEnum(from.closed_as(), to.closed_as);
}

void Encode(const domain::Sealed& from, storage::Sealed* to) {
  to->set_name(from.caller.name);
  to->set_phone_number(from.caller.phone_number);
  to->set_phone_number_e164(from.caller.phone_number_e164);
  to->set_other_contact(from.caller.other_contact);
  to->set_reference(from.caller.reference);
  to->set_reason(from.reason);
  to->set_extension(from.caller.extension);
  for (const auto& [sequence, text] : from.remarks) (*to->mutable_remarks())[sequence] = text;
}

void Decode(const storage::Sealed& from, domain::Sealed& to) {
  to.caller = {from.name(),          from.phone_number(), from.phone_number_e164(),
               from.other_contact(), from.reference(),    from.extension()};
  to.reason = from.reason();
  for (const auto& [sequence, text] : from.remarks()) to.remarks[sequence] = text;
}

// What it waits for since people have hours and absences of their own.
void EncodeWaiting(const CallbackRecord& from, storage::Callback* to) {
  to->set_holder_gone_at(Encode(from.holder_gone_at));
  to->set_offer_at(Encode(from.offer_at));
  to->set_tell_at(Encode(from.tell_at));
  to->set_mine_since(Encode(from.mine_since));
  to->set_pooled_at(Encode(from.pooled_at));
  to->set_away_told_until(from.away_told_until == domain::kNever ? -1 : ToMillis(from.away_told_until));
  for (const domain::ToTell& alarm : from.to_tell) {
    storage::ToTell* stored = to->add_to_tell();
    stored->set_sequence(alarm.sequence);
    stored->set_about(static_cast<int>(alarm.about));
  }
}

bool DecodeWaiting(const storage::Callback& from, CallbackRecord& to) {
  to.holder_gone_at = Decode(from.holder_gone_at());
  to.offer_at = Decode(from.offer_at());
  to.tell_at = Decode(from.tell_at());
  to.mine_since = Decode(from.mine_since());
  to.pooled_at = Decode(from.pooled_at());
  to.away_told_until = from.away_told_until() < 0 ? domain::kNever : FromMillis(from.away_told_until());
  for (const storage::ToTell& alarm : from.to_tell()) {
    to.to_tell.push_back({alarm.sequence()});
    if (!ReadEnum(alarm.about(), to.to_tell.back().about)) return false;
  }
  return Decode(from.meant_for(), to.meant_for);
}

void Encode(const CallbackRecord& from, storage::Callback* to, storage::Sealed* sealed) {
  to->set_branch(from.branch);
  to->set_id(from.id);
  to->set_state(static_cast<int>(from.state));
  to->set_category(from.category);
  Encode(from.requested, to->mutable_requested());
  if (from.assignee.kind != domain::Party::Kind::kNobody) Encode(from.assignee, to->mutable_assignee());
  if (from.meant_for.kind != domain::Party::Kind::kNobody) Encode(from.meant_for, to->mutable_meant_for());
  Encode(from.promise, to->mutable_promise());
  for (const domain::Promise& promise : from.former_promises) Encode(promise, to->add_former_promises());
  to->set_disposition(static_cast<int>(from.disposition));
  to->set_called_at(ToMillis(from.called_at));
  to->set_noted_at(ToMillis(from.noted_at));
  to->set_closed_at(Encode(from.closed_at));
  to->set_assign_by(Encode(from.assign_by));
  to->set_acknowledge_by(Encode(from.acknowledge_by));
  to->set_retry_at(Encode(from.retry_at));
  to->set_retry_missed_at(Encode(from.retry_missed_at));
  to->set_retry_soon_at(Encode(from.retry_soon_at));
  to->set_lapsed_caller(from.lapsed_caller);
  to->set_lapsed_call_at(Encode(from.lapsed_call_at));
  to->set_lease_until(Encode(from.lease_until));
  to->set_reminder_at(Encode(from.reminder_at));
  to->set_erase_at(Encode(from.erase_at));
  to->set_calling_person(from.calling_person);
  to->set_call_begun_at(Encode(from.call_begun_at));
  for (const std::string& person : from.passed_over) to->add_passed_over(person);
  for (const domain::Attempt& attempt : from.attempts) {
    storage::Attempt* stored = to->add_attempts();
    stored->set_outcome(static_cast<int>(attempt.outcome));
    stored->set_at(ToMillis(attempt.at));
    stored->set_person(attempt.person);
    stored->set_sequence(attempt.sequence);
  }
  to->set_chaser_count(from.chaser_count);
  to->set_urgency(from.urgency);
  to->set_erased(from.erased);
  if (!from.erased) Encode(from.sealed, sealed);
  for (const domain::AuditEvent& event : from.history) Encode(event, to->add_history());
  for (const domain::AppliedRequest& applied : from.applied) {
    storage::AppliedRequest* stored = to->add_applied();
    stored->set_request_id(applied.request_id);
    stored->set_content_hash(applied.content_hash);
  }
  to->set_origin(static_cast<int>(from.origin));
  if (from.window) {
    to->mutable_window()->set_from_minute(from.window->from_minute);
    to->mutable_window()->set_until_minute(from.window->until_minute);
    to->mutable_window()->set_not_before(ToMillis(from.window->not_before));
  }
  to->set_waits_for_people(from.waits_for_people);
  to->set_away_told(from.away_told);
  to->set_closed_told_version(from.closed_told_version);
  to->set_noted_day(from.noted_day);
  EncodeWaiting(from, to);
  if (from.undo) {
    to->set_undo_sequence(from.undo->sequence);
    to->set_undo_events(from.undo->events);
    to->set_undo_at(ToMillis(from.undo->at));
    Encode(*from.undo->before, to->mutable_undo_before(), sealed->mutable_before_undo());
  }
}

// Of a record without an envelope the sealed part stands in the record itself.
bool Decode(const storage::Callback& from, const storage::Sealed& sealed, CallbackRecord& to) {
  to.branch = from.branch();
  to.id = from.id();
  to.category = from.category();
  if (!ReadEnum(from.state(), to.state) || !ReadEnum(from.disposition(), to.disposition) ||
      !ReadEnum(from.origin(), to.origin) || !Decode(from.requested(), to.requested) ||
      !Decode(from.assignee(), to.assignee) || !Decode(from.promise(), to.promise) || !DecodeWaiting(from, to)) {
    return false;
  }
  for (const storage::Promise& promise : from.former_promises()) {
    if (!Decode(promise, to.former_promises.emplace_back())) return false;
  }
  to.called_at = FromMillis(from.called_at());
  to.noted_at = FromMillis(from.noted_at());
  to.closed_at = Decode(from.closed_at());
  to.assign_by = Decode(from.assign_by());
  to.acknowledge_by = Decode(from.acknowledge_by());
  to.retry_at = Decode(from.retry_at());
  to.retry_missed_at = Decode(from.retry_missed_at());
  to.retry_soon_at = Decode(from.retry_soon_at());
  to.lapsed_caller = from.lapsed_caller();
  to.lapsed_call_at = Decode(from.lapsed_call_at());
  to.lease_until = Decode(from.lease_until());
  to.reminder_at = Decode(from.reminder_at());
  to.erase_at = Decode(from.erase_at());
  to.calling_person = from.calling_person();
  to.call_begun_at = Decode(from.call_begun_at());
  to.passed_over.assign(from.passed_over().begin(), from.passed_over().end());
  for (const storage::Attempt& attempt : from.attempts()) {
    to.attempts.push_back({{}, FromMillis(attempt.at()), attempt.person(), attempt.sequence()});
    if (!ReadEnum(attempt.outcome(), to.attempts.back().outcome)) return false;
  }
  to.chaser_count = from.chaser_count();
  to.urgency = from.urgency();
  to.erased = from.erased();
  Decode(sealed, to.sealed);
  for (const storage::AuditEvent& event : from.history()) {
    if (!Decode(event, to.history.emplace_back())) return false;
  }
  for (const storage::AppliedRequest& applied : from.applied())
    to.applied.push_back({applied.request_id(), applied.content_hash()});
  if (from.has_window()) {
    to.window = domain::CallWindow{from.window().from_minute(), from.window().until_minute(),
                                   FromMillis(from.window().not_before())};
  }
  to.waits_for_people = from.waits_for_people();
  to.away_told = from.away_told();
  to.closed_told_version = from.closed_told_version();
  to.noted_day = from.noted_day();
  if (from.has_undo_before()) {
    auto before = std::make_shared<CallbackRecord>();
    storage::Sealed own;
    if (!own.ParseFromString(from.undo_before().sealed())) return false;
    const bool has_own = !from.undo_before().sealed().empty();
    if (!Decode(from.undo_before(), has_own ? own : sealed.before_undo(), *before)) return false;
    to.undo = domain::UndoPoint{from.undo_sequence(), std::max(from.undo_events(), 1), FromMillis(from.undo_at()),
                                std::move(before)};
  }
  return true;
}

}  // namespace

std::string EncodeCallback(const CallbackRecord& record) {
  google::protobuf::Arena arena;
  auto* stored = google::protobuf::Arena::CreateMessage<storage::Callback>(&arena);
  auto* sealed = google::protobuf::Arena::CreateMessage<storage::Sealed>(&arena);
  Encode(record, stored, sealed);
  return Wrap(kSchema, *stored, sealed->SerializeAsString());
}

domain::Result<CallbackRecord> DecodeCallback(std::string_view bytes, std::int64_t version) {
  auto unwrapped = Unwrap(bytes, kSchema);
  if (!unwrapped) return unwrapped.refusal();
  google::protobuf::Arena arena;
  auto* stored = google::protobuf::Arena::CreateMessage<storage::Callback>(&arena);
  auto* sealed = google::protobuf::Arena::CreateMessage<storage::Sealed>(&arena);
  CallbackRecord record;
  const bool read = stored->ParseFromString(unwrapped->body) && (unwrapped->schema > 0 || stored->schema() == 1) &&
                    sealed->ParseFromString(unwrapped->schema > 0 ? unwrapped->sealed : stored->sealed()) &&
                    Decode(*stored, *sealed, record);
  if (!read) return Unreadable();
  if (unwrapped->schema < 3) TellMoments(record);
  if (unwrapped->schema < 4) TellHolders(record);
  record.version = version;
  return record;
}

}  // namespace krul::store
