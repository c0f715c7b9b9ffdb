#include "services/domain/caller/phone_number.h"

#include <algorithm>
#include <optional>
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

FaultCode FaultOf(PhoneNumberUtil::ErrorType error) {
  switch (error) {
    case PhoneNumberUtil::INVALID_COUNTRY_CODE_ERROR:
      return FaultCode::kNumberOfNoCountry;
    case PhoneNumberUtil::TOO_SHORT_AFTER_IDD:
    case PhoneNumberUtil::TOO_SHORT_NSN:
      return FaultCode::kNumberTooShort;
    case PhoneNumberUtil::TOO_LONG_NSN:
      return FaultCode::kNumberTooLong;
    case PhoneNumberUtil::NOT_A_NUMBER:
    case PhoneNumberUtil::NO_PARSING_ERROR:
      break;
  }
  return FaultCode::kNumberNotDigits;
}

// nullopt when the number is possible.
std::optional<FaultCode> FaultOf(PhoneNumberUtil::ValidationResult result) {
  switch (result) {
    case PhoneNumberUtil::IS_POSSIBLE:
      return std::nullopt;
    case PhoneNumberUtil::IS_POSSIBLE_LOCAL_ONLY:
      return FaultCode::kNumberWithoutAreaCode;
    case PhoneNumberUtil::INVALID_COUNTRY_CODE:
      return FaultCode::kNumberOfNoCountry;
    case PhoneNumberUtil::TOO_SHORT:
      return FaultCode::kNumberTooFewDigits;
    case PhoneNumberUtil::TOO_LONG:
      return FaultCode::kNumberTooManyDigits;
    case PhoneNumberUtil::INVALID_LENGTH:
      break;
  }
  return FaultCode::kNumberImpossible;
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
  const auto refuse = [&](FaultCode code, Arguments arguments = {}) {
    if (code == FaultCode::kNumberOfNoCountry) arguments = {{"region", home}};
    return InvalidField(std::string(field), code, std::move(arguments));
  };
  if (stripped.empty()) return refuse(FaultCode::kNumberEmpty);
  // Code points, of which every byte but the first begins with the bits 10.
  const auto length = std::count_if(stripped.begin(), stripped.end(), [](char byte) { return (byte & 0xC0) != 0x80; });
  if (static_cast<std::size_t>(length) > limits::kPhoneNumberLength) {
    return refuse(FaultCode::kTooLong, {{"maximum", limits::kPhoneNumberLength}});
  }
  Parsed number;
  const PhoneNumberUtil::ErrorType error = Parse(stripped, home, number);
  if (error != PhoneNumberUtil::NO_PARSING_ERROR) return refuse(FaultOf(error));
  if (const auto fault = FaultOf(Numbers().IsPossibleNumberWithReason(number))) return refuse(*fault);

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
