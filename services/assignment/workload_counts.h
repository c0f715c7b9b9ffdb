// How much each person of a team has open: what routing weighs. Counted in the store at most once a second and kept up
// in between by what this process assigns; another assigner's share is seen a second later, which only makes the spread
// less even.
#pragma once
#include <chrono>
#include <map>
#include <string>

#include "services/domain/firm/firm.h"
#include "services/domain/people/routing.h"
#include "services/store/callback_store.h"

namespace krul::assignment {

class WorkloadCounts {
 public:
  explicit WorkloadCounts(store::CallbackStore& callbacks) : callbacks_(callbacks) {}

  // Of everybody who may be weighed for this question: members of the team asked for, or of the teams of the person
  // asked for.
  runtime::Task<domain::Result<domain::Workloads>> For(const domain::Firm& firm, const domain::Party& requested);
  void Assigned(const std::string& person, domain::Instant at);

 private:
  struct Counted {
    domain::Workload workload;
    std::chrono::steady_clock::time_point counted_at{};
  };
  store::CallbackStore& callbacks_;
  std::map<std::string, Counted> people_;
};

}  // namespace krul::assignment
