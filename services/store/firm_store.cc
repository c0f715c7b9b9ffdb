#include "services/store/firm_store.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/store/ask.h"
#include "services/store/envelope.h"
#include "services/store/storage.pb.h"

namespace krul::store {
namespace {
using domain::FromMillis;
using domain::ToMillis;
using runtime::Task;

constexpr char kVersions[] = "firm/head";
constexpr char kFollowed[] = "firm/followed";
// Of the versions. 0: without an envelope. 2: each names its document and the request that made it; before, the
// document of a version lay under its number, and the head alone named the last request.
constexpr int kVersionsSchema = 2;
constexpr int kDocumentSchema = 1;  // 0: without an envelope
constexpr int kFollowedSchema = 1;  // 0: the number itself, in digits

std::string FormerDocument(std::int64_t number) { return absl::StrCat("firm/", number); }

Change ChangeOf(std::string id, std::int64_t expected_version, std::string bytes) {
  Change change;
  change.key = {0, std::move(id)};
  change.expected_version = expected_version;
  change.bytes = std::move(bytes);
  return change;
}

bool Decode(const Unwrapped& unwrapped, std::vector<FirmVersion>& versions) {
  storage::FirmHead head;
  if (!head.ParseFromString(unwrapped.body)) return false;
  for (const auto& stored : head.versions()) {
    FirmVersion& version = versions.emplace_back();
    version.number = stored.number();
    version.effective_at = FromMillis(stored.effective_at());
    version.document = unwrapped.schema < 2 ? FormerDocument(stored.number()) : stored.document();
    version.made_by = {stored.request_id(), stored.content_hash()};
  }
  if (unwrapped.schema < 2 && !versions.empty()) {
    versions.back().made_by = {head.last_request_id(), head.last_content_hash()};
  }
  return true;
}

}  // namespace

Task<Result<LoadedFirmVersions>> FirmStore::Load() {
  RecordKey key{0, kVersions};
  Result<Loaded> loaded = co_await store::Load(records_, std::move(key));
  if (!loaded) co_return loaded.refusal();
  auto unwrapped = Unwrap(loaded->bytes, kVersionsSchema);
  if (!unwrapped) co_return unwrapped.refusal();
  LoadedFirmVersions found{{}, loaded->version, loaded->now};
  if (!Decode(*unwrapped, found.versions)) co_return Unreadable();
  co_return found;
}

Task<Result<CommitOutcome>> FirmStore::Add(LoadedFirmVersions before, FirmVersion added) {
  before.versions.push_back(std::move(added));
  storage::FirmHead head;
  for (const FirmVersion& version : before.versions) {
    auto* stored = head.add_versions();
    stored->set_number(version.number);
    stored->set_effective_at(ToMillis(version.effective_at));
    stored->set_document(version.document);
    stored->set_request_id(version.made_by.request_id);
    stored->set_content_hash(version.made_by.content_hash);
  }
  Change change = ChangeOf(kVersions, before.version, Wrap(kVersionsSchema, head));
  co_return co_await Commit(records_, std::move(change));
}

std::string FirmStore::DocumentOf(const domain::AppliedRequest& request) {
  return absl::StrCat("firm/", request.request_id);
}

Task<Result<bool>> FirmStore::KeepDocument(std::string id, std::string document) {
  storage::FirmVersion stored;
  stored.set_document(document);
  Change change = ChangeOf(id, 0, Wrap(kDocumentSchema, stored));
  Result<CommitOutcome> outcome = co_await Commit(records_, std::move(change));
  if (!outcome) co_return outcome.refusal();
  if (*outcome == CommitOutcome::kCommitted) co_return true;
  Result<std::string> kept = co_await LoadDocument(std::move(id));
  if (!kept) co_return kept.refusal();
  co_return *kept == document;
}

Task<Result<std::string>> FirmStore::LoadDocument(std::string id) {
  RecordKey key{0, std::move(id)};
  Result<Loaded> loaded = co_await store::Load(records_, std::move(key));
  if (!loaded) co_return loaded.refusal();
  auto unwrapped = Unwrap(loaded->bytes, kDocumentSchema);
  if (!unwrapped) co_return unwrapped.refusal();
  storage::FirmVersion stored;
  if (loaded->version == 0 || !stored.ParseFromString(unwrapped->body)) co_return Unreadable();
  co_return std::move(*stored.mutable_document());
}

Task<Result<LoadedFollowed>> FirmStore::LoadFollowed() {
  RecordKey key{0, kFollowed};
  Result<Loaded> loaded = co_await store::Load(records_, std::move(key));
  if (!loaded) co_return loaded.refusal();
  auto unwrapped = Unwrap(loaded->bytes, kFollowedSchema);
  if (!unwrapped) co_return unwrapped.refusal();
  LoadedFollowed followed{0, loaded->version};
  if (loaded->version == 0) co_return followed;
  if (unwrapped->schema == 0) {
    if (!absl::SimpleAtoi(unwrapped->body, &followed.number)) co_return Unreadable();
    co_return followed;
  }
  storage::FirmFollowed stored;
  if (!stored.ParseFromString(unwrapped->body)) co_return Unreadable();
  followed.number = stored.version();
  co_return followed;
}

Task<Result<CommitOutcome>> FirmStore::SaveFollowed(LoadedFollowed before, std::int64_t number) {
  storage::FirmFollowed stored;
  stored.set_version(number);
  Change change = ChangeOf(kFollowed, before.version, Wrap(kFollowedSchema, stored));
  co_return co_await Commit(records_, std::move(change));
}

}  // namespace krul::store
