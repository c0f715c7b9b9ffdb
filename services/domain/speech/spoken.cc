#include "services/domain/speech/spoken.h"

#include <array>
#include <cstdint>
#include <utility>
#include <variant>
#include <vector>

#include "services/domain/speech/spoken_catalogue.h"
#include "unicode/dtfmtsym.h"
#include "unicode/fmtable.h"
#include "unicode/locid.h"
#include "unicode/msgfmt.h"
#include "unicode/unistr.h"

namespace krul::domain {
namespace {

using Argument = std::variant<std::string, std::int32_t>;  // a number chooses between one and several
using Arguments = std::vector<std::pair<const char*, Argument>>;

icu::UnicodeString ToUnicode(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

icu::Formattable ToFormattable(const Argument& argument) {
  const auto* text = std::get_if<std::string>(&argument);
  return text ? icu::Formattable(ToUnicode(*text)) : icu::Formattable(std::get<std::int32_t>(argument));
}

// Arguments are put in as they are: braces in a caller's name mean nothing.
std::string Say(const std::string& language, std::string_view key, const Arguments& arguments) {
  const std::string_view pattern = SpokenCatalogueOf(language).at(key);
  UErrorCode status = U_ZERO_ERROR;
  const icu::MessageFormat format(ToUnicode(pattern), icu::Locale(language.c_str()), status);
  std::vector<icu::UnicodeString> names;
  std::vector<icu::Formattable> values;
  for (const auto& [name, value] : arguments) {
    names.push_back(ToUnicode(name));
    values.push_back(ToFormattable(value));
  }
  icu::UnicodeString said;
  format.format(names.data(), values.data(), static_cast<std::int32_t>(names.size()), said, status);
  std::string text;
  if (U_SUCCESS(status)) said.toUTF8String(text);
  return text;
}

// Names of months and weekdays as `language` writes them inside a sentence.
struct CalendarNames {
  std::array<std::string, 12> months;
  std::array<std::string, 7> weekdays;  // [0] is Sunday
};

CalendarNames ReadNames(const char* language) {
  CalendarNames names;
  UErrorCode status = U_ZERO_ERROR;
  const icu::DateFormatSymbols symbols(icu::Locale(language), status);
  std::int32_t count = 0;
  const icu::UnicodeString* months =
      symbols.getMonths(count, icu::DateFormatSymbols::FORMAT, icu::DateFormatSymbols::WIDE);
  for (std::int32_t i = 0; i < count && i < 12; ++i) months[i].toUTF8String(names.months[static_cast<std::size_t>(i)]);
  const icu::UnicodeString* weekdays =
      symbols.getWeekdays(count, icu::DateFormatSymbols::FORMAT, icu::DateFormatSymbols::WIDE);
  // ICU counts weekdays from 1, Sunday.
  for (std::int32_t i = 1; i < count && i < 8; ++i) {
    weekdays[i].toUTF8String(names.weekdays[static_cast<std::size_t>(i - 1)]);
  }
  return names;
}

const CalendarNames& NamesOf(const std::string& language) {
  static const CalendarNames dutch = ReadNames("nl");
  static const CalendarNames english = ReadNames("en");
  return language == "nl" ? dutch : english;
}

// ICU gives the words only. Which day it is comes from the system's time zones: those inside ICU are years old.
absl::CivilSecond WallTime(const Branch& branch, Instant at) {
  return branch.time_zone.At(absl::FromUnixMillis(ToMillis(at))).cs;
}

std::string SayDay(const std::string& language, absl::CivilDay day) {
  const CalendarNames& names = NamesOf(language);
  const std::size_t weekday = (static_cast<std::size_t>(absl::GetWeekday(day)) + 1) % 7;  // absl counts from Monday
  return Say(language, "day",
             {{"weekday", names.weekdays[weekday]},
              {"day_of_month", std::to_string(day.day())},
              {"month", names.months[static_cast<std::size_t>(day.month() - 1)]}});
}

std::string TwoDigits(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

std::string SayTime(const std::string& language, int hour, int minute) {
  return Say(language, "time", {{"hour", TwoDigits(hour)}, {"minute", TwoDigits(minute)}});
}

bool IsMidnight(absl::CivilSecond wall) { return wall == absl::CivilSecond(absl::CivilDay(wall)); }

// The arguments day and time of a sentence that ends at a deadline, with `others` of its own.
Arguments WithDeadline(const std::string& language, const Branch& branch, Instant due_at, Arguments others = {}) {
  const absl::CivilSecond wall = WallTime(branch, due_at);
  const absl::CivilDay day(wall);
  // "By Tuesday at 00:00" would be heard as the end of Tuesday.
  const bool midnight = IsMidnight(wall);
  others.emplace_back("day", SayDay(language, midnight ? day - 1 : day));
  others.emplace_back("time", SayTime(language, midnight ? 24 : wall.hour(), wall.minute()));
  return others;
}

}  // namespace

std::string PromiseSentence(const Branch& branch, Instant due_at) {
  const std::string language = SpokenLanguage(branch.language);
  return Say(language, "promise", WithDeadline(language, branch, due_at));
}

std::string StandInSentence(const Branch& branch, std::string_view title, Instant due_at) {
  const std::string language = SpokenLanguage(branch.language);
  return Say(language, "stand_in", WithDeadline(language, branch, due_at, {{"title", std::string(title)}}));
}

std::string PersonLaterSentence(const Branch& branch, std::string_view title, Instant due_at) {
  const std::string language = SpokenLanguage(branch.language);
  return Say(language, "person_later", WithDeadline(language, branch, due_at, {{"title", std::string(title)}}));
}

std::string AwaySentence(const Branch& branch, std::string_view title, std::optional<Instant> back_at) {
  const std::string language = SpokenLanguage(branch.language);
  const std::string who(title);
  if (!back_at || *back_at == kNever) return Say(language, "away", {{"title", who}});
  const absl::CivilSecond wall = WallTime(branch, *back_at);
  const std::string day = SayDay(language, absl::CivilDay(wall));
  if (IsMidnight(wall)) return Say(language, "away_until_day", {{"title", who}, {"day", day}});
  return Say(language, "away_until_time",
             {{"title", who}, {"day", day}, {"time", SayTime(language, wall.hour(), wall.minute())}});
}

std::string ReadBackSentence(const Branch& branch, std::string_view caller_name, std::string_view number_spoken_form,
                             std::string_view extension) {
  const std::string language = SpokenLanguage(branch.language);
  const std::string name(caller_name);
  std::string number(number_spoken_form);
  if (!extension.empty()) {
    number = Say(language, "with_extension", {{"number", number}, {"extension", std::string(extension)}});
  }
  if (number.empty()) return Say(language, "read_back_name", {{"name", name}});
  if (name.empty()) return Say(language, "read_back_number", {{"number", number}});
  return Say(language, "read_back", {{"name", name}, {"number", number}});
}

std::string UnusualNumberSentence(const Branch& branch, std::string_view number_spoken_form) {
  return Say(SpokenLanguage(branch.language), "unusual_number", {{"number", std::string(number_spoken_form)}});
}

std::string OpenPromiseSentence(const Branch& branch, int count) {
  if (count <= 0) return "";
  return Say(SpokenLanguage(branch.language), "open_promises", {{"count", count}});
}

std::string GoodbyeSentence(const Branch& branch, const Category& category) {
  const std::string language = SpokenLanguage(branch.language);
  const auto own = category.goodbye.find(language);
  return own != category.goodbye.end() && !own->second.empty() ? own->second : Say(language, "goodbye", {});
}

}  // namespace krul::domain
