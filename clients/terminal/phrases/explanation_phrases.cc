#include "clients/terminal/phrases/explanation_phrases.h"

#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/civil_time.h"
#include "clients/terminal/phrases/moments.h"
#include "clients/terminal/text/days.h"
#include "clients/terminal/text/times.h"

namespace krul::terminal {
namespace {

using Entry = v1::ExplainDeadlineResponse::Entry;
using Summary = v1::ExplainDeadlineResponse::Summary;

// "1 uur 30 min": a length of business time, whole.
std::string SpanPhrase(int64_t seconds, const Reader& reader) {
  std::vector<std::string> said;
  const auto add = [&](words::Key key, int64_t count) {
    if (count > 0) said.push_back(reader.Said(key, {{"count", count}}));
  };
  add("explain.span_hours", seconds / 3600);
  add("explain.span_minutes", seconds % 3600 / 60);
  add("explain.span_seconds", seconds % 60);
  if (said.empty()) return reader.Said("explain.span_minutes", {{"count", 0}});
  return absl::StrJoin(said, " ");
}

// On the wall of the branch, which the days are of; what ends a day is its 24:00, not the midnight of the next.
std::string TimeOn(absl::CivilDay day, const google::protobuf::Timestamp& moment, const Reader& reader) {
  const absl::Time time = FromProto(moment);
  if (absl::ToCivilDay(time, reader.zone) > day) {
    return reader.Said("time.wall", {{"hour", "24"}, {"minute", "00"}});
  }
  return ClockThere(time, reader);
}

std::string WholeMoment(const google::protobuf::Timestamp& moment, const Reader& reader) {
  const absl::CivilDay day = absl::ToCivilDay(FromProto(moment), reader.zone);
  const bool other_year = day.year() != absl::ToCivilYear(reader.now, reader.zone).year();
  return reader.Said(
      "time.at", {{"day", DayInWords(day, other_year, reader.language)}, {"time", Clock(FromProto(moment), reader)}});
}

std::string ClosedPhrase(const Entry& entry, absl::CivilDay day, const Reader& reader) {
  if (entry.skip() == Entry::HOLIDAY) return entry.holiday();
  if (entry.skip() == Entry::WEEKDAY) {
    return reader.Said("explain.closed_weekday", {{"weekday", WeekdayInWords(day, reader.language)}});
  }
  return reader.Said("explain.closed_date");
}

std::optional<std::string> EntryPhrase(const Entry& entry, const Reader& reader) {
  absl::CivilDay day;
  const auto sentence = entry.kind() == Entry::WORKING_DAY && entry.of_working_days() == 0
                            ? words::Key("explain.working_day_alone")
                            : words::Key::Find("explain", Entry::Kind_Name(entry.kind()));
  if (!sentence || !absl::ParseCivilTime(entry.date(), &day)) return std::nullopt;
  std::vector<std::string> intervals;
  for (const Entry::Interval& interval : entry.intervals()) {
    intervals.push_back(
        absl::StrCat(TimeOn(day, interval.from_time(), reader), "-", TimeOn(day, interval.until_time(), reader)));
  }
  words::Values values = {{"day", DayInWords(day, false, reader.language)},
                          {"intervals", absl::StrJoin(intervals, ", ")},
                          {"length", SpanPhrase(entry.counted_seconds(), reader)},
                          {"margin", SpanPhrase(entry.margin_seconds(), reader)},
                          {"closed", ClosedPhrase(entry, day, reader)},
                          {"number", entry.working_day()},
                          {"all", entry.of_working_days()}};
  if (entry.has_closing_time()) values.emplace_back("time", TimeOn(day, entry.closing_time(), reader));
  if (entry.has_after_time()) values.emplace_back("time", TimeOn(day, entry.after_time(), reader));
  return reader.Said(*sentence, values);
}

std::optional<words::Key> SentenceOfLevel(const Summary& summary) {
  if (summary.level() == Summary::BUSINESS_TIME && summary.rounded_up_seconds() > 0) {
    return words::Key("explain.due_business_time_rounded");
  }
  if (summary.level() == Summary::SAME_DAY && summary.working_day() > 0) {
    return words::Key("explain.due_working_days");
  }
  return words::Key::Find("explain", absl::StrCat("due_", Summary::Level_Name(summary.level())));
}

void AddSummary(const Summary& summary, const Reader& reader, std::vector<std::string>& lines) {
  if (const auto sentence = SentenceOfLevel(summary)) {
    words::Values values = {{"length", SpanPhrase(summary.business_seconds(), reader)},
                            {"rounding", SpanPhrase(summary.rounded_up_seconds(), reader)},
                            {"number", summary.working_day()}};
    if (summary.has_level_due_time()) values.emplace_back("due", WholeMoment(summary.level_due_time(), reader));
    lines.push_back(reader.Said(*sentence, values));
  }
  if (const auto effect = words::Key::Find("explain", Summary::WindowEffect_Name(summary.window_effect()))) {
    words::Values values = {{"window", WindowPhrase(summary.window(), reader)}};
    if (summary.has_window_due_time()) values.emplace_back("due", WholeMoment(summary.window_due_time(), reader));
    lines.push_back(reader.Said(*effect, values));
  }
  if (summary.has_judged_due_time()) {
    lines.push_back(reader.Said("explain.judged", {{"due", WholeMoment(summary.judged_due_time(), reader)}}));
  }
  if (summary.has_agreed_due_time()) {
    lines.push_back(reader.Said("explain.agreed", {{"due", WholeMoment(summary.agreed_due_time(), reader)}}));
  }
}

}  // namespace

std::vector<std::string> ExplanationLines(const v1::ExplainDeadlineResponse& explained, const Reader& reader) {
  if (explained.entries().empty() && !explained.has_summary()) {
    return {explained.lines().begin(), explained.lines().end()};
  }
  std::vector<std::string> lines;
  for (const Entry& entry : explained.entries()) {
    if (auto line = EntryPhrase(entry, reader)) lines.push_back(*std::move(line));
  }
  AddSummary(explained.summary(), reader, lines);
  return lines;
}

}  // namespace krul::terminal
