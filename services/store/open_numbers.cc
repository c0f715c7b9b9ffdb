#include "services/store/open_numbers.h"

#include <algorithm>

#include "services/domain/limits.h"
#include "services/runtime/together.h"
#include "services/store/keys.h"
#include "services/store/record_codec.h"

namespace krul::store {
namespace {
using domain::CallbackRecord;
using runtime::Async;
using runtime::Task;
namespace limits = domain::limits;

const std::string& NumberOf(const CallbackRecord& record) { return record.sealed.caller.phone_number_e164; }

bool Stands(const CallbackRecord& record) { return record.version > 0 && record.open() && !NumberOf(record).empty(); }

}  // namespace

Task<Result<CommitOutcome>> OpenNumbers::Commit(Change change) {
  co_return co_await Async<Result<CommitOutcome>>(
      [&](auto done) { records_.Commit(std::move(change), std::move(done)); });
}

Task<Result<std::vector<std::string>>> OpenNumbers::Of(std::string e164, std::string branch) {
  const std::string prefix = indexes::PhonePrefix(secret_, e164);
  auto places = co_await runtime::AskTogether<std::vector<std::string>>(2, [&](std::size_t place, auto done) {
    const bool exact = place == 0;
    records_.RangeByPrefix(ShardOf(exact ? branch : prefix), exact ? indexes::kOpenNumbers : indexes::kOpenNumberHints,
                           prefix, limits::kSameNumber, std::move(done));
  });
  if (!places) co_return places.refusal();
  std::vector<std::string> members;
  for (const std::vector<std::string>& place : *places) {
    for (const std::string& member : place) members.push_back(member.substr(prefix.size()));
  }
  std::ranges::sort(members);
  members.erase(std::ranges::unique(members).begin(), members.end());
  co_return members;
}

Change OpenNumbers::HintFor(const CallbackRecord& record) const {
  const std::string prefix = indexes::PhonePrefix(secret_, NumberOf(record));
  Change change;
  change.key.shard = ShardOf(prefix);
  change.write_record = false;
  change.index_adds.push_back({indexes::kOpenNumberHints, prefix + record.branch + "/" + record.id, 0});
  return change;
}

std::optional<Change> OpenNumbers::HintOf(const CallbackRecord& before, const CallbackRecord& after) const {
  if (!after.open() || NumberOf(after).empty()) return std::nullopt;
  if (Stands(before) && NumberOf(before) == NumberOf(after)) return std::nullopt;
  return HintFor(after);
}

Task<Result<Done>> OpenNumbers::Repair(Change hint) {
  for (int attempt = 1;; ++attempt) {
    auto outcome = co_await Commit(hint);
    if (outcome) co_return Done{};
    if (attempt == limits::kCommitTries) co_return outcome.refusal();
  }
}

Task<Result<Done>> OpenNumbers::Forget(CallbackRecord was_open) {
  if (!Stands(was_open)) co_return Done{};
  Change removal = HintFor(was_open);
  removal.index_removes.push_back({removal.index_adds[0].index, removal.index_adds[0].member});
  removal.index_adds.clear();
  auto outcome = co_await Commit(std::move(removal));
  if (!outcome) co_return outcome.refusal();
  RecordKey key{ShardOf(was_open.branch), indexes::RecordId(was_open.branch, was_open.id)};
  auto loaded = co_await Async<Result<Loaded>>([&](auto done) { records_.Load(std::move(key), std::move(done)); });
  if (!loaded) co_return loaded.refusal();
  auto record = DecodeCallback(loaded->bytes, loaded->version);
  if (record && Stands(*record)) co_return co_await Repair(HintFor(*record));
  co_return Done{};
}

}  // namespace krul::store
