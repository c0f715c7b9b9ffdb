// Who calls back: the requested person if free or back in time; else the deputy, chains followed, loops caught; else
// one of the team; else the manager, or who stands in for the manager by the same chain; else the branch's open pool,
// with an alarm. Of a team, those who belong to the branch of the question go before all others; then the one with the
// fewest open; then who is at a desk now, which is a hint and decides only between equals; then the one longest
// without.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "services/domain/callback/callback.h"
#include "services/domain/firm/firm.h"

namespace krul::domain {

// Who is away, until when. kNever: until told otherwise.
using Absences = std::map<std::string, Instant, std::less<>>;

struct Workload {
  int open = 0;
  Instant last_assigned_at{};
};
using Workloads = std::map<std::string, Workload, std::less<>>;  // people not in it have none

struct RouteQuestion {
  std::string branch;
  Party requested;
  Instant now{};
  Instant due_at = kNever;                          // a person back before it counts as present
  std::set<std::string> excluded;                   // who let an acknowledgement expire
  std::set<std::string, std::less<>> at_desk = {};  // who has a desk open now, as far as is known
};

struct Route {
  Party assignee;
  bool requested_present = false;
  std::optional<Instant> requested_back_at;
  std::optional<Instant> assignee_back_at;  // who gets it is away, and back in time
  bool alarm = false;                       // nobody could be found: it is in the pool
  std::string explanation;                  // one sentence for people
};

// Here at `now`, or back before `due_at`.
bool IsThereInTime(const Absences& absences, std::string_view person, Instant now, Instant due_at);

// Chooses nobody who is not in the firm file.
Route FindRoute(const Firm& firm, const Absences& absences, const Workloads& workloads, const RouteQuestion& question);

}  // namespace krul::domain
