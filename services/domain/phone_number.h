// Phone numbers as callers give them.
#pragma once
#include <string>
#include <string_view>

#include "services/domain/error.h"

namespace krul::domain {

// +31201234567, without the extension, of what was `typed` as the region's people dial it. Refuses impossible numbers
// with kInvalidField on `field`, saying what is wrong.
Result<std::string> ReadPhoneNumber(std::string_view typed, std::string_view region, std::string_view field);

// As people of the region say it, grouped as the country writes it: 020 123 4567. For what ReadPhoneNumber answered.
std::string SpokenPhoneNumber(const std::string& e164, std::string_view region);

// Is it a region that phone numbers are known of: NL, BE, GB ...?
bool IsPhoneRegion(std::string_view region);

}  // namespace krul::domain
