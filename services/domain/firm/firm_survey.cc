#include "services/domain/firm/firm_survey.h"

#include <algorithm>
#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "services/domain/caller/same_name.h"
#include "services/domain/promise/escalation.h"

namespace krul::domain {
namespace {

// From the first opening of the day until the last closing, be it to close the door: a round at any other time falls
// away.
bool IsWithin(const std::vector<Opening>& openings, int minute) {
  return openings.front().from_minute <= minute && minute <= openings.back().to_minute;
}

void WarnOfMoments(const Firm& firm, const Branch& branch, std::vector<FirmWarning>& warnings) {
  const CalendarRules& rules = firm.CalendarOf(branch);
  for (const int minute : branch.review_minutes) {
    std::vector<std::size_t> outside;
    for (std::size_t weekday = 0; weekday < rules.week.size(); ++weekday) {
      const std::vector<Opening>& openings = rules.week[weekday];
      if (!openings.empty() && !IsWithin(openings, minute)) outside.push_back(weekday + 1);
    }
    if (outside.empty()) continue;
    const std::string time = absl::StrFormat("%02d:%02d", minute / 60, minute % 60);
    warnings.push_back({FirmWarningCode::kMomentOutsideHours,
                        {{"branch", branch.id}, {"time", time}, {"weekdays", absl::StrJoin(outside, ",")}}});
  }
}

void WarnOfNames(const Firm& firm, std::vector<FirmWarning>& warnings) {
  std::map<std::string, std::vector<const Person*>> by_name;
  for (const Person& person : firm.people) by_name[PlainName(person.title)].push_back(&person);
  for (const Person& person : firm.people) {
    const std::vector<const Person*>& same = by_name[PlainName(person.title)];
    if (same.size() == 1 || same.front() != &person) continue;
    const std::string ids =
        absl::StrJoin(same, ",", [](std::string* out, const Person* one) { absl::StrAppend(out, one->id); });
    warnings.push_back({FirmWarningCode::kSameName, {{"name", person.title}, {"people", ids}}});
  }
}

}  // namespace

std::vector<FirmWarning> WarningsOf(const Firm& firm) {
  std::vector<FirmWarning> warnings;
  for (const Branch& branch : firm.branches) {
    if (branch.manager.empty()) {
      const std::vector<std::string> people = ManagersOf({firm, branch, NoAbsences()}, firm.effective_at);
      warnings.push_back(
          {FirmWarningCode::kNoManager, {{"branch", branch.id}, {"people", absl::StrJoin(people, ",")}}});
    }
    WarnOfMoments(firm, branch, warnings);
  }
  for (const Person& person : firm.people) {
    // The first is the desk, the only one that is served today.
    for (std::size_t i = 1; i < person.notify.size(); ++i) {
      warnings.push_back({FirmWarningCode::kChannelNotServed, {{"person", person.id}, {"channel", person.notify[i]}}});
    }
  }
  WarnOfNames(firm, warnings);
  return warnings;
}

std::vector<ClosedDay> NextClosedDays(const CalendarRules& rules, absl::CivilDay from, std::size_t count) {
  std::vector<ClosedDay> closed;
  for (auto day = rules.special_days.lower_bound(from); day != rules.special_days.end() && closed.size() < count;
       ++day) {
    if (day->second.openings.empty()) closed.push_back({day->first, day->second.title});
  }
  return closed;
}

}  // namespace krul::domain
