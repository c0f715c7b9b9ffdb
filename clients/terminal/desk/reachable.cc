#include "clients/terminal/desk/reachable.h"

#include <array>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "absl/time/civil_time.h"
#include "clients/terminal/text/call_window_words.h"
#include "clients/terminal/text/failure.h"
#include "clients/terminal/text/times.h"

namespace krul::terminal::desk {
namespace {

struct Weekday {
  std::array<const char*, 4> names;
  absl::Weekday day;
};
constexpr std::array<Weekday, 7> kWeekdays = {{{{"maandag", "ma", "monday", "mon"}, absl::Weekday::monday},
                                               {{"dinsdag", "di", "tuesday", "tue"}, absl::Weekday::tuesday},
                                               {{"woensdag", "wo", "wednesday", "wed"}, absl::Weekday::wednesday},
                                               {{"donderdag", "do", "thursday", "thu"}, absl::Weekday::thursday},
                                               {{"vrijdag", "vr", "friday", "fri"}, absl::Weekday::friday},
                                               {{"zaterdag", "za", "saturday", "sat"}, absl::Weekday::saturday},
                                               {{"zondag", "zo", "sunday", "sun"}, absl::Weekday::sunday}}};

// The day that a word names: the next one of that name, never today.
std::optional<absl::CivilDay> DayOf(const std::string& word, absl::CivilDay today) {
  if (word == "morgen" || word == "tomorrow") return today + 1;
  if (word == "overmorgen") return today + 2;
  absl::CivilDay written;
  if (word.size() == 10 && absl::ParseCivilTime(word, &written) && written >= today) return written;
  for (const Weekday& weekday : kWeekdays) {
    for (const char* name : weekday.names) {
      if (word == name) return absl::NextWeekday(today, weekday.day);
    }
  }
  return std::nullopt;
}

// Takes a day from the front of the text, with the word that may stand before it.
std::optional<absl::CivilDay> TakeDay(std::string& text, absl::CivilDay today) {
  std::string rest = text;
  for (const char* before : {"vanaf ", "niet voor ", "niet eerder dan ", "pas ", "from ", "not before "}) {
    if (absl::StartsWith(rest, before)) {
      rest.erase(0, std::string(before).size());
      break;
    }
  }
  const size_t end = rest.find(' ');
  const auto day = DayOf(rest.substr(0, end), today);
  if (day) text = end == std::string::npos ? "" : rest.substr(end + 1);
  return day;
}

std::string InEnglish(std::string text) {
  text = absl::StrReplaceAll(text, {{"niet voor ", "not before "},
                                    {"niet eerder dan ", "not before "},
                                    {"niet na ", "not after "},
                                    {"vanaf ", "from "},
                                    {"tussen ", "between "},
                                    {" tot ", " until "},
                                    {" en ", " and "},
                                    {" uur", ""}});
  for (const auto& [dutch, english] : {std::pair("na ", "after "), {"voor ", "before "}, {"tot ", "until "}}) {
    if (absl::StartsWith(text, dutch)) text.replace(0, std::string(dutch).size(), english);
  }
  return text;
}

}  // namespace

std::optional<v1::CallWindow> ReadWindow(const std::string& text, const Reader& reader) {
  std::string plain = absl::AsciiStrToLower(text);
  absl::RemoveExtraAsciiWhitespace(&plain);
  const absl::CivilDay today = absl::ToCivilDay(reader.now, reader.zone);
  const std::optional<absl::CivilDay> day = TakeDay(plain, today);
  v1::CallWindow window;
  if (!plain.empty()) {
    try {
      window = ParseCallWindow(InEnglish(plain), "");
    } catch (const Failure&) {
      return std::nullopt;
    }
  }
  if (day) *window.mutable_not_before_time() = ToProto(absl::FromCivil(*day, reader.zone));
  return window;
}

}  // namespace krul::terminal::desk
