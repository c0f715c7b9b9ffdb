#include "clients/terminal/files/file_moment.h"

#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"

namespace krul::terminal {
namespace {

using Words = std::vector<std::string>;

bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }

std::optional<int> Number(absl::string_view text, size_t most_digits) {
  int value = 0;
  if (text.empty() || text.size() > most_digits) return std::nullopt;
  for (const char c : text) {
    if (!IsDigit(c)) return std::nullopt;
  }
  return absl::SimpleAtoi(text, &value) ? std::optional(value) : std::nullopt;
}

// By its name in Dutch or English, whole or cut after three letters or more.
std::optional<int> MonthOf(absl::string_view word) {
  static constexpr std::array<std::pair<absl::string_view, int>, 21> kMonths = {
      {{"januari", 1},  {"january", 1},   {"februari", 2}, {"february", 2}, {"maart", 3},     {"mrt", 3},
       {"march", 3},    {"april", 4},     {"mei", 5},      {"may", 5},      {"juni", 6},      {"june", 6},
       {"juli", 7},     {"july", 7},      {"augustus", 8}, {"august", 8},   {"september", 9}, {"oktober", 10},
       {"october", 10}, {"november", 11}, {"december", 12}}};
  word = absl::StripSuffix(word, ".");
  if (word.size() < 3) return std::nullopt;
  for (const auto& [name, month] : kMonths) {
    if (absl::StartsWith(name, word)) return month;
  }
  return std::nullopt;
}

bool IsWeekday(absl::string_view word) {
  static constexpr std::array<absl::string_view, 14> kDays = {
      "maandag", "dinsdag", "woensdag",  "donderdag", "vrijdag", "zaterdag", "zondag",
      "monday",  "tuesday", "wednesday", "thursday",  "friday",  "saturday", "sunday"};
  word = absl::StripSuffix(word, ".");
  if (word.size() < 2) return false;
  for (const absl::string_view day : kDays) {
    if (absl::StartsWith(day, word)) return true;
  }
  return false;
}

// The words of a moment, small: a T between figures parts day and hour as a blank does.
Words Parted(absl::string_view text) {
  std::string small = absl::AsciiStrToLower(text);
  for (size_t i = 1; i + 1 < small.size(); ++i) {
    if (small[i] == 't' && IsDigit(small[i - 1]) && IsDigit(small[i + 1])) small[i] = ' ';
  }
  absl::StrReplaceAll({{", ", " "}, {"\t", " "}}, &small);
  return absl::StrSplit(small, ' ', absl::SkipEmpty());
}

std::optional<absl::CivilDay> Day(int year, int month, int day) {
  const absl::CivilDay civil(year, month, day);
  if (civil.year() != year || civil.month() != month || civil.day() != day) return std::nullopt;
  return civil;
}

struct ReadDay {
  std::optional<absl::CivilDay> day;
  bool two_ways = false;
};

// 3 parts in figures, of which one has four and is the year, unless the order is known.
ReadDay DayInFigures(const Words& parts, DateOrder order) {
  std::array<int, 3> of{};
  for (size_t i = 0; i < 3; ++i) {
    const auto value = Number(parts[i], 4);
    if (!value || parts[i].size() == 3) return {};
    of[i] = *value;
  }
  if (parts[0].size() == 4) return {parts[2].size() <= 2 ? Day(of[0], of[1], of[2]) : std::nullopt};
  if (parts[1].size() == 4) return {};
  const bool short_year = parts[2].size() != 4;
  if (short_year && order == DateOrder::kUnknown) return {std::nullopt, true};
  constexpr int kCentury = 2000;
  if (order == DateOrder::kYearMonthDay && short_year) return {Day(kCentury + of[0], of[1], of[2])};
  const int year = short_year ? kCentury + of[2] : of[2];
  const auto day_first = Day(year, of[1], of[0]);
  const auto month_first = Day(year, of[0], of[1]);
  if (day_first && month_first && day_first != month_first) {
    if (order == DateOrder::kDayMonthYear) return {day_first};
    if (order == DateOrder::kMonthDayYear) return {month_first};
    return {std::nullopt, true};
  }
  return {day_first ? day_first : month_first};
}

ReadDay DayWithName(const Words& parts) {
  const auto year = Number(parts[2], 4);
  const bool month_first = MonthOf(parts[0]).has_value();
  const auto month = MonthOf(parts[month_first ? 0 : 1]);
  const auto day = Number(parts[month_first ? 1 : 0], 2);
  if (!year || parts[2].size() != 4 || !month || !day) return {};
  return {Day(*year, *month, *day)};
}

// Takes the day off the front of `words`.
ReadDay TakeDay(Words& words, DateOrder order) {
  if (!words.empty() && !MonthOf(words[0]) && IsWeekday(words[0])) words.erase(words.begin());
  if (words.empty()) return {};
  for (const char separator : {'-', '/', '.'}) {
    Words parts = absl::StrSplit(words[0], separator);
    if (parts.size() != 3) continue;
    words.erase(words.begin());
    const bool named = MonthOf(parts[0]) || MonthOf(parts[1]);
    return named ? DayWithName(parts) : DayInFigures(parts, order);
  }
  if (words.size() < 3) return {};
  const Words parts(words.begin(), words.begin() + 3);
  words.erase(words.begin(), words.begin() + 3);
  return DayWithName(parts);
}

struct Hour {
  absl::Duration since_midnight;
  std::optional<absl::Duration> offset;  // from UTC; none: in the zone of the file
};

// "+01:00", "+0100" or "+01".
std::optional<absl::Duration> OffsetOf(absl::string_view text) {
  if (text == "z" || text == "utc" || text == "gmt") return absl::ZeroDuration();
  if (text.size() < 3 || (text[0] != '+' && text[0] != '-')) return std::nullopt;
  const std::string figures = absl::StrReplaceAll(text.substr(1), {{":", ""}});
  const auto value = Number(figures, 4);
  if (!value || figures.size() == 3 || figures.size() == 1) return std::nullopt;
  const int hours = figures.size() == 4 ? *value / 100 : *value;
  const int minutes = figures.size() == 4 ? *value % 100 : 0;
  if (hours > 15 || minutes > 59) return std::nullopt;
  const absl::Duration offset = absl::Hours(hours) + absl::Minutes(minutes);
  return text[0] == '-' ? -offset : offset;
}

// Takes figures off the front of `text`.
std::optional<int> TakeNumber(absl::string_view& text, size_t fewest, size_t most) {
  size_t length = 0;
  while (length < text.size() && IsDigit(text[length])) ++length;
  if (length < fewest || length > most) return std::nullopt;
  const auto value = Number(text.substr(0, length), most);
  text.remove_prefix(length);
  return value;
}

// What stands behind the figures of an hour: "pm", "uur", an offset. False when it is something else.
bool ReadRest(absl::string_view rest, int& hour, Hour& read) {
  for (const absl::string_view half : {"am", "a.m.", "pm", "p.m."}) {
    if (!absl::ConsumePrefix(&rest, half)) continue;
    if (hour < 1 || hour > 12) return false;
    hour = hour % 12 + (half[0] == 'p' ? 12 : 0);
    break;
  }
  if (!absl::ConsumePrefix(&rest, "uur")) absl::ConsumePrefix(&rest, "h");
  if (rest.empty()) return true;
  read.offset = OffsetOf(rest);
  return read.offset.has_value();
}

std::optional<Hour> HourOf(const Words& words) {
  const std::string joined = absl::StrJoin(words, "");
  absl::string_view rest = joined;
  auto hour = TakeNumber(rest, 1, 2);
  if (!hour || rest.empty() || (rest[0] != ':' && rest[0] != '.')) return std::nullopt;
  const char separator = rest[0];
  rest.remove_prefix(1);
  const auto minute = TakeNumber(rest, 2, 2);
  if (!minute) return std::nullopt;
  std::optional<int> second = 0;
  std::optional<int> milliseconds = 0;
  if (!rest.empty() && rest[0] == separator) {
    rest.remove_prefix(1);
    second = TakeNumber(rest, 2, 2);
    if (!second) return std::nullopt;
    if (!rest.empty() && (rest[0] == '.' || rest[0] == ',')) {
      rest.remove_prefix(1);
      const absl::string_view fraction = rest;
      if (!TakeNumber(rest, 1, 9)) return std::nullopt;
      milliseconds = Number(absl::StrCat(fraction.substr(0, fraction.size() - rest.size()), "00").substr(0, 3), 3);
    }
  }
  Hour read;
  if (!ReadRest(rest, *hour, read)) return std::nullopt;
  if (*hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  read.since_midnight =
      absl::Hours(*hour) + absl::Minutes(*minute) + absl::Seconds(*second) + absl::Milliseconds(*milliseconds);
  return read;
}

std::optional<absl::Time> On(absl::CivilDay day, const Hour& hour, absl::TimeZone zone) {
  if (hour.offset) return absl::FromCivil(day, absl::UTCTimeZone()) + hour.since_midnight - *hour.offset;
  const int64_t seconds = absl::ToInt64Seconds(hour.since_midnight);
  const auto info = zone.At(absl::CivilSecond(day) + seconds);
  if (info.kind == absl::TimeZone::TimeInfo::SKIPPED) return std::nullopt;
  return info.pre + (hour.since_midnight - absl::Seconds(seconds));
}

// A spreadsheet keeps a moment as days since the end of 1899, the hour as a part of a day. None for what cannot be one
// of this century.
std::optional<double> SpreadsheetDays(absl::string_view text) {
  constexpr double kFirst = 36526;  // 1 January 2000
  constexpr double kLast = 73051;   // 1 January 2100
  double days = 0;
  if (text.size() < 5 || text.find_first_not_of("0123456789.,") != absl::string_view::npos) return std::nullopt;
  if (text.size() > 5 && text[5] != '.' && text[5] != ',') return std::nullopt;
  if (!absl::SimpleAtod(absl::StrReplaceAll(text, {{",", "."}}), &days)) return std::nullopt;
  return days >= kFirst && days < kLast ? std::optional(days) : std::nullopt;
}

}  // namespace

std::optional<DateOrder> DateOrderOf(std::string_view word) {
  if (word == "d-m-y") return DateOrder::kDayMonthYear;
  if (word == "m-d-y") return DateOrder::kMonthDayYear;
  if (word == "y-m-d") return DateOrder::kYearMonthDay;
  return std::nullopt;
}

FileMoment MomentFromFile(std::string_view text, DateOrder order, WithoutHour without_hour, absl::TimeZone zone) {
  const absl::string_view typed = absl::StripAsciiWhitespace(absl::string_view(text.data(), text.size()));
  absl::Time moment;
  std::string fault;
  if (absl::ParseTime(absl::RFC3339_full, typed, &moment, &fault) && moment != absl::InfiniteFuture() &&
      moment != absl::InfinitePast()) {
    return {moment};
  }
  const int64_t full_day = without_hour == WithoutHour::kEndsTheDay ? 1 : 0;
  if (const auto days = SpreadsheetDays(typed)) {
    constexpr double kDaySeconds = 24 * 60 * 60;
    const double whole = std::floor(*days);
    const auto seconds = static_cast<int64_t>(std::llround((*days - whole) * kDaySeconds));
    const absl::CivilDay day = absl::CivilDay(1899, 12, 30) + static_cast<int64_t>(whole);
    return {On(seconds == 0 ? day + full_day : day, {absl::Seconds(seconds), std::nullopt}, zone)};
  }
  Words words = Parted(typed);
  const ReadDay read = TakeDay(words, order);
  if (!read.day) return {std::nullopt, read.two_ways};
  for (const absl::string_view filler : {"om", "at"}) {
    if (words.size() > 1 && words[0] == filler) words.erase(words.begin());
  }
  if (words.empty()) return {On(*read.day + full_day, {}, zone)};
  const auto hour = HourOf(words);
  return {hour ? On(*read.day, *hour, zone) : std::nullopt};
}

}  // namespace krul::terminal
