#include "tests/enumeration/world.h"

#include <functional>
#include <stdexcept>

#include "absl/time/time.h"
#include "services/domain/promise/due_moment.h"
#include "services/domain/promise/promise.h"
#include "services/domain/promise/service_level.h"

namespace krul::enumeration {
using namespace domain;
using namespace std::chrono_literals;

namespace {

constexpr int kLooksInARow = 500;

// "2026-11-24 09:02" on the wall in Amsterdam.
Instant At(const char* wall) {
  absl::Time time;
  std::string error;
  if (!absl::ParseTime("%Y-%m-%d %H:%M", wall, absl::FixedTimeZone(3600), &time, &error)) throw std::logic_error(error);
  return FromMillis(absl::ToUnixMillis(time));
}

// As a firm file that writes no steps of its own has them; "mine" that is not said, and one step that gives it to
// another, beside those.
std::vector<EscalationStep> Steps() {
  return {
      {.condition = StepCondition::kUnacknowledged, .recipient = Recipient::kDeputy},
      {.condition = StepCondition::kAtRisk, .recipient = Recipient::kAssignee},
      {.condition = StepCondition::kBroken, .recipient = Recipient::kManager},
      {.condition = StepCondition::kBroken, .recipient = Recipient::kAssignee},
      {.condition = StepCondition::kBroken,
       .delay = 2h,
       .recipient = Recipient::kManager,
       .action = StepAction::kReassign},
      {.condition = StepCondition::kBroken, .delay = 8h, .recipient = Recipient::kHeadOffice},
      {.condition = StepCondition::kRetryDue, .recipient = Recipient::kAssignee},
      {.condition = StepCondition::kRetryDue, .recipient = Recipient::kManager},
  };
}

Firm FirstVersion() {
  Firm firm;
  firm.version = 1;
  CalendarRules shop;
  shop.id = "shop";
  for (std::size_t day = 0; day < 5; ++day) shop.week[day] = {{9 * 60, 12 * 60 + 30}, {13 * 60, 17 * 60 + 30}};
  shop.week[5] = {{10 * 60, 16 * 60}};
  firm.calendars["shop"] = shop;
  CalendarRules part_time = shop;
  part_time.id = "part-time";
  for (const std::size_t day : {3, 4, 5}) part_time.week[day] = {};
  firm.calendars["part-time"] = part_time;
  firm.branches.push_back({.id = "utrecht",
                           .title = "Utrecht",
                           .phone_region = "NL",
                           .language = "nl",
                           .calendar = "shop",
                           .manager = "mira"});
  if (!absl::LoadTimeZone("Europe/Amsterdam", &firm.branches.front().time_zone)) throw std::logic_error("no time zone");
  firm.teams.push_back({.id = "sales", .title = "Sales", .members = {"anna", "daan"}});
  firm.people.push_back({.id = "anna", .title = "Anna", .branches = {"utrecht"}, .deputy = "bram"});
  firm.people.push_back({.id = "bram", .title = "Bram", .branches = {"utrecht"}, .deputy = "anna"});
  firm.people.push_back({.id = "daan", .title = "Daan", .branches = {"utrecht"}, .calendar = "part-time"});
  firm.people.push_back({.id = "mira", .title = "Mira", .branches = {"utrecht"}, .role = Role::kManager});
  firm.people.push_back({.id = "hans", .title = "Hans", .role = Role::kHeadOffice});
  Category question;
  question.id = "question";
  question.call_back_within.business_time = 4h;
  question.acknowledge_within = 1h;
  question.retry_after = 2h;
  question.escalation = Steps();
  firm.categories.push_back(question);
  return firm;
}

// Decided by are the latest event, and whether the caller rang since the last attempt.
void ForgetThePast(std::vector<AuditEvent>& history) {
  const auto latest = history.back().sequence;
  std::erase_if(history, [latest](const AuditEvent& event) {
    const bool tells = event.type == EventType::kChased || event.type == EventType::kAttempted ||
                       event.type == EventType::kReopened || event.type == EventType::kUndone;
    return !tells && event.sequence != latest;
  });
}

std::size_t HashOf(const Notice& notice) { return std::hash<std::string>()(notice.id); }

}  // namespace

Firms::Firms() {
  for (std::int64_t number = 1; number <= 4; ++number) {
    Firm firm = FirstVersion();
    firm.version = number;
    if (number % 2 == 0) {
      CalendarRules& shop = firm.calendars["shop"];
      for (std::size_t day = 0; day < 5; ++day) shop.week[day] = {{10 * 60, 13 * 60}};
      for (const int day : {25, 30}) shop.special_days[absl::CivilDay(2026, 11, day)] = {};
    }
    if (number > 2) {
      std::erase_if(firm.people, [](const Person& person) { return person.id == "anna"; });
      std::erase(firm.teams.front().members, "anna");
      for (Person& person : firm.people) {
        if (person.deputy == "anna") person.deputy.clear();
      }
    }
    versions_.push_back(std::move(firm));
  }
  for (Firm& firm : versions_) firm.BuildIndex();
}

Happened Do(World& world, const Command& command, const Actor& actor) {
  const CallbackRecord& before = *world.record;
  const std::int64_t promised = before.version == 0 ? world.version : before.promise.firm_version;
  const DecisionContext context{world.firm(), &world.firms->Version(promised), actor, {}, world.now, *world.absences};
  Result<Decision> decided = Decide(before, command, context);
  if (!decided || !decided->changed) return {};
  ++decided->record.version;
  std::vector<AuditEvent>& history = decided->record.history;
  Happened happened{true, {history.end() - static_cast<std::ptrdiff_t>(decided->events.size()), history.end()}};
  if (!world.keeps_history) ForgetThePast(history);
  world.record = std::make_shared<const CallbackRecord>(std::move(decided->record));
  for (const Notice& notice : decided->notices) world.told.push_back(HashOf(notice));
  return happened;
}

Happened DoAsService(World& world, const Command& command) { return Do(world, command, Actor::Service("service")); }

Route RouteOf(const World& world) {
  return FindRoute(world.firm(), *world.absences, {}, QuestionOf(*world.record, world.now));
}

Happened Look(World& world) {
  if (!NeedsNextAssignee(*world.record, world.now)) return DoAsService(world, LookAt{});
  const Route route = RouteOf(world);
  return DoAsService(world, LookAt{route.assignee, route.alarm, route.offer_at});
}

void PassTo(World& world, Instant at) {
  int looks = 0;
  for (auto next = NextLook(*world.record); next && *next <= at; next = NextLook(*world.record)) {
    world.now = std::max(world.now, *next);
    if (++looks > kLooksInARow) throw std::logic_error("one look follows another without end");
    if (!Look(world).done) throw std::logic_error("a look was due and nothing happened");
  }
  world.now = at;
}

void FollowFirm(World& world) {
  while (DoAsService(world, domain::FollowFirm{}).done) {
  }
}

void JudgeHolder(World& world) { DoAsService(world, domain::JudgeHolder{}); }

std::vector<NotedWorld> NotedWorlds(const Firms& firms) {
  std::vector<NotedWorld> worlds;
  const auto noted = [&](const char* title, const char* wall, Party requested, std::optional<CallWindow> window) {
    World world{.firms = &firms, .now = At(wall)};
    CallbackRecord empty;
    empty.branch = "utrecht";
    empty.id = "c1";
    world.record = std::make_shared<const CallbackRecord>(empty);
    world.absences = std::make_shared<const Absences>();
    const Firm& firm = world.firm();
    const PromisePlan plan = PlanPromise(firm, world.branch(), firm.categories.front(), world.now, window);
    const Note note{.caller = {"Jansen", "", "", "", ""},
                    .requested = std::move(requested),
                    .category = "question",
                    .called_at = world.now,
                    .due_at = plan.due_at,
                    .firm_version = 1,
                    .window = window,
                    .agreed_otherwise = plan.beyond_level};
    if (!Do(world, note, AtDesk("bram")).done) throw std::logic_error("the note was refused");
    worlds.push_back({title, std::move(world)});
  };
  const Party anna{Party::Kind::kPerson, "anna"}, sales{Party::Kind::kTeam, "sales"};
  noted("Tue 09:02 for anna", "2026-11-24 09:02", anna, std::nullopt);
  noted("Tue 09:02 for anna, not before Thu 15:00", "2026-11-24 09:02", anna,
        CallWindow{.from_minute = 15 * 60, .not_before = At("2026-11-26 15:00")});
  noted("Sat 15:00 for sales", "2026-11-28 15:00", sales, std::nullopt);
  return worlds;
}

}  // namespace krul::enumeration
