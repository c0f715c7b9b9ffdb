#include "clients/terminal/text/clusters.h"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "clients/terminal/text/utf8.h"

namespace krul::terminal {
namespace {

using Maker = icu::BreakIterator* (*)(const icu::Locale&, UErrorCode&);

std::unique_ptr<icu::BreakIterator> Made(Maker make) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::BreakIterator> breaks(make(icu::Locale::getRoot(), status));
  if (U_FAILURE(status)) throw std::runtime_error(u_errorName(status));
  return breaks;
}

std::vector<absl::string_view> Parts(absl::string_view text, icu::BreakIterator& breaks) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::LocalUTextPointer opened(utext_openUTF8(nullptr, text.data(), static_cast<int64_t>(text.size()), &status));
  breaks.setText(opened.getAlias(), status);
  if (U_FAILURE(status)) throw std::runtime_error(u_errorName(status));
  std::vector<absl::string_view> parts;
  int32_t start = breaks.first();
  for (int32_t end = breaks.next(); end != icu::BreakIterator::DONE; start = end, end = breaks.next()) {
    parts.push_back(text.substr(static_cast<size_t>(start), static_cast<size_t>(end - start)));
  }
  return parts;
}

bool IsMark(UChar32 point) { return (U_GET_GC_MASK(point) & (U_GC_MN_MASK | U_GC_ME_MASK)) != 0; }

// The vowels and closing consonants of a Korean syllable that is written in parts stand within its first one.
bool StandsWithin(UChar32 point) {
  const int syllable = u_getIntPropertyValue(point, UCHAR_HANGUL_SYLLABLE_TYPE);
  return IsMark(point) || syllable == U_HST_VOWEL_JAMO || syllable == U_HST_TRAILING_JAMO;
}

bool IsInvisible(UChar32 point) {
  if (u_hasBinaryProperty(point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) return true;
  return u_charType(point) == U_FORMAT_CHAR && !u_hasBinaryProperty(point, UCHAR_PREPENDED_CONCATENATION_MARK);
}

int ColumnsOf(UChar32 point) {
  const int width = u_getIntPropertyValue(point, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

Cluster ClusterOf(absl::string_view bytes) {
  constexpr int kMostMarks = 2;
  constexpr UChar32 kJoiner = 0x200D;
  Cluster cluster{std::string(bytes), {}, 0};
  const auto add = [&cluster](std::string piece, int columns) {
    cluster.pieces.push_back({std::move(piece), columns});
    cluster.columns += columns;
  };
  int marks = 0;
  while (!bytes.empty()) {
    const Point point = TakePoint(bytes);
    const bool first = cluster.pieces.empty();
    if (point.value == kJoiner && !first) break;  // what is joined to it some terminals show apart, and others not
    if (IsInvisible(point.value)) continue;
    if (!first && u_hasBinaryProperty(point.value, UCHAR_EMOJI_MODIFIER)) continue;  // the same with a colour of skin
    if (!StandsWithin(point.value)) {
      add(std::string(point.bytes), ColumnsOf(point.value));
    } else if (first) {
      add(absl::StrCat(" ", point.bytes), 1);
      ++marks;
    } else if (!IsMark(point.value) || ++marks <= kMostMarks) {
      absl::StrAppend(&cluster.pieces.back().bytes, point.bytes);
    }
  }
  return cluster;
}

bool IsAscii(absl::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return absl::ascii_isascii(static_cast<uint8_t>(c)); });
}

}  // namespace

std::vector<Cluster> Clusters(absl::string_view visible_text) {
  std::vector<Cluster> clusters;
  if (IsAscii(visible_text)) {
    for (const char c : visible_text) clusters.push_back({std::string(1, c), {{std::string(1, c), 1}}, 1});
    return clusters;
  }
  thread_local const auto kCharacters = Made(icu::BreakIterator::createCharacterInstance);
  for (const absl::string_view part : Parts(visible_text, *kCharacters)) clusters.push_back(ClusterOf(part));
  return clusters;
}

int Columns(absl::string_view visible_text) {
  if (IsAscii(visible_text)) return static_cast<int>(visible_text.size());
  int columns = 0;
  for (const Cluster& cluster : Clusters(visible_text)) columns += cluster.columns;
  return columns;
}

std::string Shortened(absl::string_view visible_text, int columns) {
  std::string whole;
  size_t cut = 0;  // where it would end if an ellipsis had to follow
  int used = 0;
  for (const Cluster& cluster : Clusters(visible_text)) {
    used += cluster.columns;
    if (used > columns) return absl::StrCat(whole.substr(0, cut), "…");
    for (const Cluster::Piece& piece : cluster.pieces) whole += piece.bytes;
    if (used < columns) cut = whole.size();
  }
  return whole;
}

std::vector<absl::string_view> LineParts(absl::string_view text) {
  thread_local const auto kLines = Made(icu::BreakIterator::createLineInstance);
  return Parts(text, *kLines);
}

size_t LastWord(absl::string_view text) {
  text = absl::StripTrailingAsciiWhitespace(text);
  thread_local const auto kWords = Made(icu::BreakIterator::createWordInstance);
  const std::vector<absl::string_view> parts = Parts(text, *kWords);
  return parts.empty() ? 0 : text.size() - parts.back().size();
}

}  // namespace krul::terminal
