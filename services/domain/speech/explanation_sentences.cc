#include "services/domain/speech/explanation_sentences.h"

#include <array>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/civil_time.h"

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
std::string TimeInWords(const absl::TimeZone& zone, Instant at, absl::CivilDay day) {
  const absl::CivilSecond shown = zone.At(absl::FromUnixMillis(ToMillis(at))).cs;
  if (absl::CivilDay(shown) == day + 1 && shown == absl::CivilSecond(day + 1)) return "24:00";
  return absl::StrCat(absl::Dec(shown.hour(), absl::kZeroPad2), ":", absl::Dec(shown.minute(), absl::kZeroPad2));
}

std::string MomentInWords(const absl::TimeZone& zone, Instant at) {
  const absl::CivilSecond shown = zone.At(absl::FromUnixMillis(ToMillis(at))).cs;
  const absl::CivilDay day =
      shown == absl::CivilSecond(absl::CivilDay(shown)) ? absl::CivilDay(shown) - 1 : absl::CivilDay(shown);
  return absl::StrCat(DayInWords(day), " ", TimeInWords(zone, at, day));
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

std::string ClosedBecause(const ExplainedDay& day) {
  constexpr std::array<const char*, 7> kWeekdays = {"Mondays", "Tuesdays",  "Wednesdays", "Thursdays",
                                                    "Fridays", "Saturdays", "Sundays"};
  if (day.skip == ExplainedDay::Skip::kHoliday) return day.holiday;
  if (day.skip == ExplainedDay::Skip::kDate) return "closed on this date";
  return absl::StrCat("closed on ", kWeekdays[static_cast<std::size_t>(absl::GetWeekday(day.day))]);
}

std::string Counted(const absl::TimeZone& zone, const ExplainedDay& day) {
  std::vector<std::string> intervals;
  for (const OpenSpan& span : day.counted) {
    intervals.push_back(absl::StrCat(TimeInWords(zone, span.from, day.day), "-", TimeInWords(zone, span.to, day.day)));
  }
  return absl::StrCat(absl::StrJoin(intervals, ", "), " counted, ", SpanInWords(day.counted_time()));
}

std::string DaySentence(const absl::TimeZone& zone, const ExplainedDay& day) {
  const auto time = [&](Instant at) { return TimeInWords(zone, at, day.day); };
  switch (day.kind) {
    case ExplainedDay::Kind::kCounted:
      return Counted(zone, day);
    case ExplainedDay::Kind::kNothingCounted:
      return "nothing counted after " + time(*day.after);
    case ExplainedDay::Kind::kSkipped:
      return "skipped, " + ClosedBecause(day);
    case ExplainedDay::Kind::kCallDayClosed:
      return "the day of the call, " + ClosedBecause(day);
    case ExplainedDay::Kind::kCallDayInTime:
      return absl::StrCat("the day of the call, noted at least ", SpanInWords(day.margin), " before closing at ",
                          time(*day.closing_at));
    case ExplainedDay::Kind::kCallDayTooLate:
      return absl::StrCat("the day of the call, less than ", SpanInWords(day.margin), " before closing at ",
                          time(*day.closing_at));
    case ExplainedDay::Kind::kCallDayAfterClosing:
      return "the day of the call, after closing at " + time(*day.closing_at);
    case ExplainedDay::Kind::kCallDayNotCounted:
      return "the day of the call, not counted";
    case ExplainedDay::Kind::kWorkingDay:
      return absl::StrCat("working day ", day.working_day,
                          day.of_working_days > 0 ? absl::StrCat(" of ", day.of_working_days) : "");
  }
  return "";
}

std::string MinuteInWords(int minute) {
  return absl::StrCat(absl::Dec(minute / 60, absl::kZeroPad2), ":", absl::Dec(minute % 60, absl::kZeroPad2));
}

// "between 09:00 and 11:00, not before Thu 26 Nov 09:00"
std::string WindowInWords(const absl::TimeZone& zone, const CallWindow& window) {
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
    words.push_back(absl::StrCat("not before ", MomentInWords(zone, window.not_before)));
  }
  return words.empty() ? "at any hour" : absl::StrJoin(words, ", ");
}

std::string LevelSentence(const absl::TimeZone& zone, const ExplainedEnd& end) {
  if (end.level == ExplainedEnd::Level::kNeverOpen)
    return "No deadline: the calendar of the branch does not open again.";
  const std::string due = absl::StrCat("Due ", MomentInWords(zone, *end.level_due_at), ": ");
  if (end.level == ExplainedEnd::Level::kBusinessTime) {
    const std::string rounding =
        end.rounded_up > Millis(0) ? absl::StrCat(", rounded up by ", SpanInWords(end.rounded_up)) : "";
    return absl::StrCat(due, SpanInWords(end.business_time), " of business time after the call", rounding, ".");
  }
  const std::string which = end.working_day == 0
                                ? "the same day"
                                : absl::StrCat("working day ", end.working_day, " after the day of the call");
  return absl::StrCat(due, "closing of ", which, ", not rounded.");
}

std::string WindowSentence(const absl::TimeZone& zone, const ExplainedEnd& end) {
  const std::string wish = absl::StrCat("The caller wants to be called ", WindowInWords(zone, *end.window), ": ");
  if (!end.window_due_at) return wish + "the branch is never open then.";
  const std::string due = MomentInWords(zone, *end.window_due_at);
  if (end.window_effect == ExplainedEnd::WindowEffect::kTooLittleBefore)
    return absl::StrCat(wish, "too little of that is left before, so due ", due, ".");
  return absl::StrCat(wish, "due ", due, ", the last moment of it before.");
}

}  // namespace

std::vector<std::string> SentencesOf(const Explanation& explanation, const absl::TimeZone& zone) {
  std::vector<std::string> lines;
  for (const ExplainedDay& day : explanation.days)
    lines.push_back(absl::StrCat(DayInWords(day.day), ": ", DaySentence(zone, day)));
  const ExplainedEnd& end = explanation.end;
  if (end.level != ExplainedEnd::Level::kNothing) lines.push_back(LevelSentence(zone, end));
  if (end.window) lines.push_back(WindowSentence(zone, end));
  if (end.judged_at)
    lines.push_back(absl::StrCat("First promised: ", MomentInWords(zone, *end.judged_at), ", by which it is judged."));
  if (end.agreed_at)
    lines.push_back(absl::StrCat("Agreed anew with the caller: ", MomentInWords(zone, *end.agreed_at), "."));
  return lines;
}

}  // namespace krul::domain
