#include "clients/terminal/text/told.h"

namespace krul::terminal {

Told::Told(words::Key key, const Parts& parts) {
  words::Values dutch;
  words::Values english;
  for (const auto& [name, part] : parts) {
    dutch.emplace_back(name, part.dutch);
    english.emplace_back(name, part.english);
  }
  dutch_ = words::Say(words::Language::kDutch, key, dutch);
  english_ = words::Say(words::Language::kEnglish, key, english);
}

Told Told::AsItIs(std::string text) {
  Told told;
  told.dutch_ = text;
  told.english_ = std::move(text);
  return told;
}

Told Told::Joined(const std::vector<Told>& all, const std::string& separator) {
  Told joined;
  for (const Told& one : all) {
    if (!joined.empty()) {
      joined.dutch_ += separator;
      joined.english_ += separator;
    }
    joined.dutch_ += one.dutch_;
    joined.english_ += one.english_;
  }
  return joined;
}

}  // namespace krul::terminal
