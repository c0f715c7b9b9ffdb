#include "clients/terminal/phrases/moments.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "clients/terminal/text/days.h"
#include "clients/terminal/text/times.h"

namespace krul::terminal {
namespace {

std::string WallTime(int64_t minute, const Reader& reader) {
  return reader.Said(
      "time.wall", {{"hour", absl::StrFormat("%02d", minute / 60)}, {"minute", absl::StrFormat("%02d", minute % 60)}});
}

// With the place where the clock shows another time than where it is read.
std::string Placed(std::string time, absl::Time moment, const Reader& reader) {
  if (reader.zone.At(moment).offset == reader.book.zone().At(moment).offset) return time;
  return reader.Said("terminal_time.elsewhere", {{"time", time}, {"place", PlaceOf(reader.zone)}});
}

std::string DayName(absl::Time moment, const Reader& reader) {
  const absl::CivilDay day = absl::ToCivilDay(moment, reader.zone);
  const absl::CivilDay today = absl::ToCivilDay(reader.now, reader.zone);
  if (day == today) return "";
  if (day == today + 1) return reader.Said("time.tomorrow");
  if (day == today - 1) return reader.Said("time.yesterday");
  return DayInWords(day, day.year() != today.year(), reader.language);
}

// In the one unit that says enough.
std::string Span(absl::Duration span, const Reader& reader) {
  const int64_t minutes = absl::ToInt64Minutes(span);
  if (minutes < 120) return reader.Said("terminal_time.minutes", {{"n", minutes}});
  const int64_t hours = minutes / 60;
  if (hours < 48) return reader.Said("time.hours", {{"n", hours}});
  return reader.Said("time.days", {{"n", hours / 24}});
}

}  // namespace

std::string ClockThere(absl::Time moment, const Reader& reader) {
  const absl::CivilMinute civil = absl::ToCivilMinute(moment, reader.zone);
  return WallTime(static_cast<int64_t>(civil.hour()) * 60 + civil.minute(), reader);
}

std::string Clock(absl::Time moment, const Reader& reader) {
  return Placed(ClockThere(moment, reader), moment, reader);
}

std::string Moment(absl::Time moment, const Reader& reader) {
  const std::string day = DayName(moment, reader);
  const std::string time = Clock(moment, reader);
  return day.empty() ? time : reader.Said("time.at", {{"day", day}, {"time", time}});
}

std::string Deadline(absl::Time due, const Reader& reader) {
  if (reader.now > due) {
    const absl::Duration lateness = reader.now - due;
    if (lateness < absl::Minutes(1)) return reader.Said("time.just_late");
    return reader.Said("time.late", {{"span", Span(lateness, reader)}});
  }
  // Midnight ends a day, as callers hear it.
  const absl::CivilMinute civil = absl::ToCivilMinute(due, reader.zone);
  const bool ends_day = civil == absl::CivilMinute(absl::CivilDay(civil));
  const std::string day = DayName(ends_day ? due - absl::Milliseconds(1) : due, reader);
  const std::string time = ends_day ? Placed(WallTime(24 * 60, reader), due, reader) : Clock(due, reader);
  if (day.empty()) return reader.Said("time.by", {{"time", time}});
  return reader.Said("time.day_by", {{"day", day}, {"time", time}});
}

std::string WindowPhrase(const v1::CallWindow& window, const Reader& reader) {
  std::string hours;
  if (window.from_minute() > 0 && window.until_minute() > 0) {
    hours = reader.Said("window.between", {{"from", WallTime(window.from_minute(), reader)},
                                           {"until", WallTime(window.until_minute(), reader)}});
  } else if (window.from_minute() > 0) {
    hours = reader.Said("window.not_before", {{"from", WallTime(window.from_minute(), reader)}});
  } else if (window.until_minute() > 0) {
    hours = reader.Said("window.not_after", {{"until", WallTime(window.until_minute(), reader)}});
  }
  if (!hours.empty()) hours = Placed(std::move(hours), reader.now, reader);
  if (!window.has_not_before_time()) return hours;
  return absl::StrCat(
      hours, hours.empty() ? "" : ", ",
      reader.Said("window.not_before", {{"from", Moment(FromProto(window.not_before_time()), reader)}}));
}

}  // namespace krul::terminal
