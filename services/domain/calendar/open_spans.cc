#include "services/domain/calendar/open_spans.h"

#include <algorithm>
#include <iterator>

namespace krul::domain {
namespace {

constexpr DayNumber kBeforeAll = OpenSpans::kFirstDay - 2;
constexpr DayNumber kAfterAll = OpenSpans::kLastDay + 2;

DayNumber ToNumber(absl::CivilDay day) { return day - absl::CivilDay(); }

std::size_t Weekday(DayNumber day) {
  constexpr DayNumber kThursday = 3;  // 1970-01-01, counted from Monday
  return static_cast<std::size_t>(((day + kThursday) % 7 + 7) % 7);
}

}  // namespace

OpenSpans::OpenSpans(const CalendarRules& rules, absl::TimeZone zone) : rules_(rules), clock_(zone) {
  for (const std::vector<Opening>& openings : rules.week) {
    for (const Opening& opening : openings) week_ += Millis((opening.to_minute - opening.from_minute) * kWallMinute);
  }
}

Millis OpenSpans::EvenWeek(DayNumber day) {
  if (day < kFirstDay || day + 7 > kLastDay || SpecialOn(day) != nullptr) return Millis(0);
  const bool ordinary = day > ordinary_after_ && day + 6 < ordinary_before_;
  return ordinary && clock_.RunsEvenly(day * kWallDay, (day + 7) * kWallDay) ? week_ : Millis(0);
}

DayNumber OpenSpans::LastOpenDay(DayNumber day) const {
  DayNumber last = day + 6;
  while (last > day && rules_.week[Weekday(last)].empty()) --last;
  return last;
}

DayNumber OpenSpans::DayOf(Instant at) {
  constexpr std::int64_t kEarliest = kFirstDay * kWallDay;
  constexpr std::int64_t kLatest = (kLastDay + 1) * kWallDay;
  if (ToMillis(at) < kEarliest) return kBeforeAll;
  if (ToMillis(at) >= kLatest) return kAfterAll - 1;
  const WallMillis wall = clock_.Shows(at);
  return wall >= 0 ? wall / kWallDay : (wall - kWallDay + 1) / kWallDay;
}

const SpecialDay* OpenSpans::SpecialOn(DayNumber day) {
  if (day > ordinary_after_ && day < ordinary_before_) return nullptr;
  const auto next = rules_.special_days.lower_bound(ToCivilDay(day));
  if (next != rules_.special_days.end() && ToNumber(next->first) == day) return &next->second;
  ordinary_before_ = next == rules_.special_days.end() ? kAfterAll : ToNumber(next->first);
  ordinary_after_ = next == rules_.special_days.begin() ? kBeforeAll : ToNumber(std::prev(next)->first);
  return nullptr;
}

const std::vector<Opening>& OpenSpans::OpeningsOn(DayNumber day) {
  const SpecialDay* special = SpecialOn(day);
  return special != nullptr ? special->openings : rules_.week[Weekday(day)];
}

std::optional<NumberedSpan> OpenSpans::SpanOf(DayNumber day, const Opening& opening) {
  const Instant from = clock_.FirstShows(day * kWallDay + opening.from_minute * kWallMinute);
  const Instant to = clock_.FirstShows(day * kWallDay + opening.to_minute * kWallMinute);
  if (from >= to) return std::nullopt;
  return NumberedSpan{from, to, day};
}

std::optional<Instant> OpenSpans::ClosingOf(DayNumber day) {
  const std::vector<Opening>& openings = OpeningsOn(day);
  for (auto opening = openings.rbegin(); opening != openings.rend(); ++opening) {
    if (const std::optional<NumberedSpan> span = SpanOf(day, *opening)) return span->to;
  }
  return std::nullopt;
}

}  // namespace krul::domain
