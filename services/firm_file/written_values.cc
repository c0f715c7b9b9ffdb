#include "services/firm_file/written_values.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "services/domain/limits.h"

namespace krul::firm_file {
namespace {

using domain::Opening;

constexpr int kDayMinutes = 24 * 60;

// Takes the number and the unit after it from the front of `text`.
struct Measure {
  int amount = 0;
  std::string_view unit;
};
std::optional<Measure> TakeMeasure(std::string_view& text) {
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  const std::optional<int> amount = ReadNumber(text.substr(0, digits));
  if (!amount) return std::nullopt;
  text = Stripped(text.substr(digits));
  const std::size_t letters = std::min(text.find_first_not_of("abcdefghijklmnopqrstuvwxyz"), text.size());
  const std::string_view unit = text.substr(0, letters);
  text = Stripped(text.substr(letters));
  return Measure{*amount, unit};
}

std::optional<std::size_t> ReadWeekday(std::string_view text) {
  constexpr std::array<std::string_view, 7> kNames = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  const auto name = std::find(kNames.begin(), kNames.end(), text);
  if (name == kNames.end()) return std::nullopt;
  return static_cast<std::size_t>(name - kNames.begin());
}

std::string WriteTime(int minute) {
  const std::string hours = std::to_string(minute / 60);
  const std::string minutes = std::to_string(minute % 60);
  return (hours.size() < 2 ? "0" : "") + hours + (minutes.size() < 2 ? ":0" : ":") + minutes;
}

}  // namespace

std::string_view Stripped(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

std::vector<std::string_view> Split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.push_back(Stripped(text.substr(0, end)));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::optional<int> ReadNumber(std::string_view text) {
  if (text.empty() || text.size() > 9 || text.find_first_not_of("0123456789") != std::string_view::npos) {
    return std::nullopt;
  }
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

bool IsId(std::string_view text) {
  return !text.empty() && text.size() <= domain::limits::kIdLength &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
}

std::optional<domain::Millis> ReadDuration(std::string_view text) {
  text = Stripped(text);
  if (text == "0") return domain::Millis(0);
  std::chrono::minutes sum(0);
  bool minutes_given = false;
  bool any = false;
  while (!text.empty()) {
    const std::optional<Measure> measure = TakeMeasure(text);
    if (!measure || minutes_given) return std::nullopt;
    const std::string_view unit = measure->unit;
    if (unit == "m" || unit == "min" || unit == "minute" || unit == "minutes") {
      sum += std::chrono::minutes(measure->amount);
      minutes_given = true;
    } else if (!any && (unit == "h" || unit == "hour" || unit == "hours")) {
      sum += std::chrono::minutes(std::int64_t{60} * measure->amount);
    } else {
      return std::nullopt;
    }
    any = true;
  }
  if (!any || sum > domain::limits::kPromiseAhead) return std::nullopt;
  return sum;
}

std::optional<int> ReadTime(std::string_view text) {
  text = Stripped(text);
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon > 2 || text.size() != colon + 3) return std::nullopt;
  const std::optional<int> hour = ReadNumber(text.substr(0, colon));
  const std::optional<int> minute = ReadNumber(text.substr(colon + 1));
  if (!hour || !minute || *minute > 59 || *hour * 60 + *minute > kDayMinutes) return std::nullopt;
  return *hour * 60 + *minute;
}

std::optional<std::vector<std::size_t>> ReadWeekdays(std::string_view text) {
  constexpr std::string_view kLongest = "mon, tue, wed, thu, fri, sat, sun";
  std::vector<std::size_t> days;
  if (text.size() > kLongest.size()) return std::nullopt;
  for (const std::string_view part : Split(text, ',')) {
    const std::vector<std::string_view> ends = Split(part, '-');
    const std::optional<std::size_t> first = ReadWeekday(ends.front());
    const std::optional<std::size_t> last = ReadWeekday(ends.back());
    if (ends.size() > 2 || !first || !last || *first > *last) return std::nullopt;
    for (std::size_t day = *first; day <= *last; ++day) days.push_back(day);
  }
  return days;
}

std::optional<domain::ServiceLevel> ReadServiceLevel(std::string_view text) {
  using Kind = domain::ServiceLevel::Kind;
  text = Stripped(text);
  domain::ServiceLevel level;
  if (text == "same day") {
    level.kind = Kind::kSameDay;
    return level;
  }
  for (const std::string_view ending : {"working days", "working day"}) {
    if (!text.ends_with(ending)) continue;
    const std::optional<int> days = ReadNumber(Stripped(text.substr(0, text.size() - ending.size())));
    if (!days || *days < 1 || *days > 250) return std::nullopt;
    level.kind = Kind::kWorkingDays;
    level.working_days = *days;
    return level;
  }
  const std::optional<domain::Millis> time = ReadDuration(text);
  if (!time || *time == domain::Millis(0)) return std::nullopt;
  level.business_time = *time;
  return level;
}

std::string ReadOpenings(std::string_view text, std::vector<Opening>& openings) {
  text = Stripped(text);
  if (text.empty() || text == "closed") return "";
  for (const std::string_view part : Split(text, ',')) {
    const std::vector<std::string_view> ends = Split(part, '-');
    const std::optional<int> from = ReadTime(ends.front());
    const std::optional<int> to = ReadTime(ends.back());
    if (ends.size() != 2 || !from || !to) return "write openings such as 09:00-12:30, 13:00-17:30, or closed";
    if (*to <= *from) {
      return "an opening ends later than it starts; one across midnight is two, such as 22:00-24:00 and 00:00-06:00 on "
             "the next day";
    }
    openings.push_back({*from, *to});
  }
  return "";
}

std::string ArrangeOpenings(std::vector<Opening>& openings) {
  std::sort(openings.begin(), openings.end(),
            [](const Opening& a, const Opening& b) { return a.from_minute < b.from_minute; });
  std::vector<Opening> arranged;
  for (const Opening& opening : openings) {
    if (!arranged.empty() && opening.from_minute < arranged.back().to_minute) {
      return "the openings from " + WriteTime(arranged.back().from_minute) + " and from " +
             WriteTime(opening.from_minute) + " overlap; let one end before the next starts";
    }
    if (!arranged.empty() && opening.from_minute == arranged.back().to_minute) {
      arranged.back().to_minute = opening.to_minute;
    } else {
      arranged.push_back(opening);
    }
  }
  openings = std::move(arranged);
  return "";
}

}  // namespace krul::firm_file
