#include "services/store/callback_store.h"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "services/domain/limits.h"
#include "services/domain/promise/due_moment.h"
#include "services/runtime/log.h"
#include "services/runtime/together.h"
#include "services/store/ask.h"
#include "services/store/callback_indexes.h"
#include "services/store/keys.h"
#include "services/store/load_readable.h"
#include "services/store/record_codec.h"

namespace krul::store {
namespace {
using domain::CallbackRecord;
using domain::Decision;
using runtime::Async;
using runtime::Task;

RecordKey KeyOf(const CallbackId& id) { return {ShardOf(id.branch), indexes::RecordId(id.branch, id.id)}; }

LoadedCallback NoneAt(CallbackId id, Instant now) {
  LoadedCallback none;
  none.record.branch = std::move(id.branch);
  none.record.id = std::move(id.id);
  none.now = now;
  return none;
}

}  // namespace

CallbackId ParseMember(std::string_view member) {
  const std::size_t slash = member.find('/');
  return {std::string(member.substr(0, slash)), std::string(member.substr(slash + 1))};
}

std::vector<CallbackId> ParseMembers(const std::vector<Entry>& entries) {
  std::vector<CallbackId> ids;
  for (const Entry& entry : entries) ids.push_back(ParseMember(entry.member));
  return ids;
}

Task<Result<LoadedCallback>> CallbackStore::Guess(CallbackId id) {
  Result<Instant> now = co_await Async<Result<Instant>>([&](auto done) { records_.Now(std::move(done)); });
  if (!now) co_return now.refusal();
  LoadedCallback none = NoneAt(std::move(id), *now);
  none.guessed = true;
  co_return none;
}

Task<Result<LoadedCallback>> CallbackStore::Load(CallbackId id) {
  RecordKey key = KeyOf(id);
  Result<Loaded> loaded = co_await store::Load(records_, std::move(key));
  if (!loaded) co_return loaded.refusal();
  if (loaded->version == 0) co_return NoneAt(std::move(id), loaded->now);
  Result<CallbackRecord> record = DecodeCallback(loaded->bytes, loaded->version);
  if (!record) co_return record.refusal();
  co_return LoadedCallback{std::move(*record), loaded->now};
}

Task<Result<std::vector<LoadedCallback>>> CallbackStore::LoadAll(std::vector<CallbackId> ids) {
  std::vector<RecordKey> keys;
  for (const CallbackId& id : ids) keys.push_back(KeyOf(id));
  auto loaded = co_await LoadReadable(records_, std::move(keys));
  if (!loaded) co_return loaded.refusal();
  std::vector<LoadedCallback> callbacks;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const std::optional<Loaded>& one = (*loaded)[i];
    if (one && one->version == 0) continue;
    Result<CallbackRecord> record = one ? DecodeCallback(one->bytes, one->version) : Unreadable();
    if (record) {
      callbacks.push_back({std::move(*record), one->now});
    } else {
      runtime::Log(runtime::Severity::kError, "a callback is left out: its record cannot be read",
                   {{"branch", ids[i].branch}, {"callback", ids[i].id}});
    }
  }
  co_return callbacks;
}

Task<Result<CommitOutcome>> CallbackStore::Commit(const LoadedCallback& before, const Decision& decision) {
  Change change = ChangeOf(before.record, decision, secret_);
  open_numbers_.Mark(before.record, decision.record, change);
  if (auto hint = open_numbers_.HintOf(before.record, decision.record)) {
    records_.Commit(*std::move(hint), [](const Result<CommitOutcome>&) {});  // refused: the mark stays, and tells
  }
  co_return co_await store::Commit(records_, std::move(change));
}

Task<Result<std::vector<CallbackId>>> CallbackStore::Board(std::string branch, std::size_t offset, std::size_t limit) {
  auto entries = co_await Range(records_, ShardOf(branch), indexes::Board(branch), offset, limit);
  if (!entries) co_return entries.refusal();
  co_return ParseMembers(*entries);
}

Task<Result<std::int64_t>> CallbackStore::BoardSize(std::string branch) {
  co_return co_await Async<Result<std::int64_t>>(
      [&](auto done) { records_.Size(ShardOf(branch), indexes::Board(branch), std::move(done)); });
}

Task<Result<std::int64_t>> CallbackStore::BoardSizes(std::vector<std::string> branches) {
  auto sizes = co_await runtime::AskTogether<std::int64_t>(branches.size(), [&](std::size_t i, auto done) {
    records_.Size(ShardOf(branches[i]), indexes::Board(branches[i]), std::move(done));
  });
  if (!sizes) co_return sizes.refusal();
  co_return std::accumulate(sizes->begin(), sizes->end(), std::int64_t{0});
}

Task<Result<std::vector<CallbackId>>> CallbackStore::Inbox(std::string person, std::size_t limit) {
  const std::string index = indexes::Inbox(secret_, person);
  auto shards = co_await runtime::AskTogether<std::vector<Entry>>(
      domain::limits::kShards,
      [&](std::size_t shard, auto done) { records_.Range(static_cast<int>(shard), index, 0, limit, std::move(done)); });
  if (!shards) co_return shards.refusal();
  std::vector<Entry> all;
  for (std::vector<Entry>& entries : *shards) all.insert(all.end(), entries.begin(), entries.end());
  std::sort(all.begin(), all.end(),
            [](const Entry& a, const Entry& b) { return std::tie(a.score, a.member) < std::tie(b.score, b.member); });
  if (all.size() > limit) all.resize(limit);
  co_return ParseMembers(all);
}

