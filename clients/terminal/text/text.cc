#include "clients/terminal/text/text.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace krul::terminal {
namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr absl::string_view kReplacementBytes = "\xEF\xBF\xBD";

struct Decoded {
  char32_t point;
  size_t length;  // bytes taken, at least 1
  bool broken;
};

// One code point of UTF-8 from the front of text that is not empty. Overlong forms and surrogates are broken.
Decoded Decode(absl::string_view text) {
  const auto byte = [text](size_t i) { return static_cast<uint8_t>(text[i]); };
  const uint8_t lead = byte(0);
  if (lead < 0x80) return {lead, 1, false};
  const size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  constexpr std::array<char32_t, 5> kSmallest = {0, 0, 0x80, 0x800, 0x10000};
  if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return {kReplacement, 1, true};
  char32_t point = lead & (0xFF >> (length + 1));
  for (size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {kReplacement, 1, true};
    point = (point << 6) | (byte(i) & 0x3F);
  }
  const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
  if (point < kSmallest[length] || surrogate || point > 0x10FFFF) return {kReplacement, 1, true};
  return {point, length, false};
}

struct PointRange {
  char32_t first;
  char32_t last;
};

template <size_t size>
bool Within(const std::array<PointRange, size>& ranges, char32_t point) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [point](const PointRange& range) { return point >= range.first && point <= range.last; });
}

bool SteersTerminal(char32_t point) {
  constexpr std::array<PointRange, 5> kSteering = {
      {{0x00, 0x1F}, {0x7F, 0x9F}, {0x2028, 0x2029}, {0x202A, 0x202E}, {0x2066, 0x2069}}};
  return Within(kSteering, point);
}

// Close enough for aligning columns; the terminal's font has the last word anyway.
int ColumnsOf(char32_t point) {
  constexpr std::array<PointRange, 8> kNone = {{{0x0300, 0x036F},
                                                {0x0591, 0x05BD},
                                                {0x1AB0, 0x1AFF},
                                                {0x1DC0, 0x1DFF},
                                                {0x200B, 0x200F},
                                                {0x20D0, 0x20FF},
                                                {0xFE00, 0xFE0F},
                                                {0xFE20, 0xFE2F}}};
  constexpr std::array<PointRange, 11> kTwo = {{{0x1100, 0x115F},
                                                {0x2E80, 0x303E},
                                                {0x3041, 0xA4CF},
                                                {0xAC00, 0xD7A3},
                                                {0xF900, 0xFAFF},
                                                {0xFE30, 0xFE6F},
                                                {0xFF00, 0xFF60},
                                                {0xFFE0, 0xFFE6},
                                                {0x1F300, 0x1F64F},
                                                {0x1F900, 0x1F9FF},
                                                {0x20000, 0x3FFFD}}};
  if (Within(kNone, point)) return 0;
  return Within(kTwo, point) ? 2 : 1;
}

std::string Cleaned(absl::string_view text, absl::string_view kept) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const Decoded next = Decode(text);
    const bool keep = next.length == 1 && kept.find(text[0]) != absl::string_view::npos;
    if (next.broken || (SteersTerminal(next.point) && !keep)) {
      absl::StrAppend(&out, kReplacementBytes);
    } else {
      absl::StrAppend(&out, text.substr(0, next.length));
    }
    text.remove_prefix(next.length);
  }
  return out;
}

}  // namespace

std::string Visible(absl::string_view text) { return Cleaned(text, ""); }

std::string VisibleLines(absl::string_view text) { return Cleaned(text, "\n\t"); }

int Columns(absl::string_view visible_text) {
  int columns = 0;
  while (!visible_text.empty()) {
    const Decoded next = Decode(visible_text);
    columns += ColumnsOf(next.point);
    visible_text.remove_prefix(next.length);
  }
  return columns;
}

std::string Shortened(absl::string_view visible_text, int columns) {
  if (Columns(visible_text) <= columns) return std::string(visible_text);
  size_t bytes = 0;
  int used = 1;  // the ellipsis
  while (bytes < visible_text.size()) {
    const Decoded next = Decode(visible_text.substr(bytes));
    used += ColumnsOf(next.point);
    if (used > columns) break;
    bytes += next.length;
  }
  return absl::StrCat(visible_text.substr(0, bytes), "…");
}

std::vector<Cluster> Clusters(absl::string_view visible_text) {
  constexpr int kMostMarks = 2;
  constexpr std::array<PointRange, 2> kInvisible = {{{0x200B, 0x200F}, {0x2060, 0x2064}}};
  std::vector<Cluster> clusters;
  int marks = 0;
  while (!visible_text.empty()) {
    const Decoded next = Decode(visible_text);
    const absl::string_view bytes = visible_text.substr(0, next.length);
    visible_text.remove_prefix(next.length);
    const int columns = ColumnsOf(next.point);
    if (Within(kInvisible, next.point)) continue;
    if (columns > 0) {
      clusters.push_back({std::string(bytes), columns});
      marks = 0;
    } else if (clusters.empty()) {
      clusters.push_back({absl::StrCat(" ", bytes), 1});
      marks = 1;
    } else if (++marks <= kMostMarks) {
      absl::StrAppend(&clusters.back().bytes, bytes);
    }
  }
  return clusters;
}

bool IsUtf8(absl::string_view text) {
  while (!text.empty()) {
    const Decoded next = Decode(text);
    if (next.broken) return false;
    text.remove_prefix(next.length);
  }
  return true;
}

std::string JsonString(absl::string_view text) {
  std::string out = "\"";
  while (!text.empty()) {
    const Decoded next = Decode(text);
    if (next.broken) {
      absl::StrAppend(&out, kReplacementBytes);
    } else if (SteersTerminal(next.point)) {
      absl::StrAppendFormat(&out, "\\u%04x", static_cast<uint32_t>(next.point));
    } else {
      if (next.point == '"' || next.point == '\\') out += '\\';
      absl::StrAppend(&out, text.substr(0, next.length));
    }
    text.remove_prefix(next.length);
  }
  return out + "\"";
}

std::string TerminalSafeJson(absl::string_view json) {
  std::string out;
  out.reserve(json.size());
  while (!json.empty()) {
    const Decoded next = Decode(json);
    // A line feed can only stand between tokens here: within a string it is escaped already.
    if (SteersTerminal(next.point) && next.point != '\n') {
      absl::StrAppendFormat(&out, "\\u%04x", static_cast<uint32_t>(next.point));
    } else {
      absl::StrAppend(&out, json.substr(0, next.length));
    }
    json.remove_prefix(next.length);
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
