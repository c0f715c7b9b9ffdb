// The days of an iCalendar text (.ics), such as governments and schools publish their holidays in.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/civil_time.h"
#include "services/domain/limits.h"

namespace krul::firm_file {

struct IcsHolidays {
  std::map<absl::CivilDay, std::string> titles;  // by date
  std::vector<std::string> faults;               // each names its event and what to write instead
};

// What all texts of one firm file may take together: a rule that never comes true costs a third of a second.
struct IcsBudget {
  std::size_t events = domain::limits::kHolidayEvents;
  std::size_t faulty_events = 10;
};

// Whole-day events with their rules (yearly, monthly, weekly, daily), of the years `first_year` to `last_year`.
IcsHolidays ReadIcsHolidays(const std::string& text, int first_year, int last_year, IcsBudget& budget);

}  // namespace krul::firm_file
