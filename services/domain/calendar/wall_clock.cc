#include "services/domain/calendar/wall_clock.h"

#include <algorithm>
#include <limits>

#include "absl/time/civil_time.h"

namespace krul::domain {
namespace {

WallMillis ToWall(absl::CivilSecond civil) { return (civil - absl::CivilSecond()) * 1000; }

}  // namespace

std::int64_t LocalDay(absl::TimeZone zone, Instant at) {
  return absl::CivilDay(zone.At(absl::FromUnixMillis(ToMillis(at))).cs) - absl::CivilDay();
}

WallMillis WallClock::Shows(Instant at) {
  const std::int64_t ms = ToMillis(at);
  if (ms < begins_ || ms >= ends_) LookAround(absl::FromUnixMillis(ms));
  return ms + offset_;
}

Instant WallClock::FirstShows(WallMillis wall) {
  if (wall >= stretch_from_ && wall < stretch_to_) return FromMillis(wall - offset_);
  const WallMillis seconds = wall >= 0 ? wall / 1000 : (wall - 999) / 1000;
  const absl::TimeZone::TimeInfo info = zone_.At(absl::CivilSecond() + seconds);
  // Of a repeated time `pre` is the first.
  const absl::Time first = info.kind == absl::TimeZone::TimeInfo::SKIPPED ? info.trans : info.pre;
  LookAround(first);
  const Instant shown = FromMillis(absl::ToUnixMillis(first));
  return info.kind == absl::TimeZone::TimeInfo::SKIPPED ? shown : shown + Millis(wall - seconds * 1000);
}

void WallClock::LookAround(absl::Time at) {
  offset_ = std::int64_t{1000} * zone_.At(at).offset;
  constexpr auto kMin = std::numeric_limits<std::int64_t>::min(), kMax = std::numeric_limits<std::int64_t>::max();
  absl::TimeZone::CivilTransition change;
  const bool changes_after = zone_.NextTransition(at, &change);
  stretch_to_ = changes_after ? ToWall(change.from) : kMax;
  ends_ = changes_after ? stretch_to_ - offset_ : kMax;
  // After the clock was put back it repeats what it showed before: that was first shown in the stretch before.
  // Whole seconds are all that PrevTransition sees, and it answers what lies strictly before.
  const bool changed_before = zone_.PrevTransition(at + absl::Seconds(1), &change);
  stretch_from_ = changed_before ? std::max(ToWall(change.from), ToWall(change.to)) : kMin;
  begins_ = changed_before ? ToWall(change.to) - offset_ : kMin;
}

}  // namespace krul::domain
