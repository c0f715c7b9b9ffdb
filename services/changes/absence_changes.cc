#include "services/changes/absence_changes.h"

#include "services/changes/load_decide_commit.h"

namespace krul::changes {
using domain::Result;
using runtime::Task;
using store::AbsenceRecord;
using store::LoadedAbsences;

namespace {

struct Decided {
  AbsenceRecord record;
  bool changed = false;
};

Result<Decided> DecideOn(AbsenceRecord record, const std::string& person, std::optional<domain::Instant> until,
                         const domain::AppliedRequest& request) {
  Result<bool> repeated = WasApplied(record.applied, request);
  if (!repeated) return repeated.refusal();
  if (*repeated) return Decided{std::move(record), false};
  if (until) {
    record.absences[person] = *until;
  } else {
    record.absences.erase(person);
  }
  Remember(request, record.applied);
  return Decided{std::move(record), true};
}

}  // namespace

Task<Result<bool>> AbsenceChanges::Set(std::string person, std::optional<domain::Instant> until,
                                       domain::AppliedRequest request) {
  const auto load = [&] { return absences_.Load(); };
  const auto decide = [&](const LoadedAbsences& loaded) -> Task<Result<Decided>> {
    co_return DecideOn(loaded.record, person, until, request);
  };
  const auto commit = [&](const LoadedAbsences& before, const Decided& decided) {
    return absences_.Save(before.version, decided.record);
  };
  auto changed = co_await LoadDecideCommit<LoadedAbsences, Decided>(load, decide, commit);
  if (!changed) co_return changed.refusal();
  auto refreshed = co_await directory_.Refresh();
  if (!refreshed) co_return refreshed.refusal();
  co_return changed->decision.changed;
}

}  // namespace krul::changes
