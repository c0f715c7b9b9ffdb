// The days of an iCalendar text (.ics), such as governments and schools publish their holidays in.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/civil_time.h"

namespace krul::firm_file {

struct IcsHolidays {
  std::map<absl::CivilDay, std::string> titles;  // by date
  std::vector<std::string> faults;               // each names its event and what to write instead
  std::size_t events = 0;
};

// Whole-day events with their yearly rules, of the years `first_year` to `last_year`. Reads at most `event_limit`
// events.
IcsHolidays ReadIcsHolidays(const std::string& text, int first_year, int last_year, std::size_t event_limit);

}  // namespace krul::firm_file
