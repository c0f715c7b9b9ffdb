// Explains a promise in words: what the day's clerk would have counted on fingers. Declared in service_level.h.
#include <algorithm>
#include <array>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/civil_time.h"
#include "services/domain/calendar/business_calendar.h"
#include "services/domain/promise/service_level.h"

namespace krul::domain {
namespace {

std::string DayInWords(absl::CivilDay day) {
  constexpr std::array<const char*, 7> kWeekdays = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  return absl::StrCat(kWeekdays[static_cast<std::size_t>(absl::GetWeekday(day))], " ", day.day(), " ",
                      kMonths[static_cast<std::size_t>(day.month() - 1)]);
}

// As the wall clock of the branch shows it. Midnight at the end of `day` is 24:00 of it.
std::string TimeInWords(const Branch& branch, Instant at, absl::CivilDay day) {
  const absl::CivilSecond shown = branch.time_zone.At(absl::FromUnixMillis(ToMillis(at))).cs;
  if (absl::CivilDay(shown) == day + 1 && shown == absl::CivilSecond(day + 1)) return "24:00";
  return absl::StrCat(absl::Dec(shown.hour(), absl::kZeroPad2), ":", absl::Dec(shown.minute(), absl::kZeroPad2));
}

std::string MomentInWords(const Branch& branch, Instant at) {
  const absl::CivilSecond shown = branch.time_zone.At(absl::FromUnixMillis(ToMillis(at))).cs;
  const absl::CivilDay day =
      shown == absl::CivilSecond(absl::CivilDay(shown)) ? absl::CivilDay(shown) - 1 : absl::CivilDay(shown);
  return absl::StrCat(DayInWords(day), " ", TimeInWords(branch, at, day));
}

std::string SpanInWords(Millis span) {
  const std::int64_t minutes = span.count() / 60000;
  const std::int64_t seconds = span.count() / 1000 % 60;
  std::vector<std::string> parts;
  if (minutes >= 60) parts.push_back(absl::StrCat(minutes / 60, " h"));
  if (minutes % 60 != 0) parts.push_back(absl::StrCat(minutes % 60, " min"));
  if (seconds != 0) parts.push_back(absl::StrCat(seconds, " s"));
  return parts.empty() ? "0 min" : absl::StrJoin(parts, " ");
}

std::string SkippedBecause(const BusinessCalendar::Day& day) {
  if (!day.closed_because.empty()) return day.closed_because;
  constexpr std::array<const char*, 7> kWeekdays = {"Mondays", "Tuesdays",  "Wednesdays", "Thursdays",
                                                    "Fridays", "Saturdays", "Sundays"};
  if (day.special) return "closed on this date";
  return absl::StrCat("closed on ", kWeekdays[static_cast<std::size_t>(absl::GetWeekday(day.day))]);
}

// One line for a day of which hours are counted.
std::string HoursOfDay(const Branch& branch, const BusinessCalendar::Day& day, Instant called_at) {
  const std::string name = absl::StrCat(DayInWords(day.day), ": ");
  if (!day.working_day) return absl::StrCat(name, "skipped, ", SkippedBecause(day));
  if (day.counted.empty()) {
    // The day of the call after closing, or the day of the deadline before its opening.
    return absl::StrCat(name, "nothing counted after ", TimeInWords(branch, called_at, day.day));
  }
  Millis sum(0);
  std::vector<std::string> intervals;
  for (const OpenSpan& span : day.counted) {
    sum += span.to - span.from;
    intervals.push_back(
        absl::StrCat(TimeInWords(branch, span.from, day.day), "-", TimeInWords(branch, span.to, day.day)));
  }
  return absl::StrCat(name, absl::StrJoin(intervals, ", "), " counted, ", SpanInWords(sum));
}

std::string MinuteInWords(int minute) {
  return absl::StrCat(absl::Dec(minute / 60, absl::kZeroPad2), ":", absl::Dec(minute % 60, absl::kZeroPad2));
}

// "between 09:00 and 11:00, not before Thu 26 Nov 09:00"
std::string WindowInWords(const Branch& branch, const CallWindow& window) {
  std::vector<std::string> words;
  if (window.from_minute > 0 && window.until_minute < 1440) {
    words.push_back(
        absl::StrCat("between ", MinuteInWords(window.from_minute), " and ", MinuteInWords(window.until_minute)));
  } else if (window.from_minute > 0) {
    words.push_back(absl::StrCat("not before ", MinuteInWords(window.from_minute)));
  } else if (window.until_minute < 1440) {
    words.push_back(absl::StrCat("not after ", MinuteInWords(window.until_minute)));
  }
  if (window.not_before != Instant{}) {
    words.push_back(absl::StrCat("not before ", MomentInWords(branch, window.not_before)));
  }
  return words.empty() ? "at any hour" : absl::StrJoin(words, ", ");
}

std::vector<std::string> ExplainLevel(const Firm& firm, const Branch& branch, const Category& category,
                                      Instant called_at) {
  const BusinessCalendar calendar(firm.CalendarOf(branch), branch.time_zone);
  const ServiceLevel& level = category.call_back_within;
  const Instant due = PlanPromise(firm, branch, category, called_at).due_at;
  if (due == kNever) return {"No deadline: the calendar of the branch does not open again."};

  std::vector<std::string> lines;
  if (level.kind == ServiceLevel::Kind::kBusinessTime) {
    // Counted up to where the time ran out; what rounding adds is told in the last line.
    const Instant exact = calendar.Add(called_at, level.business_time);
    for (const BusinessCalendar::Day& day : calendar.Days(called_at, exact)) {
      lines.push_back(HoursOfDay(branch, day, called_at));
    }
    std::string last = absl::StrCat("Due ", MomentInWords(branch, due), ": ", SpanInWords(level.business_time),
                                    " of business time after the call");
    if (exact != due) absl::StrAppend(&last, ", rounded up by ", SpanInWords(due - exact));
    lines.push_back(last + ".");
    return lines;
  }

  const bool same_day = level.kind == ServiceLevel::Kind::kSameDay;
  int working_days = 0;
  for (const BusinessCalendar::Day& day : calendar.Days(called_at, due)) {
    const std::string name = absl::StrCat(DayInWords(day.day), ": ");
    if (lines.empty()) {
      const std::optional<Instant> closing = calendar.ClosingOfDay(called_at);
      std::string line = name + "the day of the call";
      if (!day.working_day) {
        absl::StrAppend(&line, ", ", SkippedBecause(day));
      } else if (same_day && closing == due) {
        absl::StrAppend(&line, ", noted at least ", SpanInWords(level.same_day_margin), " before closing at ",
                        TimeInWords(branch, due, day.day));
      } else if (same_day && called_at >= *closing) {
        absl::StrAppend(&line, ", after closing at ", TimeInWords(branch, *closing, day.day));
      } else if (same_day) {
        absl::StrAppend(&line, ", less than ", SpanInWords(level.same_day_margin), " before closing at ",
                        TimeInWords(branch, *closing, day.day));
      } else {
        absl::StrAppend(&line, ", not counted");
      }
      lines.push_back(line);
    } else if (!day.working_day) {
      lines.push_back(absl::StrCat(name, "skipped, ", SkippedBecause(day)));
    } else {
      ++working_days;
      lines.push_back(
          absl::StrCat(name, "working day ", working_days, same_day ? "" : absl::StrCat(" of ", level.working_days)));
    }
  }
  const std::string which =
      working_days == 0 ? "the same day" : absl::StrCat("working day ", working_days, " after the day of the call");
  lines.push_back(absl::StrCat("Due ", MomentInWords(branch, due), ": closing of ", which, ", not rounded."));
  return lines;
}

}  // namespace

std::vector<std::string> ExplainPromise(const Firm& firm, const Branch& branch, const Category& category,
                                        Instant called_at, const Window& window) {
  std::vector<std::string> lines = ExplainLevel(firm, branch, category, called_at);
  if (!window) return lines;
  const std::string wish = absl::StrCat("The caller wants to be called ", WindowInWords(branch, *window), ": ");
  const PromisePlan plan = PlanPromise(firm, branch, category, called_at, window);
  if (plan.due_at == kNever) {
    lines.push_back(wish + "the branch is never open then.");
  } else if (plan.beyond_level) {
    lines.push_back(
        absl::StrCat(wish, "too little of that is left before, so due ", MomentInWords(branch, plan.due_at), "."));
  } else {
    lines.push_back(absl::StrCat(wish, "due ", MomentInWords(branch, plan.due_at), ", the last moment of it before."));
  }
  return lines;
}

}  // namespace krul::domain
