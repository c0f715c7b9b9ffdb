#include "services/domain/calendar/business_calendar.h"

#include <algorithm>

namespace krul::domain {

bool BusinessCalendar::IsOpen(Instant at) const {
  bool open = false;
  spans_.Forwards(at, [&](const NumberedSpan& span) {
    open = span.from <= at;
    return false;
  });
  return open;
}

Instant BusinessCalendar::NextOpening(Instant at) const { return Add(at, Millis(0)); }

Instant BusinessCalendar::NextClosing(Instant at) const {
  Instant closing = kNever;
  spans_.Forwards(at, [&](const NumberedSpan& span) {
    closing = span.to;
    return false;
  });
  return closing;
}

Instant BusinessCalendar::Add(Instant start, Millis amount) const {
  Instant reached = kNever;
  Millis left = std::max(amount, Millis(0));
  const auto pass = [&](DayNumber, Millis week) {
    if (left <= week) return false;
    left -= week;
    return true;
  };
  const auto visit = [&](const NumberedSpan& span) {
    const Instant begin = std::max(span.from, start);
    if (left <= span.to - begin) {
      reached = begin + left;
      return false;
    }
    left -= span.to - begin;
    return true;
  };
  spans_.Forwards(start, visit, pass);
  return reached;
}

Instant BusinessCalendar::Subtract(Instant end, Millis amount, Instant floor) const {
  if (amount <= Millis(0)) return std::max(end, floor);
  Instant reached = floor;
  Millis left = amount;
  const auto pass = [&](DayNumber day, Millis week) {
    if (left <= week || spans_.Begins(day) < floor) return false;
    left -= week;
    return true;
  };
  const auto visit = [&](const NumberedSpan& span) {
    const Instant stop = std::min(span.to, end);
    if (stop <= floor) return false;
    if (left <= stop - span.from) {
      reached = std::max(stop - left, floor);
      return false;
    }
    left -= stop - span.from;
    return true;
  };
  spans_.Backwards(end, visit, pass);
  return reached;
}

Millis BusinessCalendar::Between(Instant from, Instant to) const {
  Millis sum(0);
  if (to <= from) return sum;
  if (to == kNever) return Millis::max();
  const auto pass = [&](DayNumber day, Millis week) {
    if (spans_.Begins(day + 7) > to) return false;
    sum += week;
    return true;
  };
  const auto visit = [&](const NumberedSpan& span) {
    if (span.from >= to) return false;
    sum += std::min(span.to, to) - std::max(span.from, from);
    return true;
  };
  spans_.Forwards(from, visit, pass);
  return sum;
}

Instant BusinessCalendar::ClosingOfWorkingDay(Instant start, int n) const {
  const DayNumber date = spans_.DayOf(start);
  int wanted = std::max(n, 1);
  DayNumber open_day = date;
  for (DayNumber day = n <= 0 ? date : date + 1; day <= OpenSpans::kLastDay && day - open_day <= OpenSpans::kGiveUp;
       ++day) {
    const std::optional<Instant> closing = spans_.ClosingOf(day);
    if (!closing) continue;
    if (--wanted == 0) return *closing;
    open_day = day;
  }
  return kNever;
}

std::optional<Instant> BusinessCalendar::ClosingOfDay(Instant at) const { return spans_.ClosingOf(spans_.DayOf(at)); }

std::vector<BusinessCalendar::Day> BusinessCalendar::Days(Instant from, Instant to, int max_days) const {
  std::vector<Day> days;
  if (to <= from) return days;
  const DayNumber first = spans_.DayOf(from);
  for (DayNumber day = first; day <= OpenSpans::kLastDay && day - first < max_days; ++day) {
    if (day > first && spans_.Begins(day) >= to) break;
    Day& entry = days.emplace_back();
    entry.day = ToCivilDay(day);
    for (const Opening& opening : spans_.OpeningsOn(day)) {
      const std::optional<NumberedSpan> span = spans_.SpanOf(day, opening);
      if (!span) continue;
      entry.working_day = true;
      const OpenSpan cut{std::max(span->from, from), std::min(span->to, to), entry.day};
      if (cut.from < cut.to) entry.counted.push_back(cut);
    }
    if (const SpecialDay* special = spans_.SpecialOn(day)) {
      entry.special = true;
      if (entry.counted.empty()) entry.closed_because = special->title;
    }
  }
  return days;
}

}  // namespace krul::domain
