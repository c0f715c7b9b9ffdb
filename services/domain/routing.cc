#include "services/domain/routing.h"

#include <algorithm>

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
      if (const std::string member = FreeMember(*team); !member.empty()) {
        route.explanation = "the one of " + team->title + " with the fewest open callbacks";
        return ToPerson(route, member);
      }
      if (!asked) route.requested_present = false;
    }
    if (branch && !branch->manager.empty() && IsFree(branch->manager)) {
      route.explanation = "the manager, because nobody else is there in time";
      return ToPerson(route, branch->manager);
    }
    route.alarm = true;
    route.assignee = {Party::Kind::kPool, question_.branch};
    route.explanation = "the open pool, because nobody is there in time";
    return route;
  }

 private:
  static Route ToPerson(Route route, std::string person) {
    route.assignee = {Party::Kind::kPerson, std::move(person)};
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
    const auto until = AwayUntil(person);
    return !until || (*until != kNever && *until < question_.due_at);
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

  std::string FreeMember(const Team& team) const {
    std::string best;
    Workload best_load;
    for (const std::string& member : team.members) {
      if (!IsFree(member)) continue;
      const auto found = workloads_.find(member);
      const Workload load = found == workloads_.end() ? Workload{} : found->second;
      const bool better = best.empty() || load.open < best_load.open ||
                          (load.open == best_load.open && load.last_assigned_at < best_load.last_assigned_at);
      if (better) {
        best = member;
        best_load = load;
      }
    }
    return best;
  }

  const Firm& firm_;
  const Absences& absences_;
  const Workloads& workloads_;
  const RouteQuestion& question_;
};

}  // namespace

Route FindRoute(const Firm& firm, const Absences& absences, const Workloads& workloads, const RouteQuestion& question) {
  return Router(firm, absences, workloads, question).Find();
}

}  // namespace krul::domain
