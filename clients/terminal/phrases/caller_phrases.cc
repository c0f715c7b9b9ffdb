#include "clients/terminal/phrases/caller_phrases.h"

namespace krul::terminal {

std::string NumberPhrase(const v1::Caller& caller, const Reader& reader) {
  const bool is_home = caller.phone_country_code() == reader.book.phone_country_code();
  const std::string& written = is_home ? caller.phone_number_national() : caller.phone_number_international();
  return written.empty() ? caller.phone_number() : written;
}

std::string WayToReach(const v1::Caller& caller, const Reader& reader) {
  const std::string number = NumberPhrase(caller, reader);
  return number.empty() ? caller.other_contact() : number;
}

}  // namespace krul::terminal
