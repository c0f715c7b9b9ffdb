// How long a deadline takes: ten working days ahead, and a year of business time ahead. A calendar is made anew for
// each, as for a call.
#include <benchmark/benchmark.h>

#include "services/domain/calendar/business_calendar.h"
#include "services/domain/promise/service_level.h"

namespace krul::domain {
namespace {

// Two intervals a day, a Saturday, ten holidays: as a shop.
Firm Shop() {
  Firm firm;
  CalendarRules rules;
  for (std::size_t day = 0; day < 5; ++day) rules.week[day] = {{9 * 60, 12 * 60 + 30}, {13 * 60, 17 * 60 + 30}};
  rules.week[5] = {{10 * 60, 16 * 60}};
  for (int i = 0; i < 20; ++i) rules.special_days[absl::CivilDay(2026, 1, 1) + i * 37] = {"holiday", {}};
  firm.calendars["shop"] = rules;
  Branch branch;
  branch.id = "b";
  branch.calendar = "shop";
  absl::LoadTimeZone("Europe/Amsterdam", &branch.time_zone);
  firm.branches.push_back(branch);
  return firm;
}

Category Within(ServiceLevel level) {
  Category category;
  category.call_back_within = level;
  return category;
}

// Calls spread over a year, so that both changes of the clock are met.
Instant Call(std::int64_t i) {
  constexpr std::int64_t kNewYear2026 = 1767225600000;
  return FromMillis(kNewYear2026 + i * 7919 % 365 * 86400000 + i * 104729 % 86400 * 1000);
}

void Deadline(benchmark::State& state, ServiceLevel level) {
  const Firm firm = Shop();
  const Category category = Within(level);
  std::int64_t i = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(PlanPromise(firm, firm.branches[0], category, Call(++i)));
  }
}

ServiceLevel WorkingDays(int days) {
  ServiceLevel level;
  level.kind = ServiceLevel::Kind::kWorkingDays;
  level.working_days = days;
  return level;
}

ServiceLevel BusinessTime(std::int64_t hours) {
  ServiceLevel level;
  level.business_time = Millis(hours * 3600000);
  return level;
}

BENCHMARK_CAPTURE(Deadline, ten_working_days, WorkingDays(10));
BENCHMARK_CAPTURE(Deadline, four_hours, BusinessTime(4));
BENCHMARK_CAPTURE(Deadline, a_year_of_working_days, WorkingDays(302));
BENCHMARK_CAPTURE(Deadline, a_year_of_business_time, BusinessTime(2350));

}  // namespace
}  // namespace krul::domain

BENCHMARK_MAIN();
