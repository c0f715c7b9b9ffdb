#include "services/domain/caller/typed_number.h"

#include <algorithm>
#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "unicode/normalizer2.h"
#include "unicode/uchar.h"
#include "unicode/unistr.h"

namespace krul::domain {
namespace {

constexpr std::string_view kDigits = "0123456789";

// What an exchange, a switchboard or a person writes for a number that is not shown; letters alone.
constexpr std::array<std::string_view, 22> kWithheld = {
    "anonymous",   "anoniem",     "withheld",    "numberwithheld", "private",   "privatenumber",
    "privenummer", "priv\u00E9",  "prive",       "restricted",     "unknown",   "onbekend",
    "blocked",     "geblokkeerd", "afgeschermd", "geheim",         "verborgen", "geheimnummer",
    "unavailable", "nonumber",    "anonym",      "anonyme"};

// Before an extension, behind a number. The library knows some of them, and would read the others as letters on the
// keys of a telephone.
constexpr std::array<std::string_view, 16> kExtensionWords = {
    "ext", "extn",   "extension",      "extensie",   "toestel",  "toestelnr", "toestelnummer",
    "tst", "intern", "doorkiesnummer", "doorkiesnr", "doorkies", "poste",     "durchwahl",
    "dw",  "x"};
constexpr std::array<std::string_view, 4> kNumberWords = {"nr", "no", "nummer", "number"};

bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }
bool IsHexDigit(char c) { return absl::ascii_isxdigit(static_cast<unsigned char>(c)); }
// Of any script: what is not ASCII and was left in is no sign of a number.
bool IsLetter(char c) { return absl::ascii_isalpha(static_cast<unsigned char>(c)) || (c & 0x80) != 0; }

template <std::size_t size>
bool IsOneOf(const std::array<std::string_view, size>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Without marks that cannot be seen; digits, dashes, pluses and blanks of any script as those of ASCII.
std::string AsSeen(std::string_view typed) {
  const auto plain = [](char c) { return absl::ascii_isprint(static_cast<unsigned char>(c)); };
  if (std::all_of(typed.begin(), typed.end(), plain)) return std::string(typed);  // nearly every one
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* compose = icu::Normalizer2::getNFKCInstance(status);
  const auto text =
      icu::UnicodeString::fromUTF8(icu::StringPiece(typed.data(), static_cast<std::int32_t>(typed.size())));
  const icu::UnicodeString composed = U_SUCCESS(status) ? compose->normalize(text, status) : text;
  icu::UnicodeString seen;
  for (std::int32_t at = 0; at < composed.length(); at = composed.moveIndex32(at, 1)) {
    const UChar32 letter = composed.char32At(at);
    constexpr UChar32 kMinus = 0x2212;
    constexpr std::uint32_t kUnseen =
        U_GC_CF_MASK | U_GC_MN_MASK | U_GC_ME_MASK;  // marks on a letter are part of it once composed
    if (const std::int32_t digit = u_charDigitValue(letter); digit >= 0) {
      seen.append(static_cast<char16_t>(u'0' + digit));
    } else if ((U_GET_GC_MASK(letter) & kUnseen) != 0) {
      continue;
    } else if (u_isUWhiteSpace(letter) || u_iscntrl(letter)) {
      seen.append(u' ');
    } else if ((U_GET_GC_MASK(letter) & U_GC_PD_MASK) != 0 || letter == kMinus) {
      seen.append(u'-');
    } else {
      const bool sign = letter > 0x7F && u_isalpha(letter) == 0;  // a dot in the middle, a picture of a telephone
      seen.append(sign ? UChar32{u' '} : letter);
    }
  }
  std::string utf8;
  return seen.toUTF8String(utf8);
}

bool IsWithheldWord(std::string_view text) {
  std::string letters;
  for (const char c : text) {
    if (IsDigit(c)) return false;
    if (IsLetter(c)) letters += absl::ascii_tolower(static_cast<unsigned char>(c));
  }
  return IsOneOf(kWithheld, letters);
}

// "%2B" is a plus.
std::string Unescaped(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape = text[i] == '%' && i + 2 < text.size() && IsHexDigit(text[i + 1]) && IsHexDigit(text[i + 2]);
    plain += escape ? static_cast<char>(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16)) : text[i];
    if (escape) i += 2;
  }
  return plain;
}

