#include "services/store/memory_record_store.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <deque>
#include <map>
#include <set>

#include "services/domain/limits.h"

namespace krul::store {
namespace {

namespace limits = domain::limits;
using domain::Reason;
using domain::Refusal;

constexpr std::string_view kEpoch = "memory";
constexpr std::size_t kScanPage = 100;
// Beyond it a double no longer holds every integer, and the script of Redis counts in doubles.
constexpr std::int64_t kCountBound = std::int64_t{1} << 53;

Refusal Unavailable(std::string message) { return {Reason::kStoreUnavailable, std::move(message), {}}; }

template <class Score>
class ScoredMembers {
 public:
  void Add(const std::string& member, Score score) {
    Remove(member);
    scores_.emplace(member, score);
    ordered_.emplace(score, member);
  }
  void Remove(const std::string& member) {
    const auto found = scores_.find(member);
    if (found == scores_.end()) return;
    ordered_.erase({found->second, member});
    scores_.erase(found);
  }
  const std::set<std::pair<Score, std::string>>& ordered() const { return ordered_; }

 private:
  std::map<std::string, Score> scores_;
  std::set<std::pair<Score, std::string>> ordered_;
};

std::optional<std::int64_t> Integer(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

bool Countable(std::int64_t value) { return -kCountBound <= value && value <= kCountBound; }

// Ordered as text, as a position has to be.
std::string Position(std::int64_t sequence) {
  const std::string digits = std::to_string(sequence);
  return std::string(20 - digits.size(), '0') + digits;
}

}  // namespace

struct MemoryRecordStore::Shard {
  struct Record {
    std::int64_t version = 0;
    std::string bytes;
  };
  std::map<std::string, Record> records;
  std::map<LookKind, ScoredMembers<Instant>> looks;
  std::map<std::string, ScoredMembers<double>> indexes;
  std::map<std::string, std::map<std::string, std::string>> tables;
  std::deque<std::string> events;
  std::int64_t trimmed = 0;  // events that are no longer kept

  std::int64_t end() const { return trimmed + static_cast<std::int64_t>(events.size()); }

  // What the counts come to; nullopt when the change is one the store refuses.
  std::optional<std::map<std::pair<std::string, std::string>, std::int64_t>> Totals(const Change& change) const {
    for (const IndexAdd& add : change.index_adds) {
      if (!std::isfinite(add.score)) return std::nullopt;
    }
    std::map<std::pair<std::string, std::string>, std::int64_t> totals;
    for (const Count& count : change.counts) {
      const auto same_table = [&](const auto& field) { return field.table == count.table; };
      if (std::ranges::any_of(change.field_sets, same_table) || std::ranges::any_of(change.field_removes, same_table)) {
        return std::nullopt;
      }
      auto [total, first] = totals.try_emplace({count.table, count.field}, 0);
      const auto table = tables.find(count.table);
      if (first && table != tables.end()) {
        if (const auto field = table->second.find(count.field); field != table->second.end()) {
          const auto stored = Integer(field->second);
          if (!stored) return std::nullopt;
          total->second = *stored;
        }
      }
      if (!Countable(count.by) || !Countable(total->second)) return std::nullopt;
      total->second += count.by;
      if (!Countable(total->second)) return std::nullopt;
    }
    return totals;
  }

