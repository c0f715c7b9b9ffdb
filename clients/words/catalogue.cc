#include "clients/words/catalogue.h"

#include <unicode/msgfmt.h>

#include <cctype>
#include <charconv>

#include "clients/words/patterns.h"

namespace krul::words {
namespace {

const Pattern& PatternOf(Language language, Key key) {
  return language == Language::kDutch ? kDutchPatterns[key.index()] : kEnglishPatterns[key.index()];
}

bool Counts(const Pattern& pattern, std::string_view name) {
  std::string_view counts = pattern.counts;
  for (size_t end = counts.find(' '); end != std::string_view::npos; end = counts.find(' ')) {
    if (counts.substr(0, end) == name) return true;
    counts.remove_prefix(end + 1);
  }
  return false;
}

icu::Formattable Shown(const Value& value, bool counts) {
  if (const auto* number = std::get_if<int64_t>(&value.get())) return icu::Formattable(*number);
  const std::string& text = std::get<std::string>(value.get());
  int64_t number = 0;
  if (counts) {
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (fault == std::errc() && end == text.data() + text.size()) return icu::Formattable(number);
    return icu::Formattable(int64_t{0});
  }
  return icu::Formattable(icu::UnicodeString::fromUTF8(text));
}

}  // namespace

std::optional<Key> Key::Find(std::string_view section, std::string_view name) {
  std::string whole(section);
  whole += '.';
  for (const char c : name) whole += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  const size_t index = IndexOf(whole);
  if (index == kNames.size()) return std::nullopt;
  return Key(Known{}, index);
}

std::string Say(Language language, Key key, const Values& values) {
  const Pattern& pattern = PatternOf(language, key);
  if (!pattern.fills_in) return pattern.text;
  UErrorCode status = U_ZERO_ERROR;
  const icu::MessageFormat format(icu::UnicodeString::fromUTF8(pattern.text),
                                  icu::Locale(language == Language::kDutch ? "nl" : "en"), status);
  std::vector<icu::UnicodeString> names;
  std::vector<icu::Formattable> shown;
  for (const auto& [name, value] : values) {
    names.push_back(icu::UnicodeString::fromUTF8(name));
    shown.push_back(Shown(value, Counts(pattern, name)));
  }
  icu::UnicodeString said;
  format.format(names.data(), shown.data(), static_cast<int32_t>(names.size()), said, status);
  std::string text;
  // The generator tried every pattern; what fails here still says what it is about.
  if (U_FAILURE(status)) return std::string(key.name());
  return said.toUTF8String(text);
}

}  // namespace krul::words
