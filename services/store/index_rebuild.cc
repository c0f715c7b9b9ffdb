#include "services/store/index_rebuild.h"

#include <algorithm>

#include "services/domain/limits.h"
#include "services/domain/review/review_round.h"
#include "services/runtime/together.h"
#include "services/store/ask.h"
#include "services/store/open_numbers.h"
#include "services/store/record_codec.h"
#include "services/store/round_codec.h"

namespace krul::store {
namespace {
using domain::CallbackRecord;
using runtime::Async;
using runtime::Task;

struct Written {
  CallbackRecord record;  // of a callback
  Change change;
};

// What the indexes and the look of a record must be, beside those that `before`, if any, left behind.
Result<Written> AnewOf(const Loaded& loaded, const RecordKey& key, const IndexSecret& secret,
                       const std::optional<Written>& before) {
  Written anew;
  if (key.id.starts_with(indexes::kRoundPrefix)) {
    auto round = DecodeRound(loaded.bytes, loaded.version);
    if (!round) return round.refusal();
    anew.change.look_at = NextLook(*round);
  } else {
    auto record = DecodeCallback(loaded.bytes, loaded.version);
    if (!record) return record.refusal();
    anew.change = IndexesOf(before ? before->record : *record, *record, secret);
    anew.record = *std::move(record);
  }
  anew.change.key = key;
  anew.change.write_record = before && before->change.look_at && !anew.change.look_at;  // else it would stay
  if (anew.change.write_record) {
    anew.change.expected_version = loaded.version;
    anew.change.bytes = loaded.bytes;
  }
  return anew;
}

enum class End { kWritten, kGone, kUnreadable };

// Nobody changed the record, so its version does not grow and its indexes are written without it. Where somebody did at
// that moment, ours may have come after theirs: so once more, until nobody does.
Task<Result<End>> WriteAnew(RecordStore& records, const IndexSecret& secret, RecordKey key) {
  std::optional<Written> before;
  std::int64_t version = 0;  // that they are written of
  for (int attempt = 0; attempt < domain::limits::kCommitTries; ++attempt) {
    auto loaded = co_await Load(records, key);
    if (!loaded && loaded.refusal().reason == Unreadable().reason) co_return End::kUnreadable;
    if (!loaded) co_return loaded.refusal();
    if (loaded->version == 0) co_return End::kGone;
    if (loaded->version == version) co_return End::kWritten;
    auto anew = AnewOf(*loaded, key, secret, before);
    if (!anew) co_return End::kUnreadable;
    if (auto hint = OpenNumbers(records, secret).HintOf({}, anew->record)) {
      auto written = co_await Commit(records, *std::move(hint));
      if (!written) co_return written.refusal();
    }
    auto outcome = co_await Commit(records, anew->change);
    if (!outcome) co_return outcome.refusal();
    if (*outcome == CommitOutcome::kConflict) continue;
    version = loaded->version + (anew->change.write_record ? 1 : 0);
    before = *std::move(anew);
  }
  co_return domain::Refusal{
      domain::Reason::kTooManyConflicts, "A record changes faster than its indexes are written.", {}};
}

Task<Result<Done>> RebuildShard(RecordStore& records, const IndexSecret& secret, int shard, Rebuilt& rebuilt) {
  std::string cursor;
  do {
    auto page =
        co_await Async<Result<RecordStore::Page>>([&](auto done) { records.Scan(shard, cursor, std::move(done)); });
    if (!page) co_return page.refusal();
    std::optional<domain::Refusal> refusal;
    std::erase_if(page->ids, [](const std::string& id) {  // versions of the firm file and the like have no indexes
      return !id.starts_with(indexes::kRecordPrefix) && !id.starts_with(indexes::kRoundPrefix);
    });
    std::function<Task<bool>(std::size_t)> one = [&](std::size_t i) -> Task<bool> {
      RecordKey key{shard, page->ids[i]};
      auto written = co_await WriteAnew(records, secret, std::move(key));
      if (!written) {
        refusal = written.refusal();
        co_return false;
      }
      if (*written == End::kWritten) ++rebuilt.records;
      if (*written == End::kUnreadable) ++rebuilt.unreadable;
      co_return true;
    };
    (void)co_await runtime::RunTogether(page->ids.size(), one);
    if (refusal) co_return *refusal;
    cursor = page->cursor;
  } while (!cursor.empty());
  Change done;
  done.key.shard = shard;
  done.write_record = false;
  done.field_sets.push_back({indexes::kMeta, indexes::kIndexVersionField, std::to_string(kIndexVersion)});
  auto outcome = co_await Commit(records, std::move(done));
  if (!outcome) co_return outcome.refusal();
  co_return Done{};
}

}  // namespace

Task<Result<Rebuilt>> RebuildIndexes(RecordStore& records, const IndexSecret& secret) {
  using Table = std::vector<std::pair<std::string, std::string>>;
  auto metas = co_await runtime::AskTogether<Table>(domain::limits::kShards, [&](std::size_t shard, auto done) {
    records.Fields(static_cast<int>(shard), indexes::kMeta, 100, std::move(done));
  });
  if (!metas) co_return metas.refusal();
  const std::pair<std::string, std::string> current(indexes::kIndexVersionField, std::to_string(kIndexVersion));
  Rebuilt rebuilt;
  for (std::size_t shard = 0; shard < metas->size(); ++shard) {
    if (std::ranges::find((*metas)[shard], current) != (*metas)[shard].end()) continue;
    auto done = co_await RebuildShard(records, secret, static_cast<int>(shard), rebuilt);
    if (!done) co_return done.refusal();
  }
  co_return rebuilt;
}

}  // namespace krul::store
