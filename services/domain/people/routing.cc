#include "services/domain/people/routing.h"

#include <algorithm>
#include <compare>

#include "services/domain/promise/due_moment.h"

namespace krul::domain {
namespace {

class Router {
 public:
  Router(const Firm& firm, const Branch& branch, const Absences& absences, const Workloads& workloads,
         const RouteQuestion& question)
      : firm_(firm),
        branch_(branch),
        who_(firm, branch, absences),
        workloads_(workloads),
        question_(question),
        moment_{question.due_at, question.earliest_at} {}

  Route Find() {
    Route route = Ask();
    if (route.alarm && question_.pooled_at && AskedAgainFrom() <= question_.now) {
      asks_all_ = true;
      next_ = kNever;
      route = Ask();
    }
    if (route.alarm && next_ != kNever) route.offer_at = next_;
    return route;
  }

 private:
  Route Ask() {
    Route route;
    const Person* asked =
        question_.requested.kind == Party::Kind::kPerson ? firm_.FindPerson(question_.requested.id) : nullptr;
    if (asked) {
      route.requested_present = who_.IsThere(asked->id, question_.now);
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
        if (!BelongsToBranch(*member)) {
          route.explanation += ", from another branch, because nobody of " + branch_.title + " is there in time";
        }
        return ToPerson(route, member->id);
      }
      if (!asked) route.requested_present = false;
    }
    if (const Person* manager = firm_.FindPerson(branch_.manager)) {
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

  Route ToPerson(Route route, const std::string& person) const {
    route.assignee = {Party::Kind::kPerson, person};
    return route;
  }

  std::optional<Instant> BackAt(const std::string& person) const {
    const Instant back = who_.ThereFrom(person, question_.now);
    return back == kNever ? std::nullopt : std::optional(back);
  }
  // Who was passed over is asked again from here on.
  Instant AskedAgainFrom() const {
    const BusinessCalendar open(firm_.CalendarOf(branch_), branch_.time_zone);
    const Instant since = question_.pooled_at.value_or(question_.now);
    return open.NextOpening(open.IsOpen(since) ? open.NextClosing(since) : since);
  }
  bool IsFree(const std::string& person) {
    const bool passed_over = !asks_all_ && question_.excluded.contains(person);
    if (!passed_over && who_.CanMeet(person, moment_, question_.now)) return true;
    const Instant later = question_.now + Millis(1);
    const Instant next =
        who_.ThereFrom(person, std::max(later, passed_over ? AskedAgainFrom() : question_.earliest_at));
    next_ = std::min(next_, next);
    return false;
  }

  const Person* FreeDeputy(const Person& absent) {
    return who_.StandIn(absent.id, [this](const Person& deputy) { return IsFree(deputy.id); });
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
    bool is_away = false;
    int open = 0;
    bool away_from_desk = false;
    Instant last_assigned_at{};
    auto operator<=>(const Turn&) const = default;
  };
  Turn TurnOf(const Person& member) const {
    const auto found = workloads_.find(member.id);
    const Workload load = found == workloads_.end() ? Workload{} : found->second;
    return {!BelongsToBranch(member), !who_.IsThere(member.id, question_.now), load.open,
            !question_.at_desk.contains(member.id), load.last_assigned_at};
  }

  const Person* FreeMember(const Team& team) {
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
  const Branch& branch_;
  const Availability who_;
  const Workloads& workloads_;
  const RouteQuestion& question_;
  const MomentToMeet moment_;
  bool asks_all_ = false;  // those as well who were passed over
  Instant next_ = kNever;  // when one of those who are not free could be asked
};

}  // namespace

RouteQuestion QuestionOf(const CallbackRecord& record, Instant now) {
  const MomentToMeet moment = MomentToMeetOf(record);
  RouteQuestion question{
      .branch = record.branch,
      .requested = record.meant_for.kind == Party::Kind::kNobody ? record.requested : record.meant_for,
      .now = now,
      .due_at = moment.due_at,
      .excluded = {record.passed_over.begin(), record.passed_over.end()},
      .earliest_at = moment.earliest_at,
      .pooled_at = record.pooled_at};
  if (record.assignee.kind == Party::Kind::kPerson) question.excluded.insert(record.assignee.id);
  return question;
}

Route FindRoute(const Firm& firm, const Absences& absences, const Workloads& workloads, const RouteQuestion& question) {
  if (const Branch* branch = firm.FindBranch(question.branch)) {
    return Router(firm, *branch, absences, workloads, question).Find();
  }
  return {.assignee = {Party::Kind::kPool, question.branch},
          .alarm = true,
          .explanation = "the open pool, because the branch is not in the firm file"};
}

}  // namespace krul::domain
