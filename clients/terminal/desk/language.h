// The two languages of the desk.
#pragma once

#include "absl/strings/string_view.h"

namespace krul::terminal::desk {

enum class Language { kDutch, kEnglish };

// Of a branch; what is not Dutch is English.
inline Language LanguageOf(absl::string_view code) { return code == "nl" ? Language::kDutch : Language::kEnglish; }
inline absl::string_view CodeOf(Language language) { return language == Language::kDutch ? "nl" : "en"; }
inline Language Other(Language language) {
  return language == Language::kDutch ? Language::kEnglish : Language::kDutch;
}

}  // namespace krul::terminal::desk
