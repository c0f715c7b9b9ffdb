// Business time counted by a walk over every minute that asks the wall clock and the rules: the judge of calendars.
#pragma once
#include <algorithm>
#include <map>
#include <optional>
#include <vector>

#include "absl/time/time.h"
#include "services/domain/calendar/call_window.h"

namespace krul::domain {

inline constexpr std::int64_t kMinute = 60'000;
inline constexpr int kWindowMinutes = 45 * 24 * 60;

// Which interval is open in each minute of some weeks. An interval lasts from when the clock first shows its start
// until it first shows its end; hence the latest time shown so far decides, not the time shown.
class Timeline {
 public:
  struct Interval {
    absl::CivilDay day;
    int number = 0;  // 0: closed
    bool operator==(const Interval&) const = default;
  };

  // With a window what lies outside of it is closed; its not_before is left to who asks.
  Timeline(const CalendarRules& rules, absl::TimeZone zone, std::int64_t first_minute,
           const CallWindow& window = CallWindow())
      : zone_(zone), window_(window), first_minute_(first_minute) {
    absl::CivilMinute latest = absl::CivilMinute::min();
    for (std::int64_t minute = first_minute - 2 * 1440; minute < first_minute + kWindowMinutes; ++minute) {
      latest = std::max(latest, absl::ToCivilMinute(absl::FromUnixSeconds(minute * 60), zone));
      if (minute >= first_minute) minutes_.push_back(At(rules, latest));
    }
    for (const Interval& interval : minutes_) open_before_.push_back(open_before_.back() + (interval.number != 0));
    for (std::size_t i = 0; i < minutes_.size(); ++i) {
      if (minutes_[i].number != 0) closing_of_day_[minutes_[i].day] = Starts(i + 1);
    }
  }

  // nullopt: later than the window.
  std::optional<Instant> Add(Instant start, Millis amount) const {
    if (amount == Millis(0) && IsOpen(start)) return start;
    const Millis wanted = OpenBefore(start) + amount;
    // The first open minute at whose end enough has passed; for nothing at all, the next one.
    const auto enough = amount == Millis(0)
                            ? std::upper_bound(open_before_.begin(), open_before_.end(), wanted.count() / kMinute)
                            : std::lower_bound(open_before_.begin(), open_before_.end(), CeilToMinutes(wanted));
    if (enough == open_before_.end()) return std::nullopt;
    const std::size_t minute = static_cast<std::size_t>(enough - open_before_.begin()) - 1;
    return Starts(minute) + (wanted - Millis(open_before_[minute] * kMinute));
  }

  std::optional<Instant> NextClosing(Instant at) const {
    std::size_t i = Index(at);
    while (i < minutes_.size() && minutes_[i].number == 0) ++i;
    std::size_t end = i;
    while (end < minutes_.size() && minutes_[end] == minutes_[i]) ++end;
    return end < minutes_.size() ? std::optional(Starts(end)) : std::nullopt;
  }

  Instant Subtract(Instant end, Millis amount, Instant floor) const {
    if (amount == Millis(0)) return end;
    const Millis left = OpenBefore(end) - amount;
    if (left < OpenBefore(floor)) return floor;
    // The last minute before which no more than that has passed: it is open.
    const auto more = std::upper_bound(open_before_.begin(), open_before_.end(), left.count() / kMinute);
    const std::size_t minute = static_cast<std::size_t>(more - open_before_.begin()) - 1;
    return std::max(floor, Starts(minute) + (left - Millis(open_before_[minute] * kMinute)));
  }

  Millis Between(Instant from, Instant to) const { return OpenBefore(to) - OpenBefore(from); }

  bool IsOpen(Instant at) const { return minutes_[Index(at)].number != 0; }

  std::optional<Instant> ClosingOf(absl::CivilDay day) const {
    const auto found = closing_of_day_.find(day);
    return found == closing_of_day_.end() ? std::nullopt : std::optional(found->second);
  }

  absl::CivilDay DayOf(Instant at) const { return absl::ToCivilDay(absl::FromUnixMillis(ToMillis(at)), zone_); }
  Instant Starts(std::size_t index) const {
    return FromMillis((first_minute_ + static_cast<std::int64_t>(index)) * kMinute);
  }

 private:
  Interval At(const CalendarRules& rules, absl::CivilMinute shown) const {
    const absl::CivilDay day(shown);
    const auto special = rules.special_days.find(day);
    const auto& openings = special != rules.special_days.end()
                               ? special->second.openings
                               : rules.week[static_cast<std::size_t>(absl::GetWeekday(day))];
    const int minute = shown.hour() * 60 + shown.minute();
    if (minute < window_.from_minute || minute >= window_.until_minute) return {day, 0};
    for (std::size_t i = 0; i < openings.size(); ++i) {
      if (minute >= openings[i].from_minute && minute < openings[i].to_minute) return {day, static_cast<int>(i) + 1};
    }
    return {day, 0};
  }
  static std::int64_t CeilToMinutes(Millis span) { return (span.count() + kMinute - 1) / kMinute; }
  // Since the window began.
  Millis OpenBefore(Instant at) const {
    const std::size_t i = Index(at);
    const Millis into = minutes_[i].number != 0 ? at - Starts(i) : Millis(0);
    return Millis(open_before_[i] * kMinute) + into;
  }
  std::size_t Index(Instant at) const { return static_cast<std::size_t>(ToMillis(at) / kMinute - first_minute_); }

  absl::TimeZone zone_;
  CallWindow window_;
  std::int64_t first_minute_;
  std::vector<Interval> minutes_;
  std::vector<std::int64_t> open_before_ = {0};  // minutes, before each minute of the window and at its end
  std::map<absl::CivilDay, Instant> closing_of_day_;
};

}  // namespace krul::domain
