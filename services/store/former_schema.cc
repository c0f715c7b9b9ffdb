#include "services/store/former_schema.h"

#include <algorithm>
#include <memory>
#include <optional>

#include "services/domain/promise/escalation.h"

namespace krul::store {
namespace {
using domain::Attempt;
using domain::CallbackRecord;
using domain::Instant;

// Histories of before there were facts do not tell which moment was agreed: then the last agreement counts.
std::optional<Instant> AgreedAt(const domain::Promise& promise, const std::vector<domain::AuditEvent>& history) {
  if (promise.due_at == promise.original_due_at) return std::nullopt;
  std::optional<Instant> agreed_at;
  for (const domain::AuditEvent& event : history) {
    const bool agreed = event.type == domain::EventType::kRenegotiated && event.at >= promise.made_at;
    if (agreed && event.facts.moment.value_or(promise.due_at) == promise.due_at) agreed_at = event.at;
  }
  return agreed_at;
}

void TellMoment(CallbackRecord& record, const std::vector<domain::AuditEvent>& history) {
  domain::Promise& promise = record.promise;
  promise.agreed_at = AgreedAt(promise, history);
  if (promise.agreed_at) promise.moment = 2;
  const Instant since = promise.agreed_at.value_or(Instant{});
  const auto consider = [&](std::optional<Instant> at, bool reached) {
    if (promise.met_at || !at || *at < since) return;
    if (reached || *at <= promise.due_at) promise.met_at = at;
  };
  consider(promise.reached_at, true);
  consider(promise.attempted_at, false);
  if (promise.agreed_at) {
    for (const Attempt& attempt : record.attempts) consider(attempt.at, IsReached(attempt.outcome));
  }
  // The steps of an at-risk point that was passed by in time are not those of the retry.
  if (promise.met_at) EndCondition(promise.steps, domain::StepCondition::kAtRisk);
}

constexpr domain::Millis kOfferedAgain = std::chrono::hours(12);

}  // namespace

void TellHolders(CallbackRecord& record) {
  if (!record.away_told.empty()) record.away_told_until = domain::kNever;
  if (!record.waits_for_people) return;
  record.pooled_at = record.last_event_at();
  record.offer_at = *record.pooled_at + kOfferedAgain;
}

void TellMoments(CallbackRecord& record) {
  TellMoment(record, record.history);
  if (!record.undo) return;
  auto before = std::make_shared<CallbackRecord>(*record.undo->before);
  TellMoment(*before, record.history);
  record.undo->before = std::move(before);
}

}  // namespace krul::store
