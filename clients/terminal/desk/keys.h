// What was pressed, apart from any terminal.
#pragma once

#include <cstdint>
#include <string>

namespace krul::terminal::desk {

enum class Named : uint32_t {
  kNone,  // a character: see Key::text
  kEnter,
  kEscape,
  kTab,
  kBackTab,
  kBackspace,
  kDelete,
  kUp,
  kDown,
  kLeft,
  kRight,
  kHome,
  kEnd,
  kPageUp,
  kPageDown,
  kHelp,      // F1
  kFunction,  // the others: Key::text holds the number
  kControl,   // with a letter: Key::text holds it, in lower case
};

struct Key {
  Named named = Named::kNone;
  std::string text;  // one character of UTF-8
  bool operator==(const Key&) const = default;
};

inline Key Typed(std::string character) { return {Named::kNone, std::move(character)}; }
inline Key Control(char letter) { return {Named::kControl, std::string(1, letter)}; }

}  // namespace krul::terminal::desk
