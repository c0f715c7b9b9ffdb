#include "clients/terminal/phrases/standing.h"

#include "clients/terminal/text/times.h"

namespace krul::terminal {

bool IsClosed(const v1::Callback& callback) {
  return callback.state() == v1::COMPLETED || callback.state() == v1::CANCELLED;
}

v1::StandingLevel LevelAt(const v1::Callback& callback, absl::Time now) {
  const v1::Standing& standing = callback.standing();
  return standing.has_worsens_time() && now >= FromProto(standing.worsens_time()) ? standing.worsens_to()
                                                                                  : standing.level();
}

absl::Time DueOf(const v1::Callback& callback) {
  return callback.standing().has_due_time() ? FromProto(callback.standing().due_time()) : absl::InfiniteFuture();
}

bool IsToRetry(const v1::Callback& callback) { return callback.standing().moment() == v1::RETRY; }

bool LacksOnlyTick(const v1::Callback& callback) {
  return !IsClosed(callback) && callback.promise().reached() && !callback.has_retry_time();
}

std::string CallingPerson(const v1::Callback& callback, absl::Time now) {
  if (callback.state() != v1::CALLING) return "";
  if (callback.has_call_lease_end_time() && FromProto(callback.call_lease_end_time()) < now) return "";
  return callback.calling_person();
}

bool ComesBefore(const v1::Callback& one, const v1::Callback& other) {
  const auto rank = [](const v1::Callback& callback) {
    return callback.standing().has_rank_time() ? FromProto(callback.standing().rank_time()) : absl::InfiniteFuture();
  };
  return rank(one) != rank(other) ? rank(one) < rank(other) : one.name() < other.name();
}

Tone ToneAt(const v1::Callback& callback, absl::Time now) {
  if (IsClosed(callback)) return ToneOf(callback.promise().status());
  switch (LevelAt(callback, now)) {
    case v1::LATE:
      return Tone::kAlarm;
    case v1::SOON:
      return Tone::kWarning;
    default:
      return Tone::kPlain;
  }
}

Tone ToneOf(v1::PromiseStatus status) {
  switch (status) {
    case v1::BROKEN:
    case v1::MISSED:
      return Tone::kAlarm;
    case v1::AT_RISK:
      return Tone::kWarning;
    case v1::KEPT:
      return Tone::kGood;
    default:
      return Tone::kPlain;
  }
}

std::string SignAt(const v1::Callback& callback, absl::Time now) {
  if (IsClosed(callback)) return SignOf(callback.promise().status());
  switch (LevelAt(callback, now)) {
    case v1::LATE:
      return "!!";
    case v1::SOON:
      return "!";
    default:
      return " ";
  }
}

std::string SignOf(v1::PromiseStatus status) {
  switch (status) {
    case v1::AT_RISK:
      return "!";
    case v1::BROKEN:
      return "!!";
    case v1::KEPT:
      return "✓";
    case v1::MISSED:
      return "✗";
    default:
      return " ";
  }
}

}  // namespace krul::terminal
