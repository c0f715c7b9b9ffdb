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
        people_[member].workload.open = static_cast<int>(*size);
      }
      workloads[member] = people_[member].workload;
    }
  }
  co_return workloads;
}

void WorkloadCounts::Assigned(const std::string& person, domain::Instant at) {
  domain::Workload& workload = people_[person].workload;
  ++workload.open;
  workload.last_assigned_at = at;
}

}  // namespace krul::assignment
