// The dates that a calendar of a firm file names: one day, or a rule for a day of every year.
#pragma once
#include <compare>
#include <optional>
#include <string_view>
#include <vector>

#include "absl/time/civil_time.h"

namespace krul::firm_file {

struct DateRule {
  enum class Kind { kSingle, kYearly, kFromEaster };
  Kind kind = Kind::kSingle;
  int year = 0;   // kSingle
  int month = 0;  // kSingle and kYearly
  int day = 0;
  int days_from_easter = 0;  // kFromEaster; negative: before it
  auto operator<=>(const DateRule&) const = default;
};

inline constexpr const char* kDateForm =
    "write a date such as 2026-12-25, one of every year such as 12-25, or days from Easter Sunday such as easter-2, "
    "easter or easter+39";
// Single dates are of 2000 to 2199. nullopt: not written so, or a day that is in no year.
std::optional<DateRule> ReadDateRule(std::string_view text);

// The days of the years `first_year` to `last_year`, in order; of a single date that day, whatever its year.
std::vector<absl::CivilDay> DaysOf(const DateRule& rule, int first_year, int last_year);

}  // namespace krul::firm_file
