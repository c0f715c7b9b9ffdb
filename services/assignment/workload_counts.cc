#include "services/assignment/workload_counts.h"

#include <algorithm>

namespace krul::assignment {
using namespace std::chrono_literals;

runtime::Task<domain::Result<domain::Workloads>> WorkloadCounts::For(const domain::Firm& firm,
                                                                     const domain::Party& requested) {
  domain::Workloads workloads;
  for (const domain::Team& team : firm.teams) {
    const bool asked = requested.kind == domain::Party::Kind::kTeam && team.id == requested.id;
    const bool has_asked = requested.kind == domain::Party::Kind::kPerson &&
                           std::find(team.members.begin(), team.members.end(), requested.id) != team.members.end();
    if (!asked && !has_asked) continue;
    for (const std::string& member : team.members) {
      const auto now = std::chrono::steady_clock::now();
      Counted& counted = people_[member];
      if (now - counted.counted_at > 1s) {
        counted.counted_at = now;
        auto size = co_await callbacks_.InboxSize(member);
        if (!size) co_return size.refusal();
        people_[member].in_store = *size;
        people_[member].since = 0;
      }
      const Counted& known = people_[member];
      workloads[member] = {static_cast<int>(known.in_store) + known.since + known.under_way, known.last_assigned_at};
    }
  }
  co_return workloads;
}

void WorkloadCounts::Share::GiveTo(const std::string& person, domain::Instant at) {
  Drop();
  person_ = person;
  if (person_.empty()) return;
  Counted& counted = counts_.people_[person_];
  ++counted.under_way;
  counted.last_assigned_at = at;
}

void WorkloadCounts::Share::Committed() {
  if (person_.empty()) return;
  ++counts_.people_[person_].since;
  Drop();
}

void WorkloadCounts::Share::Drop() {
  if (!person_.empty()) --counts_.people_[person_].under_way;
  person_.clear();
}

}  // namespace krul::assignment
