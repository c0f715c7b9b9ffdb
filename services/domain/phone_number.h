// Phone numbers as callers give them.
#pragma once
#include <string>
#include <string_view>

#include "services/domain/error.h"

namespace krul::domain {

struct PhoneNumber {
  std::string e164;         // +31201234567; without the extension
  std::string spoken_form;  // grouped as the country writes it: 020 123 4567
  bool unusual = false;     // possible, but not known to be in use: worth a second look
};

// `typed` as the region's people dial it. Refuses impossible numbers with kInvalidField on `field`, saying what is wrong.
Result<PhoneNumber> ParsePhoneNumber(std::string_view typed, std::string_view region, std::string_view field);

// Is it a region that phone numbers are known of: NL, BE, GB ...?
bool IsPhoneRegion(std::string_view region);

}  // namespace krul::domain
