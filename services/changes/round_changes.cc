#include "services/changes/round_changes.h"

#include "services/changes/load_decide_commit.h"

namespace krul::changes {
using directory::FirmPointer;
using domain::Result;
using domain::RoundDecision;
using runtime::Task;
using store::LoadedRound;

Task<Result<AppliedRound>> RoundChanges::Apply(store::RoundId id, domain::Actor actor, domain::AppliedRequest request,
                                               domain::RoundCommand command) {
  const auto load = [&] { return rounds_.Load(id); };
  const auto decide = [&](const LoadedRound& loaded) -> Task<Result<RoundDecision>> {
    Result<FirmPointer> firm = co_await directory_.Current(loaded.now);
    if (!firm) co_return firm.refusal();
    co_return DecideRound(loaded.round, command, {**firm, nullptr, actor, request, loaded.now});
  };
  const auto commit = [&](const LoadedRound& before, const RoundDecision& decision) {
    return rounds_.Commit(before, decision);
  };
  auto changed = co_await LoadDecideCommit<LoadedRound, RoundDecision>(load, decide, commit);
  if (!changed) co_return changed.refusal();
  AppliedRound applied{std::move(changed->decision.round), changed->decision.changed};
  if (applied.changed) applied.round.version = changed->before.round.version + 1;
  co_return applied;
}

}  // namespace krul::changes
