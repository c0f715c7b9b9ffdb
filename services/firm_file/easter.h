// The day from which the movable feasts of western churches are counted.
#pragma once
#include "absl/time/civil_time.h"

namespace krul::firm_file {

// Western Easter Sunday in the Gregorian calendar: 22 March at the earliest, 25 April at the latest.
absl::CivilDay EasterSunday(int year);

}  // namespace krul::firm_file
