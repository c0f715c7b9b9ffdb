// What people read, in their language: Say(Language::kDutch, "board.late_count", {{"n", 3}}).
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "clients/words/language.h"
#include "clients/words/names.h"

namespace krul::words {

// A sentence that the catalogue has. One that is written in code and misspelt does not compile.
class Key {
 public:
  consteval Key(const char* name) : index_(IndexOf(name)) {  // NOLINT: meant to be written as a string
    if (index_ == kNames.size()) throw "the catalogue has no such key";
  }
  // Made while running, of the name of an enum's value as the protos have it; none for one that is newer than this
  // program: show what the service wrote in English then.
  static std::optional<Key> Find(std::string_view section, std::string_view name);

  std::string_view name() const { return kNames[index_]; }
  size_t index() const { return index_; }
  bool operator==(const Key&) const = default;

 private:
  struct Known {};
  Key(Known, size_t index) : index_(index) {}

  static constexpr size_t IndexOf(std::string_view name) {
    const auto* at = std::lower_bound(kNames.begin(), kNames.end(), name);
    return at != kNames.end() && *at == name ? static_cast<size_t>(at - kNames.begin()) : kNames.size();
  }

  size_t index_;
};

class Value {
 public:
  Value(int number) : value_(int64_t{number}) {}                    // NOLINT: as it is written
  Value(int64_t number) : value_(number) {}                         // NOLINT
  Value(uint64_t number) : value_(static_cast<int64_t>(number)) {}  // NOLINT
  Value(std::string text) : value_(std::move(text)) {}              // NOLINT
  Value(std::string_view text) : value_(std::string(text)) {}       // NOLINT
  Value(const char* text) : value_(std::string(text)) {}            // NOLINT

  const std::variant<int64_t, std::string>& get() const { return value_; }

 private:
  std::variant<int64_t, std::string> value_;
};
using Values = std::vector<std::pair<std::string, Value>>;

// Numbers are written as the language does ("1.234"). A value that is missing shows as {name}; a text of digits counts
// as a number where the form depends on it, since facts travel as texts.
std::string Say(Language language, Key key, const Values& values = {});

}  // namespace krul::words
