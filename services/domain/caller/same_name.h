// Whether two callers of one number are one: people give their name twice, and desks type it twice.
#pragma once
#include <string>
#include <string_view>

namespace krul::domain {

// The case of letters in any script, how they are composed, and spaces do not count (Unicode's NFKC_Casefold).
bool IsSameName(std::string_view one, std::string_view other);

// The same text for names that are the same.
std::string PlainName(std::string_view name);

}  // namespace krul::domain
