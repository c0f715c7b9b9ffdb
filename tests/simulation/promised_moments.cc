#include "tests/simulation/promised_moments.h"

#include <algorithm>
#include <chrono>

namespace krul::simulation {
using namespace domain;
using namespace std::chrono_literals;

namespace {

constexpr int kSearchedDays = 400;  // closed ones in a row
constexpr Millis kInstant(1);

}  // namespace

PromisedMoments::PromisedMoments(const Firm& firm, const Branch& branch, const Window& window)
    : rules_(firm.CalendarOf(branch)), zone_(branch.time_zone), window_(window) {}

absl::CivilDay PromisedMoments::DateOf(Instant at) const {
  return absl::ToCivilDay(absl::FromUnixMillis(ToMillis(at)), zone_);
}

std::int64_t PromisedMoments::LocalDay(Instant at) const { return DateOf(at) - absl::CivilDay(1970, 1, 1); }

std::vector<PromisedMoments::Span> PromisedMoments::On(absl::CivilDay day, const Window& window) const {
  const auto special = rules_.special_days.find(day);
  const auto& openings = special != rules_.special_days.end()
                             ? special->second.openings
                             : rules_.week[static_cast<std::size_t>(absl::GetWeekday(day))];
  // What the wall skips is the instant of the jump; of what it shows twice, the first time.
  const auto shown = [&](int minute) {
    const absl::TimeZone::TimeInfo info = zone_.At(absl::CivilSecond(day) + 60 * minute);
    const bool skipped = info.kind == absl::TimeZone::TimeInfo::SKIPPED;
    return FromMillis(absl::ToUnixMillis(skipped ? info.trans : info.pre));
  };
  std::vector<Span> spans;
  for (const Opening& opening : openings) {
    const int from = window ? std::max(opening.from_minute, window->from_minute) : opening.from_minute;
    const int until = window ? std::min(opening.to_minute, window->until_minute) : opening.to_minute;
    if (from >= until) continue;
    if (const Span span{shown(from), shown(until)}; span.from < span.to) spans.push_back(span);
  }
  return spans;
}

template <class Visit>
void PromisedMoments::From(Instant at, const Window& window, Visit visit) const {
  absl::CivilDay open_day = DateOf(at) - 1;
  for (absl::CivilDay day = open_day; day < open_day + kSearchedDays; ++day) {
    for (const Span& span : On(day, window)) {
      open_day = day;
      if (span.to > at && !visit(span)) return;
    }
  }
}

Instant PromisedMoments::Begin(Instant from) const { return window_ ? std::max(from, window_->not_before) : from; }

Instant PromisedMoments::After(Instant begin, Millis wanted, const Window& window) const {
  Instant after = kNever;
  From(begin, window, [&](const Span& span) {
    const Instant start = std::max(span.from, begin);
    if (wanted <= span.to - start) {
      after = start + wanted;
      return false;
    }
    wanted -= span.to - start;
    return true;
  });
  return after;
}

Millis PromisedMoments::OpenTime(Instant from, Instant to) const {
  Millis open(0);
  From(from, std::nullopt, [&](const Span& span) {
    open += std::max(Millis(0), std::min(span.to, to) - std::max(span.from, from));
    return span.to < to;
  });
  return open;
}

Instant PromisedMoments::ClosingAround(Instant at, const Window& window) const {
  Instant closing = kNever;
  From(at - kInstant, window, [&](const Span& span) {
    closing = span.to;
    return false;
  });
  return closing;
}

bool PromisedMoments::IsOpenUntil(Instant at) const {
  bool open = false;
  From(at - kInstant, std::nullopt, [&](const Span& span) {
    open = span.from < at;
    return false;
  });
  return open;
}

std::optional<PromisedMoments::Span> PromisedMoments::OpeningAt(Instant at) const {
  std::optional<Span> opening;
  From(at, std::nullopt, [&](const Span& span) {
    opening = span;
    return false;
  });
  return opening;
}

Instant PromisedMoments::ClosingOfNextWorkingDay(Instant at) const {
  return ClosingOfWorkingDay(DateOf(at), 1, std::nullopt);
}

Instant PromisedMoments::ClosingOfWorkingDay(absl::CivilDay after, int count, const Window& window) const {
  for (absl::CivilDay day = after + 1; day < after + kSearchedDays; ++day) {
    const std::vector<Span> spans = On(day, window);
    if (!spans.empty() && --count == 0) return spans.back().to;
  }
  return kNever;
}

Instant PromisedMoments::RoundedUp(Instant due, const Window& window) const {
  if (due == kNever) return due;
  constexpr std::int64_t kFiveMinutes = 300'000;
  const std::int64_t over = ToMillis(due) % kFiveMinutes;
  return std::min(over == 0 ? due : due + Millis(kFiveMinutes - over), ClosingAround(due, window));
}

Instant PromisedMoments::ByLevel(const Category& category, Instant called_at) const {
  const ServiceLevel& level = category.call_back_within;
  const absl::CivilDay today = DateOf(called_at);
  switch (level.kind) {
    case ServiceLevel::Kind::kBusinessTime:
      return RoundedUp(After(called_at, level.business_time, std::nullopt), std::nullopt);
    case ServiceLevel::Kind::kWorkingDays:
      return ClosingOfWorkingDay(today, level.working_days, std::nullopt);
    case ServiceLevel::Kind::kSameDay: {
      const std::vector<Span> spans = On(today, std::nullopt);
      const bool today_will_do = !spans.empty() && called_at + level.same_day_margin <= spans.back().to;
      return today_will_do ? spans.back().to : ClosingOfWorkingDay(today, 1, std::nullopt);
    }
  }
  return kNever;
}

PromisedMoments::Promised PromisedMoments::Due(const Category& category, Instant called_at) const {
  const Instant by_level = ByLevel(category, called_at);
  if (!window_) return {by_level, false};
  const Instant begin = Begin(called_at);
  const Millis length = 1min * (window_->until_minute - window_->from_minute);
  const Millis enough = std::min(category.acknowledge_within, length);
  // What the service level leaves of the window.
  Millis left(0);
  Instant last = begin;
  From(begin, window_, [&](const Span& span) {
    if (span.from >= by_level) return false;
    left += std::max(Millis(0), std::min(span.to, by_level) - std::max(span.from, begin));
    last = std::min(span.to, by_level);
    return true;
  });
  const Instant whole_day = ClosingOfWorkingDay(DateOf(begin), 1, window_);
  if (left >= enough || whole_day <= by_level) return {last, false};
  const Instant possible = After(begin, enough, window_);
  if (possible == kNever) return {kNever, true};
  const bool by_hours = category.call_back_within.kind == ServiceLevel::Kind::kBusinessTime;
  const Instant counted = After(begin, category.call_back_within.business_time, window_);
  if (by_hours && length == 24h) {
    const Instant at_any_hour = RoundedUp(counted, window_);
    return {at_any_hour, at_any_hour > by_level};
  }
  Instant due = std::min(whole_day, On(DateOf(possible - kInstant), window_).back().to);
  if (by_hours) {
    due = std::min(due, RoundedUp(std::max(possible, counted), window_));
  }
  return {due, due > by_level};
}

Instant PromisedMoments::AtRisk(const Category& category, Instant from, Instant due) const {
  const Instant begin = Begin(from);
  if (due == kNever || due <= begin) return due;
  std::vector<Span> parts;
  Millis open(0);
  From(begin, window_, [&](const Span& span) {
    if (span.from >= due) return false;
    parts.push_back({std::max(span.from, begin), std::min(span.to, due)});
    open += parts.back().to - parts.back().from;
    return true;
  });
  const bool by_file = category.at_risk_before > Millis(0);
  if (!by_file && open == Millis(0)) return due - (due - begin) / 4;
  // So much may pass before it is at risk.
  Millis calm = open - (by_file ? category.at_risk_before : open / 4);
  if (calm < Millis(0)) return begin;
  for (const Span& part : parts) {
    if (calm < part.to - part.from) return part.from + calm;
    calm -= part.to - part.from;
  }
  return due;
}

Instant PromisedMoments::Earliest(Instant from, Instant due) const {
  Instant earliest{};
  if (!window_) return earliest;
  From(Begin(from), window_, [&](const Span& span) {
    earliest = std::max(span.from, Begin(from));
    return false;
  });
  return earliest < due ? earliest : Instant{};
}

bool PromisedMoments::LiesInWindow(Instant moment) const {
  const Instant last = moment - kInstant;
  const absl::CivilMinute wall = absl::ToCivilMinute(absl::FromUnixMillis(ToMillis(last)), zone_);
  const std::int64_t minute = wall - absl::CivilMinute(absl::CivilDay(wall));
  return last >= window_->not_before && minute >= window_->from_minute && minute < window_->until_minute;
}

Instant PromisedMoments::Retry(const Category& category, Instant from) const {
  const Millis wait = category.retry_after > Millis(0) ? category.retry_after : Millis(2h);
  const Instant in_window = After(Begin(from), wait, window_);
  if (in_window == kNever) return After(from, wait, std::nullopt);
  return std::min(in_window, ClosingAround(After(Begin(from), wait, std::nullopt), window_));
}

}  // namespace krul::simulation
