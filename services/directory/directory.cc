#include "services/directory/directory.h"

#include <algorithm>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/domain/limits.h"
#include "services/store/envelope.h"
#include "services/store/storage.pb.h"

namespace krul::directory {
namespace {
using domain::Done;
using domain::Reason;
using domain::Refusal;
using runtime::Async;
using runtime::Task;
using store::Loaded;
using namespace std::chrono_literals;

constexpr int kShard = 0;
constexpr int kSchema = 1;  // of all records here; 0: without an envelope
constexpr char kHead[] = "firm/head";
constexpr char kAbsences[] = "absences";
constexpr char kFollowed[] = "firm/followed";  // holds the number of the version
constexpr char kAtDesk[] = "at-desk";          // people by the instant until which they count as present
constexpr std::size_t kMostAtDesk = 100'000;
constexpr auto kAtDeskAge = 5s;
std::string VersionId(std::int64_t number) { return absl::StrCat("firm/", number); }

Task<Result<Loaded>> Load(store::RecordStore& records, std::string id) {
  co_return co_await Async<Result<Loaded>>([&](auto done) { records.Load({kShard, std::move(id)}, std::move(done)); });
}

bool Read(const Loaded& loaded, google::protobuf::MessageLite& into) {
  auto unwrapped = store::Unwrap(loaded.bytes, kSchema);
  return unwrapped && into.ParseFromString(unwrapped->body);
}

Task<Result<store::CommitOutcome>> Save(store::RecordStore& records, std::string id, std::int64_t expected,
                                        std::string bytes) {
  store::Change change;
  change.key = {kShard, std::move(id)};
  change.expected_version = expected;
  change.bytes = std::move(bytes);
  co_return co_await Async<Result<store::CommitOutcome>>(
      [&](auto done) { records.Commit(std::move(change), std::move(done)); });
}

Refusal Damaged() {
  return {
      Reason::kInternal, "The firm in the store cannot be read: it is damaged or was written by a newer version.", {}};
}
Refusal Raced() {
  return {Reason::kTooManyConflicts, "Somebody else changed the firm at the same moment: look, and send it again.", {}};
}
Refusal Reused() {
  return {Reason::kRequestIdReused, "This request_id was used for another change: take a new one.", {}};
}

}  // namespace

Directory::Directory(store::RecordStore& records, runtime::EventLoop& loop, runtime::Borders& borders)
    : records_(records),
      loop_({loop, borders, "reading the firm", [this]() -> Task<runtime::Periodic::Rest> {
               auto refreshed = co_await Refresh();
               co_return refreshed ? runtime::Periodic::Rest::For(1s) : runtime::Periodic::Rest::BackOff();
             }}) {}

Task<Result<Instant>> Directory::Now() {
  co_return co_await Async<Result<Instant>>([&](auto done) { records_.Now(std::move(done)); });
}

Task<Result<Done>> Directory::Refresh() {
  const auto asked_at = std::chrono::steady_clock::now();
  Result<Loaded> head = co_await Load(records_, kHead);
  if (!head) co_return head.refusal();
  storage::FirmHead stored;
  if (!Read(*head, stored)) co_return Damaged();
  versions_.clear();
  for (const auto& version : stored.versions())
    versions_.push_back({version.number(), domain::FromMillis(version.effective_at())});
  Result<Loaded> absences = co_await Load(records_, kAbsences);
  if (!absences) co_return absences.refusal();
  storage::Absences away;
  if (!Read(*absences, away)) co_return Damaged();
  absences_.clear();
  for (const auto& [person, until] : away.until())
    absences_[person] = until == 0 ? domain::kNever : domain::FromMillis(until);
  refreshed_at_ = asked_at;
  if (asked_at - at_desk_read_ > kAtDeskAge && co_await ReadAtDesk(absences->now)) at_desk_read_ = asked_at;
  co_return Done{};
}

Task<bool> Directory::ReadAtDesk(Instant now) {
  auto entries = co_await Async<Result<std::vector<store::Entry>>>(
      [&](auto done) { records_.Range(kShard, kAtDesk, 0, kMostAtDesk, std::move(done)); });
  if (!entries) co_return false;
  at_desk_.clear();
  for (const store::Entry& entry : *entries) {
    if (entry.score >= static_cast<double>(domain::ToMillis(now))) at_desk_.insert(entry.member);
  }
  co_return true;
}

Task<Result<Done>> Directory::TellAtDesk(std::set<std::string> people) {
  Result<Instant> now = co_await Now();
  if (!now) co_return now.refusal();
  auto entries = co_await Async<Result<std::vector<store::Entry>>>(
      [&](auto done) { records_.Range(kShard, kAtDesk, 0, kMostAtDesk, std::move(done)); });
  if (!entries) co_return entries.refusal();
  store::Change change;
  change.key = {kShard, ""};
  change.write_record = false;
  const auto until = static_cast<double>(domain::ToMillis(*now + domain::Millis(domain::limits::kDeskPresence)));
  for (const std::string& person : people) change.index_adds.push_back({kAtDesk, person, until});
  for (const store::Entry& entry : *entries) {
    const bool gone = entry.score < static_cast<double>(domain::ToMillis(*now));
    if (gone && !people.contains(entry.member)) change.index_removes.push_back({kAtDesk, entry.member});
  }
  if (change.index_adds.empty() && change.index_removes.empty()) co_return Done{};
  auto saved = co_await Async<Result<store::CommitOutcome>>(
      [&](auto done) { records_.Commit(std::move(change), std::move(done)); });
  if (!saved) co_return saved.refusal();
  co_return Done{};
}

Task<Result<bool>> Directory::WasFollowed(std::int64_t version) {
  Result<Loaded> loaded = co_await Load(records_, kFollowed);
  if (!loaded) co_return loaded.refusal();
  std::int64_t followed = 0;
  co_return absl::SimpleAtoi(loaded->bytes, &followed) && followed >= version;
}

Task<Result<Done>> Directory::MarkFollowed(std::int64_t version) {
  Result<Loaded> loaded = co_await Load(records_, kFollowed);
  if (!loaded) co_return loaded.refusal();
  // Whoever loses a race has lost it to one that followed as well.
  auto saved = co_await Save(records_, kFollowed, loaded->version, absl::StrCat(version));
  if (!saved) co_return saved.refusal();
  co_return Done{};
}

Task<Result<FirmPointer>> Directory::Current(Instant now) {
  const bool stale = std::chrono::steady_clock::now() - refreshed_at_ > domain::limits::kFirmLead - 1s;
  if (versions_.empty() || stale) {
    Result<Done> refreshed = co_await Refresh();
    if (!refreshed) co_return refreshed.refusal();
  }
  std::int64_t number = 0;
  for (const KnownVersion& version : versions_) {
    if (version.effective_at <= now || number == 0) number = version.number;
  }
  if (number == 0)
    co_return Refusal{Reason::kNoFirm, "No firm file was applied yet: write one and run krul firm apply FILE.", {}};
  co_return co_await Version(number);
}

Task<Result<FirmPointer>> Directory::Version(std::int64_t number) {
  if (const auto known = firms_.find(number); known != firms_.end()) {
    known->second.asked = ++asked_;
    co_return known->second.firm;
  }
  Result<Loaded> loaded = co_await Load(records_, VersionId(number));
  if (!loaded) co_return loaded.refusal();
  if (loaded->version == 0) co_return domain::NotFound("firm_version", domain::FaultCode::kNoSuchFirmVersion);
  storage::FirmVersion stored;
  if (!Read(*loaded, stored)) co_return Damaged();
  auto read = firm_file::ReadFirmFile(stored.document(), domain::FromMillis(stored.effective_at()));
  auto* firm = std::get_if<domain::Firm>(&read);
  if (!firm) co_return Damaged();
  firm->version = stored.number();
  firm->effective_at = domain::FromMillis(stored.effective_at());
  FirmPointer kept = std::make_shared<const domain::Firm>(std::move(*firm));
  firms_[number] = {kept, ++asked_};
  if (firms_.size() > domain::limits::kFirmsKept) {
    firms_.erase(std::ranges::min_element(firms_, {}, [](const auto& one) { return one.second.asked; }));
  }
  co_return kept;
}

Task<Result<FirmPointer>> Directory::Apply(domain::Firm firm, domain::AppliedRequest request) {
  Result<Loaded> head = co_await Load(records_, kHead);
  if (!head) co_return head.refusal();
  storage::FirmHead stored;
  if (!Read(*head, stored)) co_return Damaged();
  if (!request.request_id.empty() && stored.last_request_id() == request.request_id) {
    if (stored.last_content_hash() != request.content_hash) co_return Reused();
    co_return co_await Version(stored.versions(stored.versions_size() - 1).number());
  }
  const bool first = stored.versions_size() == 0;
  const std::int64_t number = first ? 1 : stored.versions(stored.versions_size() - 1).number() + 1;
  // The first version has no other to be at odds with.
  const Instant effective_at = first ? head->now : head->now + domain::Millis(domain::limits::kFirmLead);
  storage::FirmVersion version;
  version.set_number(number);
  version.set_effective_at(domain::ToMillis(effective_at));
  version.set_document(firm.document);
  // The version first and the head after: what was left by a crash in between is overwritten, nobody has seen it.
  Result<Loaded> orphan = co_await Load(records_, VersionId(number));
  if (!orphan) co_return orphan.refusal();
  auto saved = co_await Save(records_, VersionId(number), orphan->version, store::Wrap(kSchema, version));
  if (!saved) co_return saved.refusal();
  if (*saved == store::CommitOutcome::kConflict) co_return Raced();
  auto* line = stored.add_versions();
  line->set_number(number);
  line->set_effective_at(domain::ToMillis(effective_at));
  stored.set_last_request_id(request.request_id);
  stored.set_last_content_hash(request.content_hash);
  saved = co_await Save(records_, kHead, head->version, store::Wrap(kSchema, stored));
  if (!saved) co_return saved.refusal();
  if (*saved == store::CommitOutcome::kConflict) co_return Raced();
  firms_.erase(number);
  Result<Done> refreshed = co_await Refresh();
  if (!refreshed) co_return refreshed.refusal();
  co_return co_await Version(number);
}

Task<Result<bool>> Directory::SetAbsence(std::string person, std::optional<Instant> until,
                                         domain::AppliedRequest request) {
  for (int attempt = 0; attempt < domain::limits::kCommitTries; ++attempt) {
    Result<Loaded> loaded = co_await Load(records_, kAbsences);
    if (!loaded) co_return loaded.refusal();
    storage::Absences away;
    if (!Read(*loaded, away)) co_return Damaged();
    for (const auto& applied : away.applied()) {
      if (applied.request_id() != request.request_id) continue;
      if (applied.content_hash() != request.content_hash) co_return Reused();
      co_return false;
    }
    if (until) {
      (*away.mutable_until())[person] = *until == domain::kNever ? 0 : domain::ToMillis(*until);
    } else {
      away.mutable_until()->erase(person);
    }
    auto* mark = away.add_applied();
    mark->set_request_id(request.request_id);
    mark->set_content_hash(request.content_hash);
    if (away.applied_size() > static_cast<int>(domain::limits::kAppliedRequests))
      away.mutable_applied()->DeleteSubrange(0, 1);
    auto saved = co_await Save(records_, kAbsences, loaded->version, store::Wrap(kSchema, away));
    if (!saved) co_return saved.refusal();
    if (*saved == store::CommitOutcome::kConflict) continue;
    Result<Done> refreshed = co_await Refresh();
    if (!refreshed) co_return refreshed.refusal();
    co_return true;
  }
  co_return Raced();
}

}  // namespace krul::directory
