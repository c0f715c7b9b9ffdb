// Who calls back: the requested person if he can meet the moment (availability.h); else the deputy, chains followed,
// loops caught; else one of the team; else the manager, or who stands in for the manager by the same chain; else the
// branch's open pool, with an alarm. Of a team, those who belong to the branch of the question go before all others;
// then who is there now; then the one with the fewest open; then who is at a desk now, which is a hint and decides only
// between equals; then the one longest without. Who was silent, gave it away, or from whom it was taken is asked again
// when nobody else is left, from the first opening after it went to the pool.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "services/domain/callback/callback.h"
#include "services/domain/people/availability.h"

namespace krul::domain {

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
  std::set<std::string> excluded;                   // who is asked again only when nobody else is left
  std::set<std::string, std::less<>> at_desk = {};  // who has a desk open now, as far as is known
  Instant earliest_at{};                            // the caller's own: nobody calls before it
  std::optional<Instant> pooled_at = {};            // when it went to the pool because nobody else was left
};

struct Route {
  Party assignee;
  bool requested_present = false;
  std::optional<Instant> requested_back_at;
  bool alarm = false;               // nobody could be found: it is in the pool
  std::optional<Instant> offer_at;  // with an alarm: when one of those asked could be asked anew, later than now
  std::string explanation;          // one sentence for people
};

// Who is next for an open callback: not who has it, nor whom it has passed over.
RouteQuestion QuestionOf(const CallbackRecord& record, Instant now);

// Chooses nobody who is not in the firm file.
Route FindRoute(const Firm& firm, const Absences& absences, const Workloads& workloads, const RouteQuestion& question);

}  // namespace krul::domain
