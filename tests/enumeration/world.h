// One callback, the clock, who is away and which firm file is in force: a state of the enumeration. A world is a value;
// each step makes another of it.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "services/domain/calendar/business_calendar.h"
#include "services/domain/callback/callback_decisions.h"
#include "services/domain/people/routing.h"

namespace krul::enumeration {

using domain::Instant;
using domain::Millis;

// The versions of the firm file, by their number less one: as the promise was made; with other hours, closed tomorrow;
// and each of these without Anna.
class Firms {
 public:
  Firms();
  const domain::Firm& Version(std::int64_t number) const { return versions_[static_cast<std::size_t>(number - 1)]; }
  std::int64_t WithOtherHours(std::int64_t number) const { return number % 2 == 1 ? number + 1 : 0; }  // 0: has them
  std::int64_t WithoutAnna(std::int64_t number) const { return number <= 2 ? number + 2 : 0; }  // 0: she has left

 private:
  std::vector<domain::Firm> versions_;
};

// Anna is asked for, Bram stands in for her, Daan is of the team and works until Wednesday, Mira is the manager and
// Hans head office.
inline constexpr const char* kPeople[] = {"anna", "bram", "daan", "mira", "hans"};

struct World {
  const Firms* firms = nullptr;
  std::int64_t version = 1;
  Instant now{};
  std::shared_ptr<const domain::CallbackRecord> record;
  std::shared_ptr<const domain::Absences> absences;
  std::vector<std::size_t> told = {};  // hashes of the ids of all notices
  bool keeps_history = false;          // else only what is still decided by: most of the time went into copies of it

  const domain::Firm& firm() const { return firms->Version(version); }
  const domain::Branch& branch() const { return firm().branches.front(); }
  domain::Availability who() const { return {firm(), branch(), *absences}; }
  bool IsAway(const std::string& person) const { return !who().IsThere(person, now); }
};

inline domain::Actor AtDesk(const std::string& person) { return {person, "utrecht", "desk-1"}; }

struct Happened {
  bool done = false;  // false: refused, or nothing was to be done
  std::vector<domain::AuditEvent> events = {};
};

// `world` is left alone where nothing is done.
Happened Do(World& world, const domain::Command& command, const domain::Actor& actor);
Happened DoAsService(World& world, const domain::Command& command);

// What the services do by themselves.
Happened Look(World& world);            // at the world's now, as the watcher looks
void PassTo(World& world, Instant at);  // whatever falls due until then, the end included, is looked at in time
void FollowFirm(World& world);          // after a new version
void JudgeHolder(World& world);         // after absences changed
domain::Route RouteOf(const World& world);

// The note, the first step of each path.
struct NotedWorld {
  std::string title;
  World world;
};
std::vector<NotedWorld> NotedWorlds(const Firms& firms);

inline domain::BusinessCalendar CalendarOf(const World& world) {
  return {world.firm().CalendarOf(world.branch()), world.branch().time_zone};
}

}  // namespace krul::enumeration
