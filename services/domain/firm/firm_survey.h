// What is not wrong with a firm and yet worth a look before it is applied.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "services/domain/fault.h"
#include "services/domain/firm/firm.h"

namespace krul::domain {

// Numbered as krul.v1.FirmWarningCode, which says what each means and which arguments it has.
enum class FirmWarningCode : std::uint8_t {
  kNoManager = 1,
  kMomentOutsideHours,
  kChannelNotServed,
  kSameName,
};

struct FirmWarning {
  FirmWarningCode code;
  Arguments arguments;
  bool operator==(const FirmWarning&) const = default;
};

// In the order of the file, kind by kind.
std::vector<FirmWarning> WarningsOf(const Firm& firm);

struct ClosedDay {
  absl::CivilDay day;
  std::string title;  // may be empty
  bool operator==(const ClosedDay&) const = default;
};

// The next `count` days, `from` counted, that a calendar names and is closed on, in order. Weekdays on which it never
// opens are none of them.
std::vector<ClosedDay> NextClosedDays(const CalendarRules& rules, absl::CivilDay from, std::size_t count);

}  // namespace krul::domain
