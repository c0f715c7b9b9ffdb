// How much each person of a team has open: what routing weighs. Counted in the store at most once a second and kept up
// in between by what this process assigns, from the moment it was decided: a burst is dealt as single calls would be.
// Another assigner's share is seen a second later, which only makes the spread less even.
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

  // What was decided for somebody and is being committed: it weighs as though he had it, and no longer when it was
  // given to somebody else or could not be committed.
  class Share {
   public:
    explicit Share(WorkloadCounts& counts) : counts_(counts) {}
    ~Share() { Drop(); }
    Share(const Share&) = delete;
    Share& operator=(const Share&) = delete;
    // Instead of who it was before; empty: nobody.
    void GiveTo(const std::string& person, domain::Instant at);
    void Committed();

   private:
    void Drop();
    WorkloadCounts& counts_;
    std::string person_;
  };

 private:
  struct Counted {
    std::int64_t in_store = 0;  // when it was counted
    int since = 0;              // committed by this process after that
    int under_way = 0;
    domain::Instant last_assigned_at{};
    std::chrono::steady_clock::time_point counted_at{};
  };
  store::CallbackStore& callbacks_;
  std::map<std::string, Counted> people_;
};

}  // namespace krul::assignment
