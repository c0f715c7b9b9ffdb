// One morning on which somebody is asked for: Monday 10:00 in Utrecht, and the call back is due at 14:00.
#pragma once
#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "services/domain/people/routing.h"
#include "tests/domain/callback_story.h"

namespace krul::domain::sample {

inline const Instant kDueThatDay = Mon("14:00");

inline Party TeamOf(std::string id) { return {Party::Kind::kTeam, std::move(id)}; }

// Who is away, who has how much to do, and who is asked for.
struct Morning {
  Route Asked(Party requested) {
    question.requested = std::move(requested);
    return FindRoute(firm, away, open, question);
  }
  // The person who gets it; "the pool" when nobody does.
  std::string Gets(Party requested) {
    const Party assignee = Asked(std::move(requested)).assignee;
    return assignee.kind == Party::Kind::kPerson ? assignee.id : "the pool";
  }
  Person& PersonIn(const std::string& id) {
    for (Person& person : firm.people) {
      if (person.id == id) return person;
    }
    ADD_FAILURE() << id;
    return firm.people.front();
  }

  Firm firm = SampleFirm();
  Absences away;
  Workloads open;
  RouteQuestion question = {.branch = "utrecht", .now = Mon("10:00"), .due_at = kDueThatDay};
};

}  // namespace krul::domain::sample
