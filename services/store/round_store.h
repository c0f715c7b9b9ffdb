// Review rounds over the record store, as callback_store keeps callbacks. Called on the loop thread.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "services/domain/review/review_round.h"
#include "services/runtime/task.h"
#include "services/store/record_store.h"

namespace krul::store {

struct LoadedRound {
  domain::ReviewRound round;  // version 0: there is none; branch and id are set all the same
  Instant now{};
};

struct RoundId {
  RoundId() = default;
  RoundId(std::string branch_, std::string id_) : branch(std::move(branch_)), id(std::move(id_)) {}
  std::string branch;
  std::string id;
  auto operator<=>(const RoundId&) const = default;
};

class RoundStore {
 public:
  explicit RoundStore(RecordStore& records) : records_(records) {}

  runtime::Task<Result<LoadedRound>> Load(RoundId id);
  // Newest first; one whose record cannot be read is left out and logged.
  runtime::Task<Result<std::vector<LoadedRound>>> List(std::string branch, std::size_t offset, std::size_t limit);
  // Both live until it has answered. kConflict: the record is another than `before` by now.
  runtime::Task<Result<CommitOutcome>> Commit(const LoadedRound& before, const domain::RoundDecision& decision);
  struct DueRounds {
    Instant now{};
    std::vector<RoundId> ids;
    std::optional<Instant> next;  // the earliest look that is not due yet; nothing when more are due than asked for
  };
  // Rounds of a shard whose look has come, from the one of rank `offset`.
  runtime::Task<Result<DueRounds>> Due(int shard, std::size_t offset, std::size_t limit);

 private:
  RecordStore& records_;
};

}  // namespace krul::store
