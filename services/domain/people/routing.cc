#include "services/domain/people/routing.h"

#include <algorithm>
#include <compare>

namespace krul::domain {
namespace {

class Router {
 public:
  Router(const Firm& firm, const Absences& absences, const Workloads& workloads, const RouteQuestion& question)
      : firm_(firm), absences_(absences), workloads_(workloads), question_(question) {}

  Route Find() {
    Route route;
    const Branch* branch = firm_.FindBranch(question_.branch);
    const Person* asked =
        question_.requested.kind == Party::Kind::kPerson ? firm_.FindPerson(question_.requested.id) : nullptr;
    if (asked) {
      route.requested_present = IsPresent(asked->id);
      if (!route.requested_present) route.requested_back_at = BackAt(asked->id);
    }
    if (asked && IsFree(asked->id)) {
      route.explanation = asked->title + " is there";
      if (!route.requested_present) route.explanation = asked->title + " is back in time";
      return ToPerson(route, asked->id);
    }
    if (asked) {
      if (const Person* deputy = FreeDeputy(*asked)) {
        route.explanation = deputy->title + " stands in for " + asked->title;
        return ToPerson(route, deputy->id);
      }
    }
    for (const Team* team : TeamsOf(asked)) {
      if (!asked) route.requested_present = true;
      if (const Person* member = FreeMember(*team)) {
        route.explanation = "the one of " + team->title + " with the fewest open callbacks";
        if (branch && !BelongsToBranch(*member)) {
          route.explanation += ", from another branch, because nobody of " + branch->title + " is there in time";
        }
        return ToPerson(route, member->id);
      }
      if (!asked) route.requested_present = false;
    }
    if (const Person* manager = branch ? firm_.FindPerson(branch->manager) : nullptr) {
      if (IsFree(manager->id)) {
        route.explanation = "the manager, because nobody else is there in time";
        return ToPerson(route, manager->id);
      }
      if (const Person* deputy = FreeDeputy(*manager)) {
        route.explanation = deputy->title + " stands in for the manager, because nobody else is there in time";
        return ToPerson(route, deputy->id);
      }
    }
    route.alarm = true;
    route.assignee = {Party::Kind::kPool, question_.branch};
    route.explanation = "the open pool, because nobody is there in time";
    return route;
  }

 private:
  Route ToPerson(Route route, const std::string& person) const {
    route.assignee = {Party::Kind::kPerson, person};
    route.assignee_back_at = BackAt(person);
    return route;
  }

  std::optional<Instant> AwayUntil(const std::string& person) const {
    const auto found = absences_.find(person);
    if (found == absences_.end() || found->second <= question_.now) return std::nullopt;
    return found->second;
  }
  bool IsPresent(const std::string& person) const { return !AwayUntil(person).has_value(); }
  std::optional<Instant> BackAt(const std::string& person) const {
    const auto until = AwayUntil(person);
    return until && *until != kNever ? until : std::nullopt;
  }
  // Present, or back before the due moment; and has not let this very callback expire.
  bool IsFree(const std::string& person) const {
    if (question_.excluded.contains(person)) return false;
    return IsThereInTime(absences_, person, question_.now, question_.due_at);
  }

  const Person* FreeDeputy(const Person& absent) const {
    std::set<std::string> seen = {absent.id};
    for (const Person* person = firm_.FindPerson(absent.deputy); person && seen.insert(person->id).second;
         person = firm_.FindPerson(person->deputy)) {
      if (IsFree(person->id)) return person;
    }
    return nullptr;
  }

  // The team asked for, or those of the person asked for, in the order of the firm file.
  std::vector<const Team*> TeamsOf(const Person* asked) const {
    std::vector<const Team*> teams;
    for (const Team& team : firm_.teams) {
      const bool is_asked = question_.requested.kind == Party::Kind::kTeam && team.id == question_.requested.id;
      const bool has_asked =
          asked && std::find(team.members.begin(), team.members.end(), asked->id) != team.members.end();
      if (is_asked || has_asked) teams.push_back(&team);
    }
    return teams;
  }

  bool BelongsToBranch(const Person& person) const {
    const std::vector<std::string>& branches = person.branches;
    return branches.empty() || std::find(branches.begin(), branches.end(), question_.branch) != branches.end();
  }

  // The smallest turn goes first; between equals, the order of the firm file.
  struct Turn {
    bool of_another_branch = false;
    int open = 0;
    bool away_from_desk = false;
    Instant last_assigned_at{};
    auto operator<=>(const Turn&) const = default;
  };
  Turn TurnOf(const Person& member) const {
    const auto found = workloads_.find(member.id);
    const Workload load = found == workloads_.end() ? Workload{} : found->second;
    return {!BelongsToBranch(member), load.open, !question_.at_desk.contains(member.id), load.last_assigned_at};
  }

  const Person* FreeMember(const Team& team) const {
    const Person* first = nullptr;
    Turn first_turn;
    for (const std::string& id : team.members) {
      const Person* member = firm_.FindPerson(id);
      if (!member || !IsFree(id)) continue;
      const Turn turn = TurnOf(*member);
      if (!first || turn < first_turn) {
        first = member;
        first_turn = turn;
      }
    }
    return first;
  }

  const Firm& firm_;
  const Absences& absences_;
  const Workloads& workloads_;
  const RouteQuestion& question_;
};

}  // namespace

bool IsThereInTime(const Absences& absences, std::string_view person, Instant now, Instant due_at) {
  const auto away = absences.find(person);
  if (away == absences.end() || away->second <= now) return true;
  return away->second != kNever && away->second < due_at;
}

Route FindRoute(const Firm& firm, const Absences& absences, const Workloads& workloads, const RouteQuestion& question) {
  return Router(firm, absences, workloads, question).Find();
}

}  // namespace krul::domain
