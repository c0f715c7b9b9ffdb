#include "services/domain/caller/phone_number.h"

#include <algorithm>
#include <set>

#include "absl/strings/ascii.h"
#include "phonenumbers/logger.h"
#include "phonenumbers/phonenumber.pb.h"
#include "phonenumbers/phonenumberutil.h"
#include "services/domain/limits.h"

namespace krul::domain {
namespace {

using i18n::phonenumbers::PhoneNumberUtil;
using Parsed = i18n::phonenumbers::PhoneNumber;

// The library writes what it cannot parse to standard output; a caller's number has no business there.
class SilentLogger : public i18n::phonenumbers::Logger {
 public:
  void WriteMessage(const std::string&) override {}
};

const PhoneNumberUtil& Numbers() {
  static const PhoneNumberUtil* const numbers = [] {
    PhoneNumberUtil* util = PhoneNumberUtil::GetInstance();
    util->SetLogger(new SilentLogger);  // which it owns from here
    return util;
  }();
  return *numbers;
}

std::string Remedy(PhoneNumberUtil::ErrorType error, const std::string& region) {
  switch (error) {
    case PhoneNumberUtil::INVALID_COUNTRY_CODE_ERROR:
      return "has no country code that exists; write the number as it is dialled in " + region +
             ", or + and the country code first";
    case PhoneNumberUtil::TOO_SHORT_AFTER_IDD:
    case PhoneNumberUtil::TOO_SHORT_NSN:
      return "is too short; ask for the whole number, with its area code";
    case PhoneNumberUtil::TOO_LONG_NSN:
      return "is too long; ask for the number once more and leave out what does not belong to it";
    case PhoneNumberUtil::NOT_A_NUMBER:
    case PhoneNumberUtil::NO_PARSING_ERROR:
      break;
  }
  return "is no phone number; write digits, and + first for a number of another country";
}

// Empty when the number is possible.
std::string Remedy(PhoneNumberUtil::ValidationResult result, const std::string& region) {
  switch (result) {
    case PhoneNumberUtil::IS_POSSIBLE:
      return "";
    case PhoneNumberUtil::IS_POSSIBLE_LOCAL_ONLY:
      return "lacks its area code; ask for the whole number";
    case PhoneNumberUtil::INVALID_COUNTRY_CODE:
      return Remedy(PhoneNumberUtil::INVALID_COUNTRY_CODE_ERROR, region);
    case PhoneNumberUtil::TOO_SHORT:
      return "has too few digits; ask for the number once more";
    case PhoneNumberUtil::TOO_LONG:
      return "has too many digits; ask for the number once more";
    case PhoneNumberUtil::INVALID_LENGTH:
      break;
  }
  return "has a number of digits that no number of its country has; ask for the number once more";
}

std::string Formatted(const Parsed& number, PhoneNumberUtil::PhoneNumberFormat format) {
  std::string text;
  Numbers().Format(number, format, &text);
  return text;
}

// The library knows "ext." and its like, and would read the Dutch words for it as letters on the keys of a telephone.
std::string WithExtensionInEnglish(std::string typed) {
  std::string lower = typed;
  absl::AsciiStrToLower(&lower);
  for (const std::string_view word : {"toestel", "tst"}) {
    const std::size_t found = lower.find(word);
    if (found != std::string::npos) return typed.replace(found, word.size(), "ext");
  }
  return typed;
}

PhoneNumberUtil::ErrorType Parse(std::string_view typed, const std::string& home, Parsed& number) {
  return Numbers().Parse(WithExtensionInEnglish(std::string(typed)), home, &number);
}

}  // namespace

Result<std::string> ReadPhoneNumber(std::string_view typed, std::string_view region, std::string_view field) {
  const std::string home = absl::AsciiStrToUpper(std::string(region));
  std::string stripped(typed);
  absl::StripAsciiWhitespace(&stripped);
  const auto refuse = [&](std::string remedy) { return InvalidField(std::string(field), std::move(remedy)); };
  if (stripped.empty()) return refuse("is empty; write the number the caller gives");
  // Code points, of which every byte but the first begins with the bits 10.
  const auto length = std::count_if(stripped.begin(), stripped.end(), [](char byte) { return (byte & 0xC0) != 0x80; });
  if (static_cast<std::size_t>(length) > limits::kPhoneNumberLength) {
    return refuse("is longer than " + std::to_string(limits::kPhoneNumberLength) +
                  " characters; write one number only");
  }
  Parsed number;
  const PhoneNumberUtil::ErrorType error = Parse(stripped, home, number);
  if (error != PhoneNumberUtil::NO_PARSING_ERROR) return refuse(Remedy(error, home));
  std::string remedy = Remedy(Numbers().IsPossibleNumberWithReason(number), home);
  if (!remedy.empty()) return refuse(std::move(remedy));

  return Formatted(number, PhoneNumberUtil::E164);
}

std::string ExtensionOf(std::string_view typed, std::string_view region) {
  Parsed number;
  const std::string home = absl::AsciiStrToUpper(std::string(region));
  return Parse(typed, home, number) == PhoneNumberUtil::NO_PARSING_ERROR ? number.extension() : "";
}

bool IsUnusualPhoneNumber(const std::string& e164) {
  Parsed number;
  if (Numbers().Parse(e164, "ZZ", &number) != PhoneNumberUtil::NO_PARSING_ERROR) return false;  // "ZZ": no region
  return Numbers().IsPossibleNumber(number) && !Numbers().IsValidNumber(number);
}

std::string SpokenPhoneNumber(const std::string& e164, std::string_view region) {
  const std::string home = absl::AsciiStrToUpper(std::string(region));
  Parsed number;
  if (Numbers().Parse(e164, home, &number) != PhoneNumberUtil::NO_PARSING_ERROR) return e164;
  const bool of_home = number.country_code() == Numbers().GetCountryCodeForRegion(home);
  return Formatted(number, of_home ? PhoneNumberUtil::NATIONAL : PhoneNumberUtil::INTERNATIONAL);
}

bool IsPhoneRegion(std::string_view region) {
  static const std::set<std::string, std::less<>> regions = [] {
    std::set<std::string> supported;
    Numbers().GetSupportedRegions(&supported);
    return std::set<std::string, std::less<>>(supported.begin(), supported.end());
  }();
  return regions.contains(region);
}

}  // namespace krul::domain
