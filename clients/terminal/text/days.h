// Days by their names. ICU knows the names; zones are not asked of it.
#pragma once

#include <string>

#include "absl/time/civil_time.h"
#include "clients/words/language.h"

namespace krul::terminal {

// "di 24 nov", "Tue 24 Nov"; with the year "di 24 nov 2026".
std::string DayInWords(absl::CivilDay day, bool with_year, words::Language language);
// "dinsdag", "Tuesday".
std::string WeekdayInWords(absl::CivilDay day, words::Language language);

}  // namespace krul::terminal
