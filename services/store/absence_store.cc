#include "services/store/absence_store.h"

#include "services/store/ask.h"
#include "services/store/envelope.h"
#include "services/store/storage.pb.h"
#include "services/store/stored_enum.h"

namespace krul::store {
namespace {
using domain::FromMillis;
using domain::ToMillis;
using runtime::Task;

constexpr int kSchema = 2;  // 0: without an envelope; before 2 one absence a person, begun already

RecordKey Key() { return {0, "absences"}; }

}  // namespace

Task<Result<LoadedAbsences>> AbsenceStore::Load() {
  RecordKey key = Key();
  Result<Loaded> loaded = co_await store::Load(records_, std::move(key));
  if (!loaded) co_return loaded.refusal();
  auto unwrapped = Unwrap(loaded->bytes, kSchema);
  if (!unwrapped) co_return unwrapped.refusal();
  storage::Absences stored;
  storage::SealedAbsences sealed;
  if (!stored.ParseFromString(unwrapped->body) || !sealed.ParseFromString(unwrapped->sealed)) co_return Unreadable();
  LoadedAbsences found;
  found.version = loaded->version;
  found.now = loaded->now;
  for (const auto& [person, until] : stored.until())
    found.record.absences[person] = {{.until = until == 0 ? domain::kNever : FromMillis(until)}};
  for (const storage::Absence& one : stored.absences()) {
    domain::Absence absence{FromMillis(one.from()), one.until() == 0 ? domain::kNever : FromMillis(one.until()),
                            one.id()};
    if (!ReadEnum(one.kind(), absence.kind)) co_return Unreadable();
    if (const auto note = sealed.notes().find(one.id()); note != sealed.notes().end()) absence.note = note->second;
    found.record.absences[one.person()].push_back(std::move(absence));
  }
  for (const auto& mark : stored.applied()) found.record.applied.emplace_back(mark.request_id(), mark.content_hash());
  co_return found;
}

Task<Result<CommitOutcome>> AbsenceStore::Save(std::int64_t before, AbsenceRecord record) {
  storage::Absences stored;
  storage::SealedAbsences sealed;
  for (const auto& [person, absences] : record.absences) {
    for (const domain::Absence& absence : absences) {
      storage::Absence* one = stored.add_absences();
      one->set_id(absence.id);
      one->set_person(person);
      one->set_from(ToMillis(absence.from));
      one->set_until(absence.until == domain::kNever ? 0 : ToMillis(absence.until));
      one->set_kind(static_cast<int>(absence.kind));
      if (!absence.note.empty()) (*sealed.mutable_notes())[absence.id] = absence.note;
    }
  }
  for (const domain::AppliedRequest& applied : record.applied) {
    auto* mark = stored.add_applied();
    mark->set_request_id(applied.request_id);
    mark->set_content_hash(applied.content_hash);
  }
  Change change;
  change.key = Key();
  change.expected_version = before;
  change.bytes = Wrap(kSchema, stored, sealed.SerializeAsString());
  co_return co_await Commit(records_, std::move(change));
}

}  // namespace krul::store
