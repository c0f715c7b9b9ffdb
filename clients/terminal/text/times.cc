#include "clients/terminal/text/times.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "clients/terminal/text/failure.h"

namespace krul::terminal {
namespace {

bool AllDigits(absl::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(),
                                      [](char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); });
}

std::optional<int> Number(absl::string_view text, size_t fewest_digits, size_t most_digits) {
  int value = 0;
  if (!AllDigits(text) || text.size() < fewest_digits || text.size() > most_digits) return std::nullopt;
  if (!absl::SimpleAtoi(text, &value)) return std::nullopt;
  return value;
}

std::optional<ClockTime> ParseClock(absl::string_view text) {
  const std::vector<absl::string_view> parts = absl::StrSplit(text, ':');
  if (parts.size() != 2) return std::nullopt;
  const auto hour = Number(parts[0], 1, 2);
  const auto minute = Number(parts[1], 2, 2);
  if (!hour || !minute || *hour > 23 || *minute > 59) return std::nullopt;
  return ClockTime{*hour, *minute};
}

// Unset too for a day that does not exist, such as 30 February.
std::optional<absl::CivilDay> ParseDay(absl::string_view text) {
  const std::vector<absl::string_view> parts = absl::StrSplit(text, '-');
  if (parts.size() != 3) return std::nullopt;
  const auto year = Number(parts[0], 4, 4);
  const auto month = Number(parts[1], 2, 2);
  const auto day = Number(parts[2], 2, 2);
  if (!year || !month || !day) return std::nullopt;
  const absl::CivilDay civil(*year, *month, *day);
  if (civil.month() != *month || civil.day() != *day) return std::nullopt;  // normalized, so it was no real day
  return civil;
}

std::optional<absl::Time> ParseInstant(absl::string_view text) {
  absl::Time moment;
  std::string fault;
  const bool good = absl::ParseTime(absl::RFC3339_full, text, &moment, &fault) && moment != absl::InfiniteFuture() &&
                    moment != absl::InfinitePast();
  return good ? std::optional(moment) : std::nullopt;
}

}  // namespace

TypedMoment::TypedMoment(absl::string_view text, absl::string_view option, Direction direction)
    : option_(option), direction_(direction) {
  const bool back = direction == Direction::kBack;
  if (absl::StartsWith(text, "+") || (back && absl::StartsWith(text, "-"))) {
    absl::Duration distance;
    if (absl::ParseDuration(text.substr(1), &distance) && distance > absl::ZeroDuration() &&
        distance < absl::Hours(24 * 366)) {
      said_ = text[0] == '+' ? distance : -distance;
      return;
    }
  }
  if (const auto clock = ParseClock(text)) {
    said_ = *clock;
    return;
  }
  if (text.size() >= 14 && (text[10] == ' ' || text[10] == 'T')) {
    const auto day = ParseDay(text.substr(0, 10));
    const auto clock = ParseClock(text.substr(11));
    if (day && clock) {
      said_ = std::pair(*day, *clock);
      return;
    }
  }
  if (const auto instant = ParseInstant(text)) {
    said_ = *instant;
    return;
  }
  const Told::Parts typed = {{"option", option}, {"text", text}};
  throw WrongUsage(back ? Told("terminal_error.no_time_back", typed) : Told("terminal_error.no_time", typed));
}

absl::Time TypedMoment::On(absl::CivilDay day, ClockTime clock, absl::TimeZone zone) const {
  const auto info = zone.At(absl::CivilMinute(day.year(), day.month(), day.day(), clock.hour, clock.minute));
  if (info.kind == absl::TimeZone::TimeInfo::SKIPPED) {
    throw WrongUsage(Told("terminal_error.clocks_forward", {{"option", option_}, {"day", absl::FormatCivilTime(day)}}));
  }
  return info.pre;
}

absl::Time TypedMoment::At(absl::Time now, absl::TimeZone zone) const {
  if (const auto* distance = std::get_if<absl::Duration>(&said_)) return now + *distance;
  if (const auto* instant = std::get_if<absl::Time>(&said_)) return *instant;
  if (const auto* moment = std::get_if<std::pair<absl::CivilDay, ClockTime>>(&said_)) {
    return On(moment->first, moment->second, zone);
  }
  const ClockTime clock = std::get<ClockTime>(said_);
  const absl::CivilDay today(absl::ToCivilDay(now, zone));
  const absl::Time moment = On(today, clock, zone);
  if (direction_ == Direction::kBack) return moment <= now ? moment : On(today - 1, clock, zone);
  return moment > now ? moment : On(today + 1, clock, zone);
}

std::string DateOf(absl::string_view text, absl::string_view option) {
  if (!ParseDay(text)) throw WrongUsage(Told("terminal_error.no_day", {{"option", option}, {"text", text}}));
  return std::string(text);
}

google::protobuf::Timestamp ToProto(absl::Time moment) {
  google::protobuf::Timestamp timestamp;
  timestamp.set_seconds(absl::ToUnixSeconds(moment));
  timestamp.set_nanos(
      static_cast<int32_t>(absl::ToInt64Nanoseconds(moment - absl::FromUnixSeconds(timestamp.seconds()))));
  return timestamp;
}

absl::Time FromProto(const google::protobuf::Timestamp& timestamp) {
  return absl::FromUnixSeconds(timestamp.seconds()) + absl::Nanoseconds(timestamp.nanos());
}

std::string MomentForFiles(bool known, const google::protobuf::Timestamp& timestamp, absl::TimeZone zone) {
  return known ? absl::FormatTime(absl::RFC3339_full, FromProto(timestamp), zone) : "";
}

}  // namespace krul::terminal