// Takes the address around a number away: sip:+31612345678@pbx.example, tel:+31-6-12345678;ext=12, "Jan" <sip:12@pbx>.
void LeaveAddress(TypedNumber& read) {
  std::string& text = read.number;
  const std::string small = absl::AsciiStrToLower(text);
  bool address = false;
  for (const std::string_view scheme : {"sips:", "sip:", "tel:", "callto:"}) {
    const std::size_t at = small.find(scheme);
    if (at == std::string::npos || (at > 0 && IsLetter(small[at - 1]))) continue;
    text = text.substr(at + scheme.size());
    address = true;
    break;
  }
  if (!address && text.find('@') == std::string::npos) return;
  if (const std::size_t extension = small.find(";ext="); address && extension != std::string::npos) {
    for (std::size_t i = extension + 5; i < small.size() && IsDigit(small[i]); ++i) read.extension += small[i];
  }
  text = Unescaped(text.substr(0, text.find_first_of("@;?>")));
}

// The letters that end at `end`, small; sets `end` to where they begin.
std::string TakeWord(std::string_view text, std::size_t& end) {
  const std::size_t last = end;
  while (end > 0 && IsLetter(text[end - 1])) --end;
  return absl::AsciiStrToLower(std::string(text.substr(end, last - end)));
}

void SkipBack(std::string_view text, std::string_view signs, std::size_t& end) {
  while (end > 0 && signs.find(text[end - 1]) != std::string_view::npos) --end;
}

// Takes "toestelnr. 12" and its like off the end.
void TakeExtension(TypedNumber& read) {
  constexpr std::size_t kMostDigits = 12;
  constexpr std::string_view kBetween = " .:=#-";
  const std::string_view text = read.number;
  std::size_t end = text.size();
  SkipBack(text, " ).#", end);
  std::size_t at = end;
  while (at > 0 && IsDigit(text[at - 1])) --at;
  const std::string_view digits = text.substr(at, end - at);
  if (digits.empty() || digits.size() > kMostDigits) return;
  SkipBack(text, kBetween, at);
  std::string word = TakeWord(text, at);
  if (IsOneOf(kNumberWords, word)) {
    SkipBack(text, kBetween, at);
    word = TakeWord(text, at);
  }
  if (!IsOneOf(kExtensionWords, word)) return;
  read.extension = digits;
  SkipBack(text, " ,;(/-", at);
  read.number.resize(at);
}

// 3,16123E+10
bool IsRoundedByASpreadsheet(std::string_view text) {
  const std::size_t exponent = text.find_first_of("eE");
  if (exponent == std::string_view::npos || exponent == 0) return false;
  std::string_view power = text.substr(exponent + 1);
  if (!power.starts_with('+')) return false;
  power.remove_prefix(1);
  return text.substr(0, exponent).find_first_not_of("0123456789.,") == std::string_view::npos && !power.empty() &&
         power.find_first_not_of(kDigits) == std::string_view::npos;
}

}  // namespace

TypedNumber ReadTyped(std::string_view typed) {
  TypedNumber read;
  read.number = AsSeen(typed);
  read.blank_in_front = read.number.size() > 1 && read.number[0] == ' ' && IsDigit(read.number[1]);
  LeaveAddress(read);
  absl::StripAsciiWhitespace(&read.number);
  if (IsWithheldWord(read.number)) {
    read.number.clear();
    read.withheld = true;
    return read;
  }
  if (IsRoundedByASpreadsheet(read.number)) {
    read.in_figures = false;
    return read;
  }
  // A label in front, a quotation mark, a picture of a telephone.
  const std::size_t first = read.number.find_first_of("+0123456789");
  read.number.erase(0, std::min(first, read.number.size()));
  if (first != 0 && first != std::string::npos && !read.number.empty() && read.number[0] != '+') {
    // (06) 12345678: the bracket that was opened is gone.
    const std::size_t close = read.number.find(')');
    if (close != std::string::npos && read.number.find('(') > close) read.number.erase(close, 1);
  }
  TakeExtension(read);
  // Programs that took it for a figure.
  if (absl::EndsWith(read.number, ".0") && read.number.find_first_not_of(kDigits) == read.number.size() - 2)
    read.number.resize(read.number.size() - 2);
  absl::StripTrailingAsciiWhitespace(&read.number);
  return read;
}

bool IsWithheld(std::string_view typed) {
  // With a digit it is none of the words; that of an address may be its exchange's.
  const bool number =
      typed.find_first_of(kDigits) != std::string_view::npos && typed.find('@') == std::string_view::npos;
  return !number && !typed.empty() && ReadTyped(typed).withheld;
}

}  // namespace krul::domain
