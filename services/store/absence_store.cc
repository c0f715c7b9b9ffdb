#include "services/store/absence_store.h"

#include "services/store/ask.h"
#include "services/store/envelope.h"
#include "services/store/storage.pb.h"

namespace krul::store {
namespace {
using domain::FromMillis;
using domain::ToMillis;
using runtime::Task;

constexpr int kSchema = 1;  // 0: without an envelope

RecordKey Key() { return {0, "absences"}; }

}  // namespace

Task<Result<LoadedAbsences>> AbsenceStore::Load() {
  RecordKey key = Key();
  Result<Loaded> loaded = co_await store::Load(records_, std::move(key));
  if (!loaded) co_return loaded.refusal();
  auto unwrapped = Unwrap(loaded->bytes, kSchema);
  if (!unwrapped) co_return unwrapped.refusal();
  storage::Absences stored;
  if (!stored.ParseFromString(unwrapped->body)) co_return Unreadable();
  LoadedAbsences found;
  found.version = loaded->version;
  found.now = loaded->now;
  for (const auto& [person, until] : stored.until())
    found.record.absences[person] = until == 0 ? domain::kNever : FromMillis(until);
  for (const auto& mark : stored.applied()) found.record.applied.emplace_back(mark.request_id(), mark.content_hash());
  co_return found;
}

Task<Result<CommitOutcome>> AbsenceStore::Save(std::int64_t before, AbsenceRecord record) {
  storage::Absences stored;
  for (const auto& [person, until] : record.absences)
    (*stored.mutable_until())[person] = until == domain::kNever ? 0 : ToMillis(until);
  for (const domain::AppliedRequest& applied : record.applied) {
    auto* mark = stored.add_applied();
    mark->set_request_id(applied.request_id);
    mark->set_content_hash(applied.content_hash);
  }
  Change change;
  change.key = Key();
  change.expected_version = before;
  change.bytes = Wrap(kSchema, stored);
  co_return co_await Commit(records_, std::move(change));
}

}  // namespace krul::store
