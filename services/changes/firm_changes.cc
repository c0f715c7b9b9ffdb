#include "services/changes/firm_changes.h"

#include "services/changes/load_decide_commit.h"

namespace krul::changes {
using directory::FirmPointer;
using domain::Done;
using domain::Instant;
using domain::Result;
using runtime::Task;
using store::FirmVersion;
using store::LoadedFirmVersions;
using store::LoadedFollowed;

namespace {

struct DecidedVersion {
  FirmVersion version;
  bool changed = false;
};

Result<DecidedVersion> DecideOn(const LoadedFirmVersions& loaded, const domain::AppliedRequest& request) {
  for (const FirmVersion& version : loaded.versions) {
    Result<bool> again = IsAgain(version.made_by, request);
    if (!again) return again.refusal();
    if (*again) return DecidedVersion{version, false};
  }
  FirmVersion next;
  const bool first = loaded.versions.empty();
  next.number = first ? 1 : loaded.versions.back().number + 1;
  // The first version has no other to be at odds with.
  next.effective_at = first ? loaded.now : loaded.now + domain::Millis(domain::limits::kFirmLead);
  next.document = store::FirmStore::DocumentOf(request);
  next.made_by = request;
  return DecidedVersion{std::move(next), true};
}

struct Followed {
  std::int64_t number = 0;
  bool changed = false;
};

}  // namespace

Task<Result<FirmPointer>> FirmChanges::Apply(domain::Firm firm, domain::AppliedRequest request) {
  // When the same request came before, it is there already.
  auto kept = co_await firms_.KeepDocument(store::FirmStore::DocumentOf(request), std::move(firm.document));
  if (!kept) co_return kept.refusal();
  if (!*kept) co_return domain::RequestIdReused();
  const auto load = [&] { return firms_.Load(); };
  const auto decide = [&](const LoadedFirmVersions& loaded) -> Task<Result<DecidedVersion>> {
    co_return DecideOn(loaded, request);
  };
  const auto commit = [&](const LoadedFirmVersions& before, const DecidedVersion& decided) {
    return firms_.Add(before, decided.version);
  };
  auto changed = co_await LoadDecideCommit<LoadedFirmVersions, DecidedVersion>(load, decide, commit);
  if (!changed) co_return changed.refusal();
  Result<Done> refreshed = co_await directory_.Refresh();
  if (!refreshed) co_return refreshed.refusal();
  co_return co_await directory_.Version(changed->decision.version.number);
}

Task<Result<bool>> FirmChanges::WasFollowed(std::int64_t version) {
  Result<LoadedFollowed> followed = co_await firms_.LoadFollowed();
  if (!followed) co_return followed.refusal();
  co_return followed->number >= version;
}

Task<Result<Done>> FirmChanges::MarkFollowed(std::int64_t version) {
  const auto load = [&] { return firms_.LoadFollowed(); };
  const auto decide = [&](const LoadedFollowed& loaded) -> Task<Result<Followed>> {
    co_return Followed{version, loaded.number < version};
  };
  const auto commit = [&](const LoadedFollowed& before, const Followed& followed) {
    return firms_.SaveFollowed(before, followed.number);
  };
  auto changed = co_await LoadDecideCommit<LoadedFollowed, Followed>(load, decide, commit);
  if (!changed) co_return changed.refusal();
  co_return Done{};
}

}  // namespace krul::changes
