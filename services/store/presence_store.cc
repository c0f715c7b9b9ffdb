#include "services/store/presence_store.h"

#include "services/domain/limits.h"
#include "services/store/ask.h"

namespace krul::store {
namespace {
using runtime::Async;
using runtime::Task;

constexpr int kShard = 0;
constexpr char kAtDesk[] = "at-desk";  // people by the instant until which they count as present
constexpr std::size_t kMostAtDesk = 100'000;

Task<Result<Instant>> Now(RecordStore& records) {
  co_return co_await Async<Result<Instant>>([&](auto done) { records.Now(std::move(done)); });
}

bool IsThere(const Entry& entry, Instant now) { return entry.score >= static_cast<double>(domain::ToMillis(now)); }

}  // namespace

Task<Result<People>> PresenceStore::AtDesk() {
  Result<Instant> now = co_await Now(records_);
  if (!now) co_return now.refusal();
  auto entries = co_await Range(records_, kShard, kAtDesk, 0, kMostAtDesk);
  if (!entries) co_return entries.refusal();
  People people;
  for (const Entry& entry : *entries) {
    if (IsThere(entry, *now)) people.insert(entry.member);
  }
  co_return people;
}

Task<Result<Done>> PresenceStore::Tell(std::set<std::string> people) {
  Result<Instant> now = co_await Now(records_);
  if (!now) co_return now.refusal();
  auto entries = co_await Range(records_, kShard, kAtDesk, 0, kMostAtDesk);
  if (!entries) co_return entries.refusal();
  Change change;
  change.key.shard = kShard;
  change.write_record = false;
  const auto until = static_cast<double>(domain::ToMillis(*now + domain::Millis(domain::limits::kDeskPresence)));
  for (const std::string& person : people) change.index_adds.push_back({kAtDesk, person, until});
  for (const Entry& entry : *entries) {
    if (!IsThere(entry, *now) && !people.contains(entry.member))
      change.index_removes.push_back({kAtDesk, entry.member});
  }
  if (change.index_adds.empty() && change.index_removes.empty()) co_return Done{};
  auto saved = co_await Commit(records_, std::move(change));
  if (!saved) co_return saved.refusal();
  co_return Done{};
}

}  // namespace krul::store
