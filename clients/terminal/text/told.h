// A sentence whose reader is not known yet where it is made: an error, the reason behind it, what to do about it.
#pragma once

#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "clients/words/catalogue.h"

namespace krul::terminal {

class Told {
 public:
  // What is filled in: a number, a text, or another such sentence.
  struct Part {
    template <typename Simple>
    requires std::is_constructible_v<words::Value, Simple> Part(const Simple& value)
        : dutch(value), english(value) {}                                   // NOLINT: as it is written
    Part(absl::string_view text) : Part(std::string(text)) {}               // NOLINT
    Part(const Told& told) : dutch(told.dutch_), english(told.english_) {}  // NOLINT
    words::Value dutch;
    words::Value english;
  };
  using Parts = std::vector<std::pair<std::string, Part>>;

  Told() = default;
  explicit Told(words::Key key, const Parts& parts = {});
  // What nobody here can put in other words: a path, an id, what a newer service wrote.
  static Told AsItIs(std::string text);
  static Told Joined(const std::vector<Told>& all, const std::string& separator);

  const std::string& In(words::Language language) const {
    return language == words::Language::kDutch ? dutch_ : english_;
  }
  bool empty() const { return english_.empty(); }

 private:
  std::string dutch_;
  std::string english_;
};

}  // namespace krul::terminal
