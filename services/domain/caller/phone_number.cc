#include "services/domain/caller/phone_number.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "phonenumbers/logger.h"
#include "phonenumbers/phonenumber.pb.h"
#include "phonenumbers/phonenumberutil.h"
#include "phonenumbers/shortnumberinfo.h"
#include "services/domain/caller/typed_number.h"
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

PhoneNumberUtil::ErrorType Parse(const std::string& text, const std::string& home, Parsed& number) {
  return Numbers().Parse(text, home, &number);
}

// A number as it is kept, which names its country.
std::optional<Parsed> Kept(const std::string& e164) {
  constexpr const char* kNoRegion = "ZZ";
  Parsed number;
  if (Parse(e164, kNoRegion, number) != PhoneNumberUtil::NO_PARSING_ERROR) return std::nullopt;
  return number;
}

// 112, 116117: in use within its country alone.
bool IsShort(const Parsed& number, const std::string& home) {
  static const i18n::phonenumbers::ShortNumberInfo* const short_numbers = new i18n::phonenumbers::ShortNumberInfo;
  return short_numbers->IsValidShortNumberForRegion(number, home);
}

bool IsLetter(char c) { return absl::ascii_isalpha(static_cast<unsigned char>(c)) || (c & 0x80) != 0; }
bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }

// One word behind a prefix of at most four digits.
bool IsWordBehindPrefix(std::string_view text) {
  constexpr std::ptrdiff_t kPrefixDigits = 4;
  const auto word = std::find_if(text.begin(), text.end(), IsLetter);
  return std::count_if(text.begin(), word, IsDigit) <= kPrefixDigits &&
         std::all_of(word, text.end(), [](char c) { return absl::ascii_isalpha(static_cast<unsigned char>(c)); });
}

bool IsOfService(const Parsed& number) {
  const PhoneNumberUtil::PhoneNumberType type = Numbers().GetNumberType(number);
  return type == PhoneNumberUtil::TOLL_FREE || type == PhoneNumberUtil::PREMIUM_RATE ||
         type == PhoneNumberUtil::SHARED_COST;
}

// The number with the plus that it may have lost on its way; none when there is none, or it is in no use.
std::optional<Parsed> WithPlus(std::string_view text) {
  if (text.empty() || text[0] == '+' || text[0] == '0') return std::nullopt;
  const std::optional<Parsed> number = Kept("+" + std::string(text));
  return number && Numbers().IsValidNumber(*number) ? number : std::nullopt;
}

// A number of the region, or why it is none.
std::optional<FaultCode> ReadAtHome(const std::string& text, const std::string& home, Parsed& number) {
  const PhoneNumberUtil::ErrorType error = Parse(text, home, number);
  if (error != PhoneNumberUtil::NO_PARSING_ERROR) return FaultOf(error);
  if (text[0] != '+' && IsShort(number, home)) return std::nullopt;
  return FaultOf(Numbers().IsPossibleNumberWithReason(number));
}

std::string OnlyDigits(std::string_view text) {
  std::string digits;
  std::copy_if(text.begin(), text.end(), std::back_inserter(digits), IsDigit);
  return digits;
}

}  // namespace

Result<PhoneNumber> ReadPhoneNumber(std::string_view typed, std::string_view region, std::string_view field) {
  const std::string home = absl::AsciiStrToUpper(std::string(region));
  const auto refuse = [&](FaultCode code, Arguments arguments = {}) {
    if (code == FaultCode::kNumberOfNoCountry) arguments = {{"region", home}};
    return InvalidField(std::string(field), code, std::move(arguments));
  };
  // Code points, of which every byte but the first begins with the bits 10.
  const auto length = std::count_if(typed.begin(), typed.end(), [](char byte) { return (byte & 0xC0) != 0x80; });
  if (static_cast<std::size_t>(length) > limits::kPhoneNumberLength) {
    return refuse(FaultCode::kTooLong, {{"maximum", limits::kPhoneNumberLength}});
  }
  const TypedNumber read = ReadTyped(typed);
  if (read.withheld || absl::StripAsciiWhitespace(absl::string_view(typed.data(), typed.size())).empty()) {
    return refuse(FaultCode::kNumberEmpty);
  }
  if (read.number.empty() || !read.in_figures) return refuse(FaultCode::kNumberNotDigits);
  const bool letters = std::any_of(read.number.begin(), read.number.end(), IsLetter);
  if (letters && !IsWordBehindPrefix(read.number)) return refuse(FaultCode::kNumberWithLetters);

  Parsed number;
  std::optional<FaultCode> fault = ReadAtHome(read.number, home, number);
  if (letters && (fault || !IsOfService(number))) return refuse(FaultCode::kNumberWithLetters);
  if (fault || read.blank_in_front || !Numbers().IsValidNumber(number)) {
    if (const std::optional<Parsed> abroad = WithPlus(read.number)) {
      number = *abroad;
      fault.reset();
    }
  }
  if (fault) return refuse(*fault);
  return PhoneNumber{Formatted(number, PhoneNumberUtil::E164),
                     read.extension.empty() ? number.extension() : read.extension};
}

NumberForms FormsOf(const std::string& e164, std::string_view typed) {
  const std::optional<Parsed> number = Kept(e164);
  if (!number) return {false, std::string(typed), std::string(typed), e164, 0};
  const bool is_short = !Numbers().IsPossibleNumber(*number);
  NumberForms forms{!is_short && !Numbers().IsValidNumber(*number), Formatted(*number, PhoneNumberUtil::NATIONAL),
                    Formatted(*number, PhoneNumberUtil::INTERNATIONAL), e164, number->country_code()};
  // The library leaves the zero in front out where it knows no such number.
  if (forms.unusual) forms.national = ReadTyped(typed).number;
  if (is_short || !Numbers().CanBeInternationallyDialled(*number)) forms.dialled = OnlyDigits(forms.national);
  return forms;
}

const std::string& SpokenPhoneNumber(const NumberForms& forms, std::string_view region) {
  return forms.unusual || forms.country_code == CountryCodeOf(region) ? forms.national : forms.international;
}

int CountryCodeOf(std::string_view region) {
  return Numbers().GetCountryCodeForRegion(absl::AsciiStrToUpper(std::string(region)));
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
