// A firm as its firm file describes it: values only. firm_file reads it from YAML and has checked that every id that is
// named exists, ids are unique, time zones load and every calendar opens within 366 days.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "services/domain/clock.h"
#include "services/domain/firm/id_index.h"
#include "services/domain/people/actor.h"

namespace krul::domain {

// Minutes after local midnight; open at or after `from`, closed at or after `to`. 0 <= from < to <= 1440.
struct Opening {
  int from_minute = 0;
  int to_minute = 0;
  bool operator==(const Opening&) const = default;
};

// One date that differs from the week: no openings means closed all day.
struct SpecialDay {
  std::string title;  // "Kerstmis"; may be empty
  std::vector<Opening> openings;
  bool operator==(const SpecialDay&) const = default;
};

struct CalendarRules {
  std::string id;
  std::array<std::vector<Opening>, 7> week;  // [0] is Monday; sorted, not touching
  std::map<absl::CivilDay, SpecialDay> special_days;
  bool operator==(const CalendarRules&) const = default;
};

struct Branch {
  std::string id;
  std::string title;
  absl::TimeZone time_zone;
  std::string phone_region;  // ISO 3166 alpha-2, such as NL
  std::string language;      // "nl" or "en"
  std::string calendar;
  std::string manager;                    // person; empty: none
  std::vector<std::string> answer_order;  // people
  std::vector<int> review_minutes;        // minutes after local midnight
  Millis review_within{0};                // business time from such a moment in which the round must be held
  bool operator==(const Branch&) const = default;
};

struct Team {
  std::string id;
  std::string title;
  std::vector<std::string> members;  // people
  bool operator==(const Team&) const = default;
};

struct Person {
  std::string id;
  std::string title;                  // the name
  std::vector<std::string> branches;  // empty: belongs to all
  Role role = Role::kColleague;
  std::string deputy;                       // person; empty: none
  std::string calendar;                     // empty: that of the branch
  std::optional<absl::TimeZone> time_zone;  // of these hours; nullopt: that of the branch
  // Channels by which the person is told: "desk" always and first, then "mail:ADDRESS" and "webhook:URL".
  std::vector<std::string> notify;
  bool operator==(const Person&) const = default;
};

// How long the firm takes at most: business time, closing of the Nth working day, or the same day.
struct ServiceLevel {
  enum class Kind { kBusinessTime, kWorkingDays, kSameDay };
  Kind kind = Kind::kBusinessTime;
  Millis business_time{0};    // kBusinessTime
  int working_days = 0;       // kWorkingDays, at least 1
  Millis same_day_margin{0};  // kSameDay: how long before closing the call must come
  bool operator==(const ServiceLevel&) const = default;
};

enum class StepCondition {
  kUnacknowledged,  // an acknowledgement expired
  kAtRisk,          // the moment that must be met now, a retry too, reached its at-risk point
  kBroken,          // the promise passed unreached
  kRetryDue,        // the retry after a failed attempt passed
};
enum class Recipient { kAssignee, kDeputy, kTeam, kManager, kHeadOffice, kNamedPerson };
enum class StepAction { kTell, kReassign };

struct EscalationStep {
  StepCondition condition = StepCondition::kBroken;
  Millis delay{0};
  bool wall_time = false;      // false: the delay counts in the branch's business time
  bool outside_hours = false;  // false: waits for the next opening
  Recipient recipient = Recipient::kManager;
  std::string named_person;  // with kNamedPerson
  StepAction action = StepAction::kTell;
  bool operator==(const EscalationStep&) const = default;
};

struct Category {
  std::string id;
  std::map<std::string, std::string> title;    // by language
  std::map<std::string, std::string> goodbye;  // by language; may lack one
  ServiceLevel call_back_within;
  Millis acknowledge_within{0};  // business time of the assignee
  Millis at_risk_before{0};      // business time before the due moment; 0: a quarter of the time is left
  Millis retry_after{0};         // business time after a failed attempt
  std::vector<EscalationStep> escalation;
  bool operator==(const Category&) const = default;
};

struct Firm {
  std::int64_t version = 0;
  Instant effective_at{};
  std::string title;
  std::string document;  // as applied
  std::map<std::string, CalendarRules, std::less<>> calendars;
  std::vector<Branch> branches;  // in the order of the file, as are the others
  std::vector<Team> teams;
  std::vector<Person> people;
  std::vector<Category> categories;  // at least one; the first is the default
  int erase_after_days = 90;         // after closing
  int attempts_before_giving_up = 3;
  // By language, in each: what a desk without connection says, which can promise no time.
  std::map<std::string, std::string> offline_sentence;

  const Branch* FindBranch(std::string_view id) const;
  const Team* FindTeam(std::string_view id) const;
  const Person* FindPerson(std::string_view id) const;
  const Category* FindCategory(std::string_view id) const;  // empty id: the first
  const CalendarRules& CalendarOf(const Branch& branch) const;
  // That of the person if it differs, else that of the branch.
  const CalendarRules& CalendarOf(const Person& person, const Branch& branch) const;

  // Makes the Find functions fast; call it after the last change of the lists (firm_file does). They are right without
  // it.
  void BuildIndex();
  IdIndex branch_index;
  IdIndex team_index;
  IdIndex person_index;
  IdIndex category_index;
};

}  // namespace krul::domain