Task<Result<std::int64_t>> CallbackStore::InboxSize(std::string person) {
  const std::string index = indexes::Inbox(secret_, person);
  auto sizes = co_await runtime::AskTogether<std::int64_t>(domain::limits::kShards, [&](std::size_t shard, auto done) {
    records_.Size(static_cast<int>(shard), index, std::move(done));
  });
  if (!sizes) co_return sizes.refusal();
  co_return std::accumulate(sizes->begin(), sizes->end(), std::int64_t{0});
}

Task<Result<std::vector<CallbackId>>> CallbackStore::FindByPhone(std::string e164, std::size_t limit) {
  const std::string prefix = indexes::PhonePrefix(secret_, e164);
  auto shards = co_await runtime::AskTogether<std::vector<std::string>>(
      domain::limits::kShards, [&](std::size_t shard, auto done) {
        records_.RangeByPrefix(static_cast<int>(shard), indexes::kPhones, prefix, limit, std::move(done));
      });
  if (!shards) co_return shards.refusal();
  std::vector<CallbackId> ids;
  for (const std::vector<std::string>& members : *shards) {
    for (const std::string& member : members)
      ids.push_back(ParseMember(std::string_view(member).substr(prefix.size())));
  }
  std::sort(ids.begin(), ids.end(), [](const CallbackId& a, const CallbackId& b) { return a.id > b.id; });
  co_return ids;
}

Task<Result<std::vector<LoadedCallback>>> CallbackStore::OpenOfNumber(std::string e164, std::string branch) {
  if (e164.empty()) co_return std::vector<LoadedCallback>();
  auto members = co_await open_numbers_.Of(e164, std::move(branch));
  if (!members) co_return members.refusal();
  std::vector<CallbackId> ids;
  for (const std::string& member : *members) ids.push_back(ParseMember(member));
  auto found = co_await LoadAll(std::move(ids));
  if (!found) co_return found.refusal();
  std::erase_if(*found, [&](const LoadedCallback& one) {  // what a hint was left of
    return !one.record.open() || one.record.sealed.caller.phone_number_e164 != e164;
  });
  std::sort(found->begin(), found->end(),
            [](const LoadedCallback& a, const LoadedCallback& b) { return ComesBefore(a.record, b.record); });
  co_return std::move(*found);
}

Task<Result<std::vector<CallbackId>>> CallbackStore::AlsoOpen(CallbackRecord record) {
  auto open = co_await OpenOfNumber(record.sealed.caller.phone_number_e164, record.branch);
  if (!open) co_return open.refusal();
  std::vector<CallbackId> others;
  for (const LoadedCallback& one : *open) {
    if (one.record.branch != record.branch || one.record.id != record.id)
      others.emplace_back(one.record.branch, one.record.id);
  }
  if (others.size() > domain::limits::kShownOpen) others.resize(domain::limits::kShownOpen);
  co_return others;
}

Task<Result<CallbackStore::Page>> CallbackStore::ReadPage(std::string branch, std::string cursor) {
  auto scanned = co_await Async<Result<RecordStore::Page>>(
      [&](auto done) { records_.Scan(ShardOf(branch), cursor, std::move(done)); });
  if (!scanned) co_return scanned.refusal();
  const std::string prefix = indexes::RecordId(branch, "");
  std::vector<CallbackId> ids;
  for (const std::string& id : scanned->ids) {
    if (id.starts_with(prefix)) ids.emplace_back(branch, id.substr(prefix.size()));
  }
  auto loaded = co_await LoadAll(std::move(ids));
  if (!loaded) co_return loaded.refusal();
  Page page;
  page.callbacks = std::move(*loaded);
  page.cursor = std::move(scanned->cursor);
  co_return page;
}

Task<Result<std::map<std::string, std::int64_t>>> CallbackStore::Tallies() {
  using Table = std::vector<std::pair<std::string, std::string>>;
  auto shards = co_await runtime::AskTogether<Table>(domain::limits::kShards, [&](std::size_t shard, auto done) {
    records_.Fields(static_cast<int>(shard), indexes::kTallies, 1000, std::move(done));
  });
  if (!shards) co_return shards.refusal();
  std::map<std::string, std::int64_t> sums;
  for (const Table& table : *shards) {
    for (const auto& [field, number] : table) sums[field] += std::strtoll(number.c_str(), nullptr, 10);
  }
  co_return sums;
}

Task<Result<Events>> CallbackStore::Tail(std::string branch, std::string epoch, std::string position,
                                         std::size_t limit) {
  return TailOfShard(ShardOf(branch), std::move(epoch), std::move(position), limit);
}

Task<Result<Events>> CallbackStore::TailOfShard(int shard, std::string epoch, std::string position, std::size_t limit) {
  co_return co_await Async<Result<Events>>(
      [&](auto done) { records_.Tail(shard, std::move(epoch), std::move(position), limit, std::move(done)); });
}

}  // namespace krul::store
