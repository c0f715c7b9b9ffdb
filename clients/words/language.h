// The two languages of the desks.
#pragma once

#include <string_view>

namespace krul::words {

enum class Language { kDutch, kEnglish };

// Of a branch; what is not Dutch is English.
inline Language LanguageOf(std::string_view code) { return code == "nl" ? Language::kDutch : Language::kEnglish; }
inline std::string_view CodeOf(Language language) { return language == Language::kDutch ? "nl" : "en"; }
inline Language Other(Language language) {
  return language == Language::kDutch ? Language::kEnglish : Language::kDutch;
}

}  // namespace krul::words
