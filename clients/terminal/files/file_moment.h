// Instants as other programs write them into files.
#pragma once

#include <optional>
#include <string_view>

#include "absl/time/time.h"

namespace krul::terminal {

// In which order a file writes day, month and year, where its rows do not tell.
enum class DateOrder { kUnknown, kDayMonthYear, kMonthDayYear, kYearMonthDay };

// "d-m-y", "m-d-y" or "y-m-d"; none for anything else.
std::optional<DateOrder> DateOrderOf(std::string_view word);

// Where a day without an hour begins to count.
enum class WithoutHour { kBeginsTheDay, kEndsTheDay };

struct FileMoment {
  std::optional<absl::Time> time;
  bool two_ways = false;  // not read, because day and month can be taken either way
};

// RFC 3339, or a day and an hour in `zone`. The day in figures (2026-11-24, 24/11/2026, 11/24/2026), with the name of
// its month in Dutch or English (24 nov 2026, Tue, Nov 24 2026), or a spreadsheet's count of days (46350,586806); the
// hour of 24 or of 12, with seconds or without, with an offset or without. What can be read in one way alone is read;
// `order` is for the rest, years of two figures among it. An hour that the clocks skip is no time.
FileMoment MomentFromFile(std::string_view text, DateOrder order, WithoutHour without_hour, absl::TimeZone zone);

}  // namespace krul::terminal
