// Who calls back: the requested person if free or back in time; else the deputy, chains followed, loops caught; else
// the team: fewest open, then longest without; else the manager; else the branch's open pool, with an alarm.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>

#include "services/domain/callback.h"
#include "services/domain/firm.h"

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
  Instant due_at = kNever;         // a person back before it counts as present
  std::set<std::string> excluded;  // who let an acknowledgement expire
};

struct Route {
  Party assignee;
  bool requested_present = false;
  std::optional<Instant> requested_back_at;
  bool alarm = false;       // nobody could be found: it is in the pool
  std::string explanation;  // one sentence for people
};

Route FindRoute(const Firm& firm, const Absences& absences, const Workloads& workloads, const RouteQuestion& question);

}  // namespace krul::domain
