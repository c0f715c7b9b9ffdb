#include "services/changes/absence_changes.h"

#include "services/changes/load_decide_commit.h"
#include "services/domain/limits.h"

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

// What is over is of use for as long as a limit may be counted across it.
constexpr domain::Millis kKept = std::chrono::hours(14 * 24);

Result<Decided> DecideOn(AbsenceRecord record, const std::string& person, std::optional<domain::Instant> until,
                         const domain::AppliedRequest& request, domain::Instant now) {
  Result<bool> repeated = WasApplied(record.applied, request);
  if (!repeated) return repeated.refusal();
  if (*repeated) return Decided{std::move(record), false};
  if (until && *until <= now) {
    const auto days = domain::limits::kAbsenceAhead / std::chrono::hours(24);
    return domain::InvalidField("until_time", domain::FaultCode::kTimeNotAhead, {{"days", days}});
  }
  std::vector<domain::Absence>& absences = record.absences[person];
  for (domain::Absence& absence : absences) {
    if (absence.from <= now && absence.until > now) absence.until = now;
  }
  std::erase_if(absences, [now](const domain::Absence& absence) {
    return absence.until <= absence.from || (absence.until != domain::kNever && absence.until + kKept < now);
  });
  if (until) absences.push_back({now, *until, request.request_id});
  if (absences.empty()) record.absences.erase(person);
  Remember(request, record.applied);
  return Decided{std::move(record), true};
}

}  // namespace

Task<Result<bool>> AbsenceChanges::Set(std::string person, std::optional<domain::Instant> until,
                                       domain::AppliedRequest request) {
  const auto load = [&] { return absences_.Load(); };
  const auto decide = [&](const LoadedAbsences& loaded) -> Task<Result<Decided>> {
    co_return DecideOn(loaded.record, person, until, request, loaded.now);
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
