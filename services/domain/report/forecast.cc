#include "services/domain/report/forecast.h"

#include <algorithm>

#include "services/domain/promise/due_moment.h"
#include "services/domain/promise/promise.h"

namespace krul::domain {
namespace {
using namespace std::chrono_literals;

constexpr Millis kHour(1h);

Instant StartOfHour(const Branch& branch, Instant now) {
  const absl::CivilSecond wall = branch.time_zone.At(absl::FromUnixMillis(ToMillis(now))).cs;
  const Millis into = std::chrono::minutes(wall.minute()) + std::chrono::seconds(wall.second());
  return std::chrono::floor<std::chrono::seconds>(now) - into;
}

bool WorksAt(const Person& person, const Branch& branch) {
  if (person.role == Role::kHeadOffice || person.role == Role::kOperator) return false;
  return person.branches.empty() ||
         std::find(person.branches.begin(), person.branches.end(), branch.id) != person.branches.end();
}

}  // namespace

Forecast ForecastOf(const Firm& firm, const Branch& branch, const Absences& absences,
                    const std::vector<CallbackRecord>& open, Instant now, int hours) {
  Forecast forecast;
  const Instant start = StartOfHour(branch, now);
  for (int hour = 0; hour < hours; ++hour) forecast.hours.push_back({start + hour * kHour});
  for (const CallbackRecord& record : open) {
    if (IsReachedOnly(record)) {
      ++forecast.later;
      continue;
    }
    const Standing standing = StandingOf(record, now);
    if (standing.level == StandingLevel::kLate) {
      ++forecast.late;
      continue;
    }
    const Instant moment = std::max(standing.moment.at, now);  // while a call for it lasts
    if (standing.level == StandingLevel::kSoon) ++forecast.at_risk;
    if (moment >= start + hours * kHour) {
      ++forecast.later;
    } else {
      ++forecast.hours[static_cast<std::size_t>((moment - start) / kHour)].due;
    }
  }
  const Availability who(firm, branch, absences);
  for (const Person& person : firm.people) {
    if (!WorksAt(person, branch)) continue;
    for (ForecastHour& hour : forecast.hours) {
      if (who.IsThereWithin(person.id, std::max(hour.start, now), hour.start + kHour)) ++hour.present;
    }
  }
  return forecast;
}

}  // namespace krul::domain
