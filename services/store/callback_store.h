// Callbacks over the record store: reads them, and commits what the domain decides, with every index that follows from
// the record. Called on the loop thread.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "services/domain/callback/callback_decisions.h"
#include "services/runtime/task.h"
#include "services/store/callback_indexes.h"
#include "services/store/open_numbers.h"
#include "services/store/record_store.h"
#include "services/store/storage.pb.h"

namespace krul::store {

struct LoadedCallback {
  domain::CallbackRecord record;  // version 0: there is none; branch and id are set all the same
  Instant now{};
  bool guessed = false;  // that there is none: it was not read
};

struct CallbackId {
  CallbackId() = default;
  CallbackId(std::string branch_, std::string id_) : branch(std::move(branch_)), id(std::move(id_)) {}
  std::string branch;
  std::string id;
  auto operator<=>(const CallbackId&) const = default;
};

// The callback that a member of an index names.
CallbackId ParseMember(std::string_view member);
std::vector<CallbackId> ParseMembers(const std::vector<Entry>& entries);

class CallbackStore {
 public:
  CallbackStore(RecordStore& records, const IndexSecret& secret)
      : records_(records), secret_(secret), open_numbers_(records, secret_) {}

  CallbackStore(const CallbackStore&) = delete;

  runtime::Task<Result<LoadedCallback>> Load(CallbackId id);
  // All of those that exist, in the order asked; one that cannot be read is left out, and logged.
  runtime::Task<Result<std::vector<LoadedCallback>>> LoadAll(std::vector<CallbackId> ids);

  // As if it were new, without a read: a refusal counts only of what was loaded.
  runtime::Task<Result<LoadedCallback>> Guess(CallbackId id);
  // Both live until it has answered. kConflict: the record is another than `before` by now.
  runtime::Task<Result<CommitOutcome>> Commit(const LoadedCallback& before, const domain::Decision& decision);

  // In the order of lists (domain::RankOf), as are all below; at most `limit` from `offset`.
  runtime::Task<Result<std::vector<CallbackId>>> Board(std::string branch, std::size_t offset, std::size_t limit);
  runtime::Task<Result<std::int64_t>> BoardSize(std::string branch);
  // How many are open in all of these, asked in one go.
  runtime::Task<Result<std::int64_t>> BoardSizes(std::vector<std::string> branches);
  // What a person must call back, whichever branch it belongs to.
  runtime::Task<Result<std::vector<CallbackId>>> Inbox(std::string person, std::size_t limit);
  runtime::Task<Result<std::int64_t>> InboxSize(std::string person);
  // Every callback with this number that is not erased; newest id first.
  runtime::Task<Result<std::vector<CallbackId>>> FindByPhone(std::string e164, std::size_t limit);
  // The open ones of a number in every branch; of `branch` none is missing, of others one may for a moment.
  runtime::Task<Result<std::vector<LoadedCallback>>> OpenOfNumber(std::string e164, std::string branch);
  // Others that the caller of `record` waits for, too.
  runtime::Task<Result<std::vector<CallbackId>>> AlsoOpen(domain::CallbackRecord record);
  // Those of a shard that wait in a pool for somebody to come back.
  runtime::Task<Result<std::vector<CallbackId>>> WaitingForPeople(int shard, std::size_t offset, std::size_t limit);
  struct Page {
    std::vector<LoadedCallback> callbacks;
    std::string cursor;  // "": the end
  };
  // All callbacks of a branch, page by page; cursor "" begins. One that is there throughout comes at least once.
  runtime::Task<Result<Page>> ReadPage(std::string branch, std::string cursor);
  // NOTED ones of a shard that nobody has yet, oldest first.
  runtime::Task<Result<std::vector<CallbackId>>> Unassigned(int shard, std::size_t offset, std::size_t limit);

  struct DueCallbacks {
    Instant now{};
    std::vector<CallbackId> ids;
    std::vector<Instant> at;      // of each
    std::optional<Instant> next;  // the earliest look that is not due yet; nothing when more are due than asked for
  };
  // Those whose look has come, from the one of rank `offset`, earliest first.
  runtime::Task<Result<DueCallbacks>> Due(int shard, std::size_t offset, std::size_t limit);
  runtime::Task<Result<DueCallbacks>> NextLooks(int shard, std::size_t limit);

  struct PendingNotice {
    std::string id;
    storage::Notice notice;
  };
  runtime::Task<Result<std::vector<PendingNotice>>> PendingNotices(int shard, std::size_t limit);
  // Shows it to those who watch, and takes it from the outbox, in one commit.
  runtime::Task<Result<Done>> DeliverAtDesk(int shard, PendingNotice pending);

  // Summed over all shards: at_risk and broken (open ones), kept, missed and not_judged (promises of closed ones). A
  // name without an entry is 0.
  runtime::Task<Result<std::map<std::string, std::int64_t>>> Tallies();

  runtime::Task<Result<Events>> TailOfShard(int shard, std::string epoch, std::string position, std::size_t limit);
  runtime::Task<Result<Events>> Tail(std::string branch, std::string epoch, std::string position, std::size_t limit);

  RecordStore& records() { return records_; }
  OpenNumbers& open_numbers() { return open_numbers_; }

 private:
  runtime::Task<Result<std::vector<CallbackId>>> Members(int shard, std::string index, std::size_t offset,
                                                         std::size_t limit);
  // Of looks among those of callbacks, where review rounds once lay, too; whether there were any.
  runtime::Task<Result<bool>> MoveRounds(int shard, std::vector<Look> looks);

  RecordStore& records_;
  IndexSecret secret_;
  OpenNumbers open_numbers_;
};

}  // namespace krul::store
