// How whatever is stored is changed: load, decide, commit; and where somebody else changed it meanwhile, all of that
// again. Written once, for callbacks, review rounds, the firm and absences.
#pragma once
#include "services/domain/limits.h"
#include "services/runtime/task.h"
#include "services/store/record_store.h"

namespace krul::changes {

// What was decided last, and on what.
template <class Loaded, class Decision>
struct Changed {
  Loaded before;
  Decision decision;  // not `changed`: nothing was written
};

// `load` answers a Result<Loaded>; `decide(loaded)` a Result<Decision> with a `changed`; `commit(loaded, decision)` a
// Result<CommitOutcome>; each as a task. After limits::kCommitTries conflicts kTooManyConflicts. What is decided may be
// decided more than once, only the last counts; a refusal of what was merely `guessed` does not.
template <class Loaded, class Decision, class Load, class Decide, class Commit>
runtime::Task<domain::Result<Changed<Loaded, Decision>>> LoadDecideCommit(Load load, Decide decide, Commit commit) {
  for (int attempt = 0; attempt < domain::limits::kCommitTries; ++attempt) {
    domain::Result<Loaded> loaded = co_await load();
    if (!loaded) co_return loaded.refusal();
    domain::Result<Decision> decision = co_await decide(*loaded);
    if (!decision) {
      if constexpr (requires { loaded->guessed; }) {
        if (loaded->guessed) continue;
      }
      co_return decision.refusal();
    }
    if (decision->changed) {
      domain::Result<store::CommitOutcome> outcome = co_await commit(*loaded, *decision);
      if (!outcome) co_return outcome.refusal();
      if (*outcome == store::CommitOutcome::kConflict) continue;
    }
    co_return Changed<Loaded, Decision>{*std::move(loaded), *std::move(decision)};
  }
  co_return domain::Refusal{
      domain::Reason::kTooManyConflicts, "Too many people change this at once: send the same request again.", {}};
}

}  // namespace krul::changes
