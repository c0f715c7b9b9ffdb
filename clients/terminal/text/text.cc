#include "clients/terminal/text/text.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "clients/terminal/text/utf8.h"

namespace krul::terminal {
namespace {

constexpr absl::string_view kReplacementBytes = "\xEF\xBF\xBD";

// Control characters, other ends of lines, and what turns the direction of what follows.
bool SteersTerminal(UChar32 point) {
  switch (u_charDirection(point)) {
    case U_LEFT_TO_RIGHT_EMBEDDING:
    case U_LEFT_TO_RIGHT_OVERRIDE:
    case U_RIGHT_TO_LEFT_EMBEDDING:
    case U_RIGHT_TO_LEFT_OVERRIDE:
    case U_POP_DIRECTIONAL_FORMAT:
    case U_FIRST_STRONG_ISOLATE:
    case U_LEFT_TO_RIGHT_ISOLATE:
    case U_RIGHT_TO_LEFT_ISOLATE:
    case U_POP_DIRECTIONAL_ISOLATE:
      return true;
    default:
      return (U_GET_GC_MASK(point) & (U_GC_CC_MASK | U_GC_ZL_MASK | U_GC_ZP_MASK)) != 0;
  }
}

std::string Cleaned(absl::string_view text, absl::string_view kept) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const Point next = TakePoint(text);
    const bool keep = next.bytes.size() == 1 && absl::StrContains(kept, next.bytes);
    const bool harmless = next.value >= 0 && (keep || !SteersTerminal(next.value));
    absl::StrAppend(&out, harmless ? next.bytes : kReplacementBytes);
  }
  return out;
}

}  // namespace

std::string Visible(absl::string_view text) { return Cleaned(text, ""); }

std::string VisibleLines(absl::string_view text) { return Cleaned(text, "\n\t"); }

bool IsUtf8(absl::string_view text) {
  while (!text.empty()) {
    if (TakePoint(text).value < 0) return false;
  }
  return true;
}

std::string JsonString(absl::string_view text) {
  std::string out = "\"";
  while (!text.empty()) {
    const Point next = TakePoint(text);
    if (next.value < 0) {
      absl::StrAppend(&out, kReplacementBytes);
    } else if (SteersTerminal(next.value)) {
      absl::StrAppendFormat(&out, "\\u%04x", next.value);
    } else {
      if (next.value == '"' || next.value == '\\') out += '\\';
      absl::StrAppend(&out, next.bytes);
    }
  }
  return out + "\"";
}

std::string TerminalSafeJson(absl::string_view json) {
  std::string out;
  out.reserve(json.size());
  while (!json.empty()) {
    const Point next = TakePoint(json);
    // A line feed can only stand between tokens here: within a string it is escaped already.
    if (next.value >= 0 && SteersTerminal(next.value) && next.value != '\n') {
      absl::StrAppendFormat(&out, "\\u%04x", next.value);
    } else {
      absl::StrAppend(&out, next.bytes);
    }
  }
  return out;
}

std::string ShellWord(absl::string_view word) {
  const auto plain = [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) ||
           absl::string_view("-_./:=+,@%").find(c) != absl::string_view::npos;
  };
  if (!word.empty() && std::all_of(word.begin(), word.end(), plain)) return std::string(word);
  const bool printable = Visible(word) == word;
  std::string out = printable ? "'" : "$'";
  for (const char c : word) {
    const auto byte = static_cast<unsigned char>(c);
    if (printable) {
      out += c == '\'' ? "'\\''" : std::string(1, c);
    } else if (absl::ascii_isprint(byte) && c != '\'' && c != '\\') {
      out += c;
    } else {
      absl::StrAppendFormat(&out, "\\%03o", byte);
    }
  }
  return out + "'";
}

}  // namespace krul::terminal