  DueLooks Earliest(Instant now, LookKind kind, std::size_t offset, std::size_t limit, bool only_due) {
    DueLooks due{now, {}, std::nullopt};
    std::size_t rank = 0;
    for (const auto& [at, id] : looks[kind].ordered()) {
      if (due.looks.size() == limit) break;
      if (rank++ < offset) continue;
      if (at > now && !due.next) due.next = at;
      if (only_due && at > now) break;
      due.looks.push_back({id, at});
    }
    return due;
  }
};

MemoryRecordStore::MemoryRecordStore(Instant now) : now_(now) {
  for (int shard = 0; shard < limits::kShards; ++shard) shards_.push_back(std::make_unique<Shard>());
}
MemoryRecordStore::~MemoryRecordStore() = default;

MemoryRecordStore::Shard& MemoryRecordStore::At(int shard) { return *shards_.at(static_cast<std::size_t>(shard)); }

void MemoryRecordStore::Now(Answer<Instant> done) {
  if (!available_) return done(Unavailable("the store is not available"));
  done(now_);
}

void MemoryRecordStore::Load(RecordKey key, Answer<Loaded> done) {
  if (!available_) return done(Unavailable("the store is not available"));
  const auto& records = At(key.shard).records;
  const auto found = records.find(key.id);
  if (found == records.end()) return done(Loaded{0, "", now_});
  done(Loaded{found->second.version, found->second.bytes, now_});
}

void MemoryRecordStore::Commit(Change change, Answer<CommitOutcome> done) {
  if (!available_) return done(Unavailable("the store is not available"));
  Shard& shard = At(change.key.shard);
  const Wake wake = WakeOf(change);
  const auto totals = shard.Totals(change);
  if (!totals) return done(Unavailable("the store refuses this change"));
  if (change.write_record) {
    const auto found = shard.records.find(change.key.id);
    const std::int64_t version = found == shard.records.end() ? 0 : found->second.version;
    if (version != change.expected_version) return done(CommitOutcome::kConflict);
    shard.records[change.key.id] = {version + 1, std::move(change.bytes)};
    if (!change.look_at) shard.looks[LookKindOf(change.key.id)].Remove(change.key.id);
  }
  if (change.look_at) shard.looks[LookKindOf(change.key.id)].Add(change.key.id, *change.look_at);
  for (const IndexRemove& remove : change.index_removes) shard.indexes[remove.index].Remove(remove.member);
  for (const IndexAdd& add : change.index_adds) shard.indexes[add.index].Add(add.member, add.score);
  for (const FieldRemove& remove : change.field_removes) shard.tables[remove.table].erase(remove.field);
  for (FieldSet& set : change.field_sets) shard.tables[set.table][set.field] = std::move(set.bytes);
  for (const auto& [field, total] : *totals) shard.tables[field.first][field.second] = std::to_string(total);
  for (std::string& event : change.events) shard.events.push_back(std::move(event));
  for (; shard.events.size() > limits::kStreamLength; ++shard.trimmed) shard.events.pop_front();
  listeners_.Tell(wake);
  done(CommitOutcome::kCommitted);
}

void MemoryRecordStore::Due(int shard, LookKind kind, std::size_t offset, std::size_t limit, Answer<DueLooks> done) {
  if (!available_) return done(Unavailable("the store is not available"));
  done(At(shard).Earliest(now_, kind, offset, limit, true));
}

void MemoryRecordStore::NextLooks(int shard, LookKind kind, std::size_t limit, Answer<DueLooks> done) {
  if (!available_) return done(Unavailable("the store is not available"));
  done(At(shard).Earliest(now_, kind, 0, limit, false));
}

void MemoryRecordStore::Range(int shard, std::string index, std::size_t offset, std::size_t limit,
                              Answer<std::vector<Entry>> done) {
  if (!available_) return done(Unavailable("the store is not available"));
  std::vector<Entry> entries;
  std::size_t rank = 0;
  for (const auto& [score, member] : At(shard).indexes[index].ordered()) {
    if (entries.size() == limit) break;
    if (rank++ >= offset) entries.push_back({member, score});
  }
  done(std::move(entries));
}

void MemoryRecordStore::Size(int shard, std::string index, Answer<std::int64_t> done) {
  if (!available_) return done(Unavailable("the store is not available"));
  done(static_cast<std::int64_t>(At(shard).indexes[index].ordered().size()));
}

void MemoryRecordStore::RangeByPrefix(int shard, std::string index, std::string prefix, std::size_t limit,
                                      Answer<std::vector<std::string>> done) {
  if (!available_) return done(Unavailable("the store is not available"));
  std::vector<std::string> members;
  const auto& ordered = At(shard).indexes[index].ordered();
  for (auto entry = ordered.lower_bound({0.0, prefix}); entry != ordered.end(); ++entry) {
    if (members.size() == limit || !entry->second.starts_with(prefix)) break;
    members.push_back(entry->second);
  }
  done(std::move(members));
}

void MemoryRecordStore::Fields(int shard, std::string table, std::size_t limit,
                               Answer<std::vector<std::pair<std::string, std::string>>> done) {
  if (!available_) return done(Unavailable("the store is not available"));
  const auto& fields = At(shard).tables[table];
  const auto size = static_cast<std::ptrdiff_t>(std::min(limit, fields.size()));
  done(std::vector<std::pair<std::string, std::string>>(fields.begin(), std::next(fields.begin(), size)));
}

void MemoryRecordStore::Tail(int shard_number, std::string epoch, std::string position, std::size_t limit,
                             Answer<Events> done) {
  if (!available_) return done(Unavailable("the store is not available"));
  const Shard& shard = At(shard_number);
  Events events{std::string(kEpoch), Position(shard.end()), false, {}, {}};
  if (epoch.empty()) return done(std::move(events));
  const auto after = position.empty() ? std::optional(shard.trimmed) : Integer(position);
  if (epoch != kEpoch || !after || *after < shard.trimmed || *after > shard.end()) {
    events.gap = true;
    return done(std::move(events));
  }
  const auto first = shard.events.begin() + (*after - shard.trimmed);
  const auto count = std::min<std::ptrdiff_t>(
      shard.events.end() - first, static_cast<std::ptrdiff_t>(std::clamp<std::size_t>(limit, 1, SIZE_MAX / 2)));
  events.events.assign(first, first + count);
  for (std::ptrdiff_t i = 1; i <= count; ++i) events.positions.push_back(Position(*after + i));
  events.position = Position(*after + count);
  done(std::move(events));
}

void MemoryRecordStore::StreamEnd(int shard, Answer<std::string> done) {
  if (!available_) return done(Unavailable("the store is not available"));
  done(Position(At(shard).end()));
}

void MemoryRecordStore::SetAvailable(bool available) {
  available_ = available;
  for (int shard = 0; available && shard < limits::kShards; ++shard) listeners_.Tell(Wake::Everything(shard));
}

void MemoryRecordStore::Scan(int shard, std::string cursor, Answer<Page> done) {
  if (!available_) return done(Unavailable("the store is not available"));
  const auto& records = At(shard).records;
  Page page;
  auto record = cursor.empty() ? records.begin() : records.upper_bound(cursor);
  for (; record != records.end() && page.ids.size() < kScanPage; ++record) page.ids.push_back(record->first);
  if (record != records.end()) page.cursor = page.ids.back();
  done(std::move(page));
}

void MemoryRecordStore::Probe(Answer<Instant> done) { Now(std::move(done)); }

}  // namespace krul::store
