// Phone numbers as callers give them.
#pragma once
#include <string>
#include <string_view>

#include "services/domain/error.h"

namespace krul::domain {

// +31201234567, without the extension, of what was `typed` as the region's people dial it. Refuses impossible numbers
// with kInvalidField on `field`, saying what is wrong.
Result<std::string> ReadPhoneNumber(std::string_view typed, std::string_view region, std::string_view field);

// The internal extension that was `typed` with the number, digits only: "12" of "020 123 4567 ext. 12", and of "toestel
// 12" as the Dutch write it. Empty when there is none, or no number.
std::string ExtensionOf(std::string_view typed, std::string_view region);

// Of as many digits as its country's numbers have, but in no range that is in use: probably misheard. To warn of, never
// to refuse. For what ReadPhoneNumber answered.
bool IsUnusualPhoneNumber(const std::string& e164);

// As people of the region say it, grouped as the country writes it: 020 123 4567. For what ReadPhoneNumber answered.
std::string SpokenPhoneNumber(const std::string& e164, std::string_view region);

// Is it a region that phone numbers are known of: NL, BE, GB ...?
bool IsPhoneRegion(std::string_view region);

}  // namespace krul::domain
