#include "clients/terminal/text/call_window_words.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"
#include "clients/terminal/text/failure.h"

namespace krul::terminal {
namespace {

constexpr int kDayMinutes = 24 * 60;

// "9", "9:30", "09.30", "24:00".
std::optional<int> Minute(absl::string_view text) {
  text = absl::StripAsciiWhitespace(text);
  const size_t mark = text.find_first_of(":.");
  const absl::string_view hour_text = text.substr(0, mark);
  const absl::string_view minute_text = mark == absl::string_view::npos ? "00" : text.substr(mark + 1);
  const auto digits = [](absl::string_view part) {
    return std::all_of(part.begin(), part.end(), [](char c) { return absl::ascii_isdigit(static_cast<uint8_t>(c)); });
  };
  int hour = 0;
  int minute = 0;
  if (hour_text.size() > 2 || minute_text.size() != 2 || !digits(hour_text) || !digits(minute_text) ||
      !absl::SimpleAtoi(hour_text, &hour) || !absl::SimpleAtoi(minute_text, &minute)) {
    return std::nullopt;
  }
  const int minutes = hour * 60 + minute;
  if (minute > 59 || minutes > kDayMinutes) return std::nullopt;
  return minutes;
}

// The two times around a word that may stand between them.
std::optional<std::pair<int, int>> Range(absl::string_view text) {
  for (const absl::string_view between : {" and ", " to ", " until ", " till ", " en ", " tot ", "-", "–"}) {
    const size_t at = text.find(between);
    if (at == absl::string_view::npos) continue;
    const auto from = Minute(text.substr(0, at));
    const auto until = Minute(text.substr(at + between.size()));
    if (from && until) return std::pair(*from, *until);
  }
  return std::nullopt;
}

bool ConsumeAny(absl::string_view* text, std::initializer_list<absl::string_view> starts) {
  return std::any_of(starts.begin(), starts.end(),
                     [text](absl::string_view start) { return absl::ConsumePrefix(text, start); });
}

std::optional<std::pair<int, int>> Hours(absl::string_view text) {
  if (ConsumeAny(&text, {"not after ", "until ", "till ", "before ", "niet na ", "tot ", "voor "})) {
    const auto until = Minute(text);
    return until ? std::optional(std::pair(0, *until)) : std::nullopt;
  }
  const bool from_there = ConsumeAny(&text, {"not before ", "after ", "from ", "niet voor ", "na ", "vanaf "});
  if (!from_there) ConsumeAny(&text, {"between ", "tussen "});
  if (const auto range = Range(text)) return range;
  const auto from = Minute(text);
  return from_there && from ? std::optional(std::pair(*from, kDayMinutes)) : std::nullopt;
}

std::string OnTheWall(int minute) { return absl::StrFormat("%02d:%02d", minute / 60, minute % 60); }

}  // namespace

v1::CallWindow ParseCallWindow(absl::string_view text, absl::string_view option) {
  std::string plain = absl::AsciiStrToLower(text);
  absl::RemoveExtraAsciiWhitespace(&plain);
  const auto hours = Hours(plain);
  if (!hours) {
    throw WrongUsage(Told("terminal_error.no_hours", {{"option", option}, {"text", text}}));
  }
  if (hours->first >= hours->second) {
    throw WrongUsage(Told("terminal_error.ends_before", {{"option", option}, {"text", text}}));
  }
  v1::CallWindow window;
  window.set_from_minute(hours->first);
  window.set_until_minute(hours->second == kDayMinutes ? 0 : hours->second);
  return window;
}

std::string HoursInWords(const v1::CallWindow& window) {
  const int until = window.until_minute() == kDayMinutes ? 0 : window.until_minute();
  if (window.from_minute() > 0 && until > 0) {
    return absl::StrCat("between ", OnTheWall(window.from_minute()), " and ", OnTheWall(until));
  }
  if (window.from_minute() > 0) return absl::StrCat("not before ", OnTheWall(window.from_minute()));
  return until > 0 ? absl::StrCat("until ", OnTheWall(until)) : "";
}

}  // namespace krul::terminal
