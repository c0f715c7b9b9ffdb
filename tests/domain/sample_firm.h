// A small firm built in code, and wall times of one week at it: Monday 23 to Sunday 29 November 2026, Amsterdam time.
#pragma once
#include <gtest/gtest.h>

#include <string>

#include "absl/time/time.h"
#include "services/domain/people/availability.h"

namespace krul::domain::sample {

inline absl::TimeZone Amsterdam() {
  absl::TimeZone zone;
  EXPECT_TRUE(absl::LoadTimeZone("Europe/Amsterdam", &zone));
  return zone;
}

// "2026-11-23 10:00" on the wall in Amsterdam.
inline Instant At(const std::string& wall) {
  absl::Time time;
  std::string error;
  EXPECT_TRUE(absl::ParseTime("%Y-%m-%d %H:%M", wall, Amsterdam(), &time, &error)) << wall << ": " << error;
  return FromMillis(absl::ToUnixMillis(time));
}

inline Instant Mon(const std::string& time) { return At("2026-11-23 " + time); }
inline Instant Tue(const std::string& time) { return At("2026-11-24 " + time); }
inline Instant Wed(const std::string& time) { return At("2026-11-25 " + time); }
inline Instant Thu(const std::string& time) { return At("2026-11-26 " + time); }
inline Instant Fri(const std::string& time) { return At("2026-11-27 " + time); }
inline Instant Sat(const std::string& time) { return At("2026-11-28 " + time); }

inline std::vector<Absence> AwayUntil(Instant until, Instant from = {}) { return {{.from = from, .until = until}}; }

inline std::string Wall(Instant at) {
  if (at == kNever) return "never";
  return absl::FormatTime("%Y-%m-%d %H:%M:%E3S", absl::FromUnixMillis(ToMillis(at)), Amsterdam());
}

inline CalendarRules Weekly(std::string id, Opening weekday, std::vector<Opening> saturday) {
  CalendarRules rules;
  rules.id = std::move(id);
  for (std::size_t day = 0; day < 5; ++day) rules.week[day] = {weekday};
  rules.week[5] = std::move(saturday);
  return rules;
}

// The steps of the category `question`, by their position.
inline constexpr std::size_t kTellDeputy = 0;
inline constexpr std::size_t kTellAssigneeAtRisk = 1;
inline constexpr std::size_t kTellManagerBroken = 2;
inline constexpr std::size_t kGiveToManager = 3;
inline constexpr std::size_t kTellHeadOffice = 4;
inline constexpr std::size_t kTellAssigneeRetry = 5;
inline constexpr std::size_t kTellManagerRetry = 6;

inline std::vector<EscalationStep> QuestionSteps() {
  using namespace std::chrono_literals;
  return {
      {.condition = StepCondition::kUnacknowledged, .recipient = Recipient::kDeputy},
      {.condition = StepCondition::kAtRisk, .recipient = Recipient::kAssignee},
      {.condition = StepCondition::kBroken, .recipient = Recipient::kManager},
      {.condition = StepCondition::kBroken,
       .delay = 1h,
       .recipient = Recipient::kManager,
       .action = StepAction::kReassign},
      {.condition = StepCondition::kBroken,
       .delay = 6h,
       .wall_time = true,
       .outside_hours = true,
       .recipient = Recipient::kHeadOffice},
      {.condition = StepCondition::kRetryDue, .recipient = Recipient::kAssignee},
      {.condition = StepCondition::kRetryDue, .delay = 1h, .recipient = Recipient::kManager},
  };
}

// Utrecht has a manager, Zeist has none. Open Monday to Friday 09:00-17:00 and Saturday 10:00-14:00; Daan works
// 07:00-15:00. Anna's deputy is Bram, his is Carla, and hers is Anna again.
inline Firm SampleFirm() {
  using namespace std::chrono_literals;
  Firm firm;
  firm.version = 7;
  firm.title = "Fietsen Van der Linden";
  firm.calendars["shop"] = Weekly("shop", {9 * 60, 17 * 60}, {{10 * 60, 14 * 60}});
  firm.calendars["early"] = Weekly("early", {7 * 60, 15 * 60}, {});

  firm.branches.push_back({.id = "utrecht",
                           .title = "Utrecht",
                           .time_zone = Amsterdam(),
                           .phone_region = "NL",
                           .language = "nl",
                           .calendar = "shop",
                           .manager = "mira",
                           .answer_order = {"fatima", "anna"}});
  firm.branches.push_back({.id = "zeist",
                           .title = "Zeist",
                           .time_zone = Amsterdam(),
                           .phone_region = "NL",
                           .language = "en",
                           .calendar = "shop"});

  firm.teams.push_back({.id = "sales", .title = "Sales", .members = {"anna", "bram", "daan"}});
  firm.teams.push_back({.id = "workshop", .title = "Workshop", .members = {"daan", "carla"}});

  firm.people.push_back({.id = "anna", .title = "Anna Visser", .branches = {"utrecht"}, .deputy = "bram"});
  firm.people.push_back({.id = "bram", .title = "Bram Vos", .branches = {"utrecht"}, .deputy = "carla"});
  firm.people.push_back({.id = "carla", .title = "Carla Smit", .branches = {"zeist"}, .deputy = "anna"});
  firm.people.push_back({.id = "daan", .title = "Daan Bakker", .branches = {"utrecht"}, .calendar = "early"});
  firm.people.push_back({.id = "fatima", .title = "Fatima El Idrissi", .branches = {"utrecht"}, .role = Role::kDesk});
  firm.people.push_back({.id = "mira", .title = "Mira de Boer", .branches = {"utrecht"}, .role = Role::kManager});
  firm.people.push_back({.id = "hans", .title = "Hans Mulder", .role = Role::kHeadOffice});
  firm.people.push_back({.id = "heleen", .title = "Heleen Peters", .role = Role::kHeadOffice});

  Category question;
  question.id = "question";
  question.call_back_within.business_time = 4h;
  question.acknowledge_within = 1h;
  question.at_risk_before = 1h;
  question.retry_after = 2h;
  question.escalation = QuestionSteps();
  firm.categories.push_back(question);

  Category complaint;
  complaint.id = "complaint";
  complaint.goodbye = {{"nl", "Nogmaals onze excuses."}};
  complaint.call_back_within = {.kind = ServiceLevel::Kind::kSameDay, .same_day_margin = 2h};
  complaint.acknowledge_within = 30min;
  firm.categories.push_back(complaint);

  Category order;
  order.id = "order";
  order.call_back_within = {.kind = ServiceLevel::Kind::kWorkingDays, .working_days = 2};
  order.acknowledge_within = 4h;
  firm.categories.push_back(order);
  return firm;
}

}  // namespace krul::domain::sample
