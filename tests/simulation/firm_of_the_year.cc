#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "tests/simulation/firm_year.h"

namespace krul::simulation {
namespace {

// $1: more holidays, of every calendar but one. $0: the hours of the shops.
constexpr const char* kCalendars = R"(title: A firm of many branches
calendars:
  lunch:
    week: {$0}
    holidays: [2026-12-25, 2026-12-26, 2027-01-01, 2027-03-29, 2027-04-27, 2027-05-06, 2027-05-17$1]
    openings: {2026-12-24: "09:00-12:00", 2026-12-20: "12:00-17:00"}
  office:
    week: {mon-thu: "08:30-17:00", fri: "08:30-16:00"}
    holidays: [2026-12-25, 2027-01-01$1]
  always:
    week: {mon-sun: "00:00-24:00"}
  evening:
    week: {mon-sat: "14:00-24:00"}
    closings: [2026-12-31, 2027-07-05$1]
)";
constexpr const char* kShopHours = R"(mon-fri: "09:00-12:30, 13:00-17:30", sat: "10:00-16:00")";
constexpr const char* kOtherShopHours = R"(mon-thu: "10:00-13:00, 13:45-18:00", fri: "10:00-20:00")";

// $0: how long a question may wait for "mine"; $1: the steps of its broken promises.
constexpr const char* kCategories = R"(categories:
  - id: question
    call_back_within: 4h
    acknowledge_within: $0
    escalation:
      - {when: unacknowledged, tell: deputy}
      - {when: at-risk, tell: assignee}
$1      - {when: retry-due, tell: assignee}
      - {when: retry-due, after: 1h, tell: manager}
  - id: complaint
    call_back_within: same day
    same_day_margin: 2h
    acknowledge_within: 30m
    at_risk_before: 2h
    retry_after: 1h
    escalation:
      - {when: unacknowledged, tell: [deputy, team]}
      - {when: at-risk, tell: team}
      - {when: broken, tell: person:p0}
  - id: order
    call_back_within: 2 working days
    acknowledge_within: 4h
    at_risk_before: 3h
retention: {erase_after_days: 60, attempts_before_giving_up: 3}
)";
constexpr const char* kBroken = R"(      - {when: broken, tell: [assignee, manager]}
      - {when: broken, after: 2h, reassign: manager}
      - {when: broken, after: 6h, time: wall, outside_hours: true, tell: head-office}
)";
constexpr const char* kOtherBroken = R"(      - {when: broken, after: 30m, tell: team}
      - {when: broken, after: 3h, reassign: manager}
)";

constexpr const char* kZones[] = {"Europe/Amsterdam",    "America/New_York", "Australia/Lord_Howe",
                                  "America/Los_Angeles", "Asia/Kolkata",     "Pacific/Auckland"};
constexpr const char* kCalendarIds[] = {"lunch", "office", "always", "evening"};

}  // namespace

std::string FirmFileOfTheYear(int branches, int people, std::optional<absl::CivilDay> changed) {
  const auto person = [people](int number) { return absl::StrCat("p", number % people); };
  const auto is_gone = [&](int number) { return changed && person(number) == kPersonWhoLeaves; };
  std::string holidays;
  if (changed) {
    for (const int days : {0, 1, 2, 4, 7}) absl::StrAppend(&holidays, ", ", absl::FormatCivilTime(*changed + days));
  }
  std::string file = absl::Substitute(kCalendars, changed ? kOtherShopHours : kShopHours, holidays);
  file += "branches:\n";
  for (int i = 0; i < branches; ++i) {
    absl::StrAppend(&file, "  - {id: b", i, ", time_zone: ", kZones[i % 6], ", calendar: ", kCalendarIds[i % 4],
                    ", manager: ", person(i * 10), "}\n");
  }
  file += "teams:\n";
  for (int i = 0; i * 4 < people; ++i) {
    std::string members;
    for (int member = 4 * i; member < 4 * i + 4; ++member) {
      if (!is_gone(member)) absl::StrAppend(&members, members.empty() ? "" : ", ", person(member));
    }
    absl::StrAppend(&file, "  - {id: t", i, ", members: [", members, "]}\n");
  }
  file += "people:\n";
  for (int i = 0; i < people; ++i) {
    if (is_gone(i)) continue;
    absl::StrAppend(&file, "  - {id: ", person(i), ", name: Person ", i,
                    ", deputy: ", person(is_gone(i + 1) ? i + 2 : i + 1), i == people - 1 ? ", role: head-office" : "",
                    i % 7 == 3 ? ", calendar: office" : "", "}\n");
  }
  absl::StrAppend(&file, "  - {id: ", kOperator, ", name: Who runs the machines, role: operator}\n");
  return file + absl::Substitute(kCategories, changed ? "45m" : "1h", changed ? kOtherBroken : kBroken);
}

}  // namespace krul::simulation
