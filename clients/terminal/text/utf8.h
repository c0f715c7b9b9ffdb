// UTF-8, character by character, as ICU reads it.
#pragma once

#include <unicode/utf8.h>

#include "absl/strings/string_view.h"

namespace krul::terminal {

// One character taken from the front of text that is not empty.
struct Point {
  UChar32 value;  // negative: these bytes are none
  absl::string_view bytes;
};
inline Point TakePoint(absl::string_view& text) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  const auto length = static_cast<int32_t>(text.size());
  int32_t taken = 0;
  UChar32 value = 0;
  U8_NEXT(bytes, taken, length, value);
  const Point point{value, text.substr(0, static_cast<size_t>(taken))};
  text.remove_prefix(point.bytes.size());
  return point;
}

inline size_t Points(absl::string_view text) {
  size_t points = 0;
  for (; !text.empty(); TakePoint(text)) ++points;
  return points;
}

}  // namespace krul::terminal
