#include "services/domain/promise/due_moment.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "services/domain/limits.h"
#include "services/domain/promise/promise.h"

namespace krul::domain {
namespace {

// What was taken back did not happen.
bool RangSinceLastAttempt(const CallbackRecord& record) {
  std::set<std::int64_t> undone;
  for (auto event = record.history.rbegin(); event != record.history.rend(); ++event) {
    if (event->type == EventType::kUndone) {
      const std::int64_t last = event->facts.undone_sequence;
      for (std::int64_t one = last - std::max(event->facts.number - 1, 0); one <= last; ++one) undone.insert(one);
    }
    if (undone.contains(event->sequence)) continue;
    if (event->type == EventType::kChased) return true;
    if (event->type == EventType::kAttempted || event->type == EventType::kReopened) return false;
  }
  return false;
}

}  // namespace

DueMoment DueMomentOf(const CallbackRecord& record) {
  const Promise& promise = record.promise;
  if (!DueMomentIsSettled(promise)) {
    return {promise.agreed_at ? DueMoment::Kind::kAgreed : DueMoment::Kind::kPromised, promise.due_at,
            promise.at_risk_at};
  }
  if (record.retry_missed_at) return {DueMoment::Kind::kRetry, *record.retry_missed_at};
  if (record.retry_at) return {DueMoment::Kind::kRetry, *record.retry_at, record.retry_soon_at.value_or(kNever)};
  return {DueMoment::Kind::kRetry, record.reminder_at.value_or(promise.due_at)};
}

MomentToMeet MomentToMeetOf(const CallbackRecord& record) {
  return {DueMomentOf(record).at, DueMomentIsSettled(record.promise) ? Instant{} : AttemptsCountFrom(record)};
}

bool IsReachedOnly(const CallbackRecord& record) {
  return DueMomentIsSettled(record.promise) && !record.retry_at && !record.retry_missed_at;
}

Standing StandingOf(const CallbackRecord& record, Instant now) {
  Standing standing;
  standing.moment = DueMomentOf(record);
  Instant late_at = FirstInstantAfter(standing.moment.at);
  if (standing.moment.kind != DueMoment::Kind::kRetry) {
    late_at = MissedFrom(record);
  } else if (standing.moment.at == record.retry_at) {
    late_at = RetryMissedFrom(record);
  }
  const Instant soon_at = std::min(standing.moment.soon_at, late_at);
  if (now >= late_at) {
    standing.level = StandingLevel::kLate;
  } else if (now >= soon_at) {
    standing.level = StandingLevel::kSoon;
    standing.worsens_at = late_at;
  } else {
    standing.worsens_at = soon_at;
    if (soon_at < late_at) standing.worsens_to = StandingLevel::kSoon;
  }
  return standing;
}

Instant RankOf(const CallbackRecord& record) {
  const Instant at = DueMomentOf(record).at;
  return RangSinceLastAttempt(record) ? at - Millis(limits::kChaserLift) : at;
}

bool ComesBefore(const CallbackRecord& a, const CallbackRecord& b) {
  return std::tuple(RankOf(a), std::tie(a.branch, a.id)) < std::tuple(RankOf(b), std::tie(b.branch, b.id));
}

}  // namespace krul::domain
