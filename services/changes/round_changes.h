// One command on one review round: the firm in force, the decision, the commit. On the loop thread.
#pragma once
#include "services/directory/directory.h"
#include "services/domain/review/review_round.h"
#include "services/store/round_store.h"

namespace krul::changes {

struct AppliedRound {
  domain::ReviewRound round;
  bool changed = false;  // false: it had been done before, or there was nothing to do
};

class RoundChanges {
 public:
  RoundChanges(store::RoundStore& rounds, directory::Directory& directory) : rounds_(rounds), directory_(directory) {}

  runtime::Task<domain::Result<AppliedRound>> Apply(store::RoundId id, domain::Actor actor,
                                                    domain::AppliedRequest request, domain::RoundCommand command);

 private:
  store::RoundStore& rounds_;
  directory::Directory& directory_;
};

}  // namespace krul::changes
