// The port to the store: records, each with its one next look, indexes and events, committed together or not at all.
// Bytes and keys only; what they mean is callback_store's. Implemented by memory_record_store (its twin for tests) and
// redis/redis_record_store; tests/store/record_store_contract holds both to this text.
//
// Every call is made on the loop thread and answers on it, exactly once, possibly before it returns. Failures:
// kStoreUnavailable (nothing is known to be written when it is answered to Commit: load again, the version tells); of
// Load also Unreadable. No other reason. A store that is not the one any more that was there at first, since it lost
// its data, is not available.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "services/domain/clock.h"
#include "services/domain/error.h"
#include "services/store/keys.h"

namespace krul::store {

using domain::Done;
using domain::Instant;
using domain::Result;

template <class T>
using Answer = std::function<void(Result<T>)>;

struct Wake;
using WakeHandler = std::function<void(const Wake&)>;

struct RecordKey {
  int shard = 0;   // 0 ... limits::kShards - 1
  std::string id;  // unique in the shard, such as callbacks/centrum/0190...
  auto operator<=>(const RecordKey&) const = default;
};

struct Loaded {
  std::int64_t version = 0;  // 0: there is no such record
  std::string bytes;
  Instant now{};  // the store's time, the only clock that decides
};

// What is stored is no record. Only this one cannot be loaded: whoever has others goes on with them.
inline domain::Refusal Unreadable() {
  return {domain::Reason::kInternal,
          "A stored record cannot be read: it is damaged or was written by a newer version.",
          {}};
}

// Sorted sets of members by score, ties by member; named per shard.
struct IndexAdd {
  std::string index;
  std::string member;
  double score = 0;  // an earlier score of the member is replaced
};
struct IndexRemove {
  std::string index;
  std::string member;
};
// Named values of the shard, for the outbox: field -> bytes.
struct FieldSet {
  std::string table;
  std::string field;
  std::string bytes;
};
struct FieldRemove {
  std::string table;
  std::string field;
};
// Counters, for tallies.
struct Count {
  std::string table;
  std::string field;
  std::int64_t by = 0;
};

// All of one record's change. Applied whole if the record has version `expected_version` (0: does not exist), else not
// at all. The record then has version expected_version + 1.
struct Change {
  RecordKey key;
  std::int64_t expected_version = 0;
  bool write_record = true;  // false: no record is read or written, the rest is applied unconditionally
  std::string bytes;
  std::optional<Instant> look_at;  // the next look; nullopt removes it
  std::vector<IndexAdd> index_adds;
  std::vector<IndexRemove> index_removes;
  std::vector<FieldSet> field_sets;
  std::vector<FieldRemove> field_removes;
  std::vector<Count> counts;
  std::vector<std::string> events;  // appended to the shard's stream, in order
};

enum class CommitOutcome { kCommitted, kConflict };

struct Look {
  std::string id;  // of the record
  Instant at{};
};
struct DueLooks {
  Instant now{};
  std::vector<Look> looks;      // earliest first
  std::optional<Instant> next;  // the earliest that is not due; nothing when there is none or more are due than asked
};

struct Entry {
  std::string member;
  double score = 0;
};

// Events after a position. A position is opaque but ordered within one epoch; "" is the beginning of what is kept.
struct Events {
  std::string epoch;     // changes when the stream may have lost or reordered entries: the store came back without its
                         // data, or failed over; not at a restart that kept them
  std::string position;  // after the last event, or the end of the stream when there are none
  bool gap = false;      // the asked position is no longer kept, lies ahead of the stream, or has another epoch: take a
                         // snapshot, then go on from `position`, which is the end of the stream
  std::vector<std::string> events;
  std::vector<std::string> positions;  // of each event
};

class RecordStore {
 public:
  virtual ~RecordStore() = default;

  // Answers all that is pending with kStoreUnavailable, and whatever is asked later: before those who asked are gone.
  virtual void Close() {}

  // The store's time.
  virtual void Now(Answer<Instant> done) = 0;
  virtual void Load(RecordKey key, Answer<Loaded> done) = 0;
  virtual void Commit(Change change, Answer<CommitOutcome> done) = 0;

  // Looks at or before the store's now, from the one of rank `offset`.
  virtual void Due(int shard, LookKind kind, std::size_t offset, std::size_t limit, Answer<DueLooks> done) = 0;
  // The earliest looks, due or not.
  virtual void NextLooks(int shard, LookKind kind, std::size_t limit, Answer<DueLooks> done) = 0;

  // Members of an index by rank from `offset`; fewer than `limit` at the end.
  virtual void Range(int shard, std::string index, std::size_t offset, std::size_t limit,
                     Answer<std::vector<Entry>> done) = 0;
  virtual void Size(int shard, std::string index, Answer<std::int64_t> done) = 0;
  // Members that begin with `prefix`, in order of bytes, of an index whose scores are all 0.
  virtual void RangeByPrefix(int shard, std::string index, std::string prefix, std::size_t limit,
                             Answer<std::vector<std::string>> done) = 0;
  // All fields of a table, at most `limit`; in no order.
  virtual void Fields(int shard, std::string table, std::size_t limit,
                      Answer<std::vector<std::pair<std::string, std::string>>> done) = 0;

  // Events after `position` of `epoch`, at most `limit`; with an empty epoch, just the end of the stream (no events, no
  // gap).
  virtual void Tail(int shard, std::string epoch, std::string position, std::size_t limit, Answer<Events> done) = 0;

  // The position of the last event of a shard's stream: what a follower has who missed nothing. Cheaper than Tail.
  virtual void StreamEnd(int shard, Answer<std::string> done) = 0;

  // From now on, until the answered handle is gone, `handler` hears on the loop thread what every commit of any process
  // tells (wakes.h), within a turn or two of its being committed and possibly before it is answered; and Everything of
  // each shard when the store was not heard for a while. Nothing is told of what was refused or lost a conflict.
  virtual std::shared_ptr<void> Listen(WakeHandler handler) = 0;

  // Ids of all records of a shard, page by page: cursor "" begins, an empty answered cursor ends. A record that exists
  // throughout is answered at least once.
  struct Page {
    std::vector<std::string> ids;
    std::string cursor;
  };
  virtual void Scan(int shard, std::string cursor, Answer<Page> done) = 0;

  // Writes something harmless as a commit does: whether the write path is alive.
  virtual void Probe(Answer<Instant> done) = 0;
};

}  // namespace krul::store
