#include "services/store/round_store.h"

#include "services/runtime/log.h"
#include "services/store/ask.h"
#include "services/store/callback_indexes.h"
#include "services/store/keys.h"
#include "services/store/load_readable.h"
#include "services/store/round_codec.h"
#include "services/store/storage.pb.h"

namespace krul::store {
namespace {
using domain::ReviewRound;
using domain::RoundDecision;
using runtime::Async;
using runtime::Task;

RecordKey KeyOf(const RoundId& id) { return {ShardOf(id.branch), indexes::RoundId(id.branch, id.id)}; }

Change ChangeOf(const ReviewRound& before, const RoundDecision& decision) {
  const ReviewRound& after = decision.round;
  Change change;
  change.key = KeyOf({after.branch, after.id});
  change.expected_version = before.version;
  change.bytes = EncodeRound(after);
  change.look_at = NextLook(after);
  if (before.version == 0) {
    change.index_adds.push_back(
        {indexes::Rounds(after.branch), after.id, -static_cast<double>(domain::ToMillis(after.opened_at))});
  }
  AddNotices(decision.notices, change);
  storage::ChangeEvent event;
  event.set_branch(after.branch);
  event.set_round(after.id);
  for (const domain::EventType type : decision.events) event.add_types(static_cast<int>(type));
  event.set_version(before.version + 1);
  if (!decision.events.empty()) change.events.push_back(event.SerializeAsString());
  return change;
}

Result<LoadedRound> LoadedOf(RoundId id, const Loaded& loaded) {
  LoadedRound found;
  found.now = loaded.now;
  if (loaded.version == 0) {
    found.round.branch = std::move(id.branch);
    found.round.id = std::move(id.id);
    return found;
  }
  Result<ReviewRound> round = DecodeRound(loaded.bytes, loaded.version);
  if (!round) return round.refusal();
  found.round = *std::move(round);
  return found;
}

}  // namespace

Task<Result<LoadedRound>> RoundStore::Load(RoundId id) {
  RecordKey key = KeyOf(id);
  Result<Loaded> loaded = co_await store::Load(records_, std::move(key));
  if (!loaded) co_return loaded.refusal();
  co_return LoadedOf(std::move(id), *loaded);
}

Task<Result<std::vector<LoadedRound>>> RoundStore::List(std::string branch, std::size_t offset, std::size_t limit) {
  auto entries = co_await Range(records_, ShardOf(branch), indexes::Rounds(branch), offset, limit);
  if (!entries) co_return entries.refusal();
  std::vector<RecordKey> keys;
  for (const Entry& entry : *entries) keys.push_back(KeyOf({branch, entry.member}));
  auto loaded = co_await LoadReadable(records_, std::move(keys));
  if (!loaded) co_return loaded.refusal();
  std::vector<LoadedRound> rounds;
  for (std::size_t i = 0; i < loaded->size(); ++i) {
    const std::optional<Loaded>& one = (*loaded)[i];
    Result<LoadedRound> round = one ? LoadedOf({branch, (*entries)[i].member}, *one) : Unreadable();
    if (round) {
      rounds.push_back(*std::move(round));
    } else {
      runtime::Log(runtime::Severity::kError, "a review round is left out: its record cannot be read",
                   {{"branch", branch}, {"round", (*entries)[i].member}});
    }
  }
  co_return rounds;
}

Task<Result<CommitOutcome>> RoundStore::Commit(const LoadedRound& before, const RoundDecision& decision) {
  Change change = ChangeOf(before.round, decision);
  co_return co_await store::Commit(records_, std::move(change));
}

Task<Result<RoundStore::DueRounds>> RoundStore::Due(int shard, std::size_t offset, std::size_t limit) {
  auto due = co_await Async<Result<DueLooks>>(
      [&](auto done) { records_.Due(shard, LookKind::kRound, offset, limit, std::move(done)); });
  if (!due) co_return due.refusal();
  DueRounds rounds;
  rounds.now = due->now;
  rounds.next = due->next;
  for (const Look& look : due->looks) {
    const std::string name = look.id.substr(indexes::kRoundPrefix.size());
    const std::size_t slash = name.find('/');
    rounds.ids.emplace_back(name.substr(0, slash), name.substr(slash + 1));
  }
  co_return rounds;
}

}  // namespace krul::store
