// What waits in a shard for a service to take it up: looks, assignments, notices.
#include "services/runtime/together.h"
#include "services/store/ask.h"
#include "services/store/callback_store.h"
#include "services/store/keys.h"

namespace krul::store {
namespace {
using runtime::Async;
using runtime::Task;

CallbackStore::DueCallbacks ParseLooks(const DueLooks& looks) {
  CallbackStore::DueCallbacks due;
  due.now = looks.now;
  due.next = looks.next;
  for (const Look& look : looks.looks) {
    if (!look.id.starts_with(indexes::kRecordPrefix)) continue;
    due.ids.push_back(ParseMember(std::string_view(look.id).substr(indexes::kRecordPrefix.size())));
    due.at.push_back(look.at);
  }
  return due;
}

}  // namespace

Task<Result<std::vector<CallbackId>>> CallbackStore::Members(int shard, std::string index, std::size_t offset,
                                                             std::size_t limit) {
  auto entries = co_await Range(records_, shard, std::move(index), offset, limit);
  if (!entries) co_return entries.refusal();
  co_return ParseMembers(*entries);
}

Task<Result<std::vector<CallbackId>>> CallbackStore::Unassigned(int shard, std::size_t offset, std::size_t limit) {
  co_return co_await Members(shard, indexes::kUnassigned, offset, limit);
}

Task<Result<std::vector<CallbackId>>> CallbackStore::WaitingForPeople(int shard, std::size_t offset,
                                                                      std::size_t limit) {
  co_return co_await Members(shard, indexes::kPool, offset, limit);
}

Task<Result<bool>> CallbackStore::MoveRounds(int shard, std::vector<Look> looks) {
  std::erase_if(looks, [](const Look& look) { return LookKindOf(look.id) != LookKind::kRound; });
  auto moved = co_await runtime::AskTogether<CommitOutcome>(looks.size(), [&](std::size_t i, auto done) {
    Change move;  // written again it lies where it belongs
    move.key = {shard, looks[i].id};
    move.write_record = false;
    move.look_at = looks[i].at;
    records_.Commit(std::move(move), std::move(done));
  });
  if (!moved) co_return moved.refusal();
  co_return !looks.empty();
}

Task<Result<CallbackStore::DueCallbacks>> CallbackStore::Due(int shard, std::size_t offset, std::size_t limit) {
  while (true) {
    auto due = co_await Async<Result<DueLooks>>(
        [&](auto done) { records_.Due(shard, LookKind::kCallback, offset, limit, std::move(done)); });
    if (!due) co_return due.refusal();
    auto moved = co_await MoveRounds(shard, due->looks);
    if (!moved) co_return moved.refusal();
    if (!*moved) co_return ParseLooks(*due);
  }
}

Task<Result<CallbackStore::DueCallbacks>> CallbackStore::NextLooks(int shard, std::size_t limit) {
  auto due = co_await Async<Result<DueLooks>>(
      [&](auto done) { records_.NextLooks(shard, LookKind::kCallback, limit, std::move(done)); });
  if (!due) co_return due.refusal();
  co_return ParseLooks(*due);
}

Task<Result<std::vector<CallbackStore::PendingNotice>>> CallbackStore::PendingNotices(int shard, std::size_t limit) {
  using Table = std::vector<std::pair<std::string, std::string>>;
  auto table = co_await Async<Result<Table>>(
      [&](auto done) { records_.Fields(shard, indexes::kOutbox, limit, std::move(done)); });
  if (!table) co_return table.refusal();
  std::vector<PendingNotice> pending;
  for (const auto& [id, bytes] : *table) {
    PendingNotice one{id, {}};
    if (one.notice.ParseFromString(bytes)) pending.push_back(std::move(one));
  }
  co_return pending;
}

Task<Result<Done>> CallbackStore::DeliverAtDesk(int shard, PendingNotice pending) {
  storage::ChangeEvent event;
  event.set_branch(pending.notice.branch());
  event.set_id(pending.notice.callback());
  event.set_told(pending.notice.recipient());
  event.set_round(pending.notice.round());
  Change change;
  change.key.shard = shard;
  change.write_record = false;
  change.events.push_back(event.SerializeAsString());
  change.field_removes.push_back({indexes::kOutbox, std::move(pending.id)});
  auto outcome = co_await store::Commit(records_, std::move(change));
  if (!outcome) co_return outcome.refusal();
  co_return Done{};
}

}  // namespace krul::store
