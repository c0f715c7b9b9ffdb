#include "services/firm_file/easter.h"

namespace krul::firm_file {

// The Anonymous Gregorian algorithm, as Jean Meeus gives it in Astronomical Algorithms, chapter 8. It is a table lookup
// turned into arithmetic, so that its steps mean little by themselves; they are named after what they stand for, where
// they stand for anything.
absl::CivilDay EasterSunday(int year) {
  const int golden_year = year % 19;  // of the nineteen after which the moons fall on the same dates again
  const int century = year / 100;
  const int year_of_century = year % 100;
  const int moon_correction = (century - (century + 8) / 25 + 1) / 3;
  const int epact = (19 * golden_year + century - century / 4 - moon_correction + 15) % 30;
  const int to_sunday = (32 + 2 * (century % 4) + 2 * (year_of_century / 4) - epact - year_of_century % 4) % 7;
  const int late_moon = (golden_year + 11 * epact + 22 * to_sunday) / 451;  // one that counts a week earlier
  const int day_of_march = 22 + epact + to_sunday - 7 * late_moon;
  return absl::CivilDay(year, 3, 1) + (day_of_march - 1);
}

}  // namespace krul::firm_file
