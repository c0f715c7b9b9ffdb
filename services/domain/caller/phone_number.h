// Phone numbers as callers give them. One reading for all: forms, search, files, switchboards and telephones.
#pragma once
#include <string>
#include <string_view>

#include "services/domain/error.h"

namespace krul::domain {

struct PhoneNumber {
  std::string e164;       // +31201234567, without the extension; of a short number too: +31112
  std::string extension;  // the internal one that was typed with the number, digits only; empty when there is none
};

// The number that was `typed` as the region's people dial it (typed_number.h says what is read of a text). Letters are
// taken as those on the keys of a telephone where they are one word behind the prefix of a service, such as
// 0900-BELKRUL. Where a plus may have got lost (a blank in front, or no number that the region has in use), it is put
// back if the number with it is one that is in use. Refuses what is impossible or withheld with kInvalidField on
// `field`, saying what is wrong.
Result<PhoneNumber> ReadPhoneNumber(std::string_view typed, std::string_view region, std::string_view field);

// How a number is written and dialled.
struct NumberForms {
  // Of as many digits as its country's numbers have, but in no range that is in use: probably misheard. To warn of,
  // never to refuse.
  bool unusual = false;
  std::string national;       // within its country, grouped as that writes it: 0475 12 34 56; as typed where unusual
  std::string international;  // elsewhere: +32 475 12 34 56
  std::string dialled;   // by a telephone: +32475123456; where no other country can dial it, as its own does: 14030
  int country_code = 0;  // 32
};
// For what ReadPhoneNumber answered, and what was typed for it.
NumberForms FormsOf(const std::string& e164, std::string_view typed);

// As people of the region say it: its own numbers as its country writes them, others with their country; an unusual one
// as it was typed.
const std::string& SpokenPhoneNumber(const NumberForms& forms, std::string_view region);

// Is it a region that phone numbers are known of: NL, BE, GB ...?
bool IsPhoneRegion(std::string_view region);
// 31 of NL; 0 of no such region.
int CountryCodeOf(std::string_view region);

}  // namespace krul::domain
