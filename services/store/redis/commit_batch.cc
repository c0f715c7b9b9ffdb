#include "services/store/redis/commit_batch.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <map>

#include "services/domain/limits.h"
#include "services/store/keys.h"
#include "services/store/wakes.h"

namespace krul::store {
namespace {

constexpr std::size_t kBatchChanges = 64;  // measured: more gain nothing, and Redis serves nobody else meanwhile
constexpr std::size_t kBatchItems = 2000;  // of changes with long lists, for the same reason
constexpr std::size_t kGroupItems =
    1000;  // what the stack of Lua takes is 8000 arguments; the script refuses beyond 4000

std::uint64_t Claim(char kind, std::string_view name, std::string_view member = {}) {
  const std::hash<std::string_view> hash;
  return (hash(name) * 31 + static_cast<unsigned char>(kind)) * 0x9E3779B97F4A7C15U ^ hash(member);
}

// What no other change of the batch may touch ...
std::vector<std::uint64_t> ClaimsOf(const Change& change) {
  std::vector<std::uint64_t> claims;
  if (change.write_record || change.look_at) claims.push_back(Claim('w', change.key.id));
  for (const IndexAdd& add : change.index_adds) claims.push_back(Claim('i', add.index, add.member));
  for (const IndexRemove& remove : change.index_removes) claims.push_back(Claim('i', remove.index, remove.member));
  for (const FieldSet& set : change.field_sets) claims.push_back(Claim('f', set.table, set.field));
  for (const FieldRemove& remove : change.field_removes) claims.push_back(Claim('f', remove.table, remove.field));
  return claims;
}

constexpr char kBytesTable = 't', kCounterTable = 'c';

// ... and tables that it uses as one kind or the other.
std::vector<std::string_view> TablesOf(const Change& change, char kind) {
  std::vector<std::string_view> tables;
  if (kind == kCounterTable) {
    for (const Count& count : change.counts) tables.push_back(count.table);
  } else {
    for (const FieldSet& set : change.field_sets) tables.push_back(set.table);
    for (const FieldRemove& remove : change.field_removes) tables.push_back(remove.table);
  }
  return tables;
}

std::size_t ItemsOf(const Change& change) {
  return 3 + change.index_adds.size() + change.index_removes.size() + change.field_sets.size() +
         change.field_removes.size() + change.counts.size() + change.events.size();
}

template <class Number>
std::string_view Text(std::deque<std::string>& storage, Number number) {
  std::array<char, 32> digits;
  return storage.emplace_back(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr);
}

// The items of one operation on one key.
struct Group {
  char operation;
  std::size_t key;
  std::string owners;
  std::vector<std::string_view> items;
};

// Sorts items into groups, the removals of a key before its additions.
class Groups {
 public:
  Groups(std::string records, std::string epoch) : keys_({std::move(records), std::move(epoch)}) {}

  void Add(char operation, std::string key, std::size_t owner, std::initializer_list<std::string_view> item) {
    const auto [found, first] = key_numbers_.try_emplace(key, keys_.size());
    if (first) keys_.push_back(std::move(key));
    Group& group =
        groups_.try_emplace({Rank(operation), found->second}, Group{operation, found->second, {}, {}}).first->second;
    group.owners.push_back(static_cast<char>(owner));
    group.items.insert(group.items.end(), item);
  }

  const std::deque<std::string>& keys() const { return keys_; }
  template <class Visitor>
  void Visit(Visitor visitor) const {
    for (const auto& [rank, group] : groups_) visitor(group);
  }

 private:
  static std::size_t Rank(char operation) { return std::string_view("rdascew").find(operation); }
  std::deque<std::string> keys_;
  std::map<std::string, std::size_t, std::less<>> key_numbers_;
  std::map<std::pair<std::size_t, std::size_t>, Group> groups_;
};

}  // namespace

bool CommitBatch::full() const { return changes_.size() >= kBatchChanges || items_ >= kBatchItems; }

bool CommitBatch::TryAdd(Change& change) {
  const std::vector<std::uint64_t> claims = ClaimsOf(change);
  const auto bytes_tables = TablesOf(change, kBytesTable), counter_tables = TablesOf(change, kCounterTable);
  if (!changes_.empty()) {
    const auto claimed = [&](std::uint64_t claim) { return claims_.contains(claim); };
    const auto other_kind = [&](char kind) {
      return [&claimed, kind](std::string_view table) { return claimed(Claim(kind, table)); };
    };
    if (changes_.size() >= kBatchChanges || items_ + ItemsOf(change) > kBatchItems) return false;
    if (std::ranges::any_of(claims, claimed)) return false;
    if (std::ranges::any_of(bytes_tables, other_kind(kCounterTable))) return false;
    if (std::ranges::any_of(counter_tables, other_kind(kBytesTable))) return false;
  }
  items_ += ItemsOf(change);
  claims_.insert(claims.begin(), claims.end());
  for (const std::string_view table : bytes_tables) claims_.insert(Claim(kBytesTable, table));
  for (const std::string_view table : counter_tables) claims_.insert(Claim(kCounterTable, table));
  changes_.push_back(std::move(change));
  return true;
}

CommitBatch::Arguments CommitBatch::ScriptArguments(std::string_view life) const {
  Arguments arguments;
  auto& storage = arguments.storage;
  auto& views = arguments.views;
  Groups groups(keys::Records(shard_), keys::Epoch(shard_));
  std::string record_owners;
  std::vector<std::string_view> records;
  for (std::size_t owner = 1; owner <= changes_.size(); ++owner) {
    const Change& change = changes_[owner - 1];
    const LookKind kind = LookKindOf(change.key.id);
    if (change.write_record) {
      record_owners.push_back(static_cast<char>(owner));
      std::string& value = storage.emplace_back(std::to_string(change.expected_version + 1));
      value.append("\n").append(change.bytes);
      records.insert(records.end(), {change.key.id, value});
      if (!change.look_at) groups.Add('r', keys::Looks(shard_, kind), owner, {change.key.id});
    }
    if (change.look_at) {
      const std::string_view at = Text(storage, domain::ToMillis(*change.look_at));
      groups.Add('a', keys::Looks(shard_, kind), owner, {at, change.key.id});
    }
    // Rounds once lay among the callbacks.
    if (kind == LookKind::kRound) groups.Add('r', keys::Looks(shard_, LookKind::kCallback), owner, {change.key.id});
    for (const auto& [index, member] : change.index_removes)
      groups.Add('r', keys::Index(shard_, index), owner, {member});
    for (const auto& [index, member, score] : change.index_adds) {
      groups.Add('a', keys::Index(shard_, index), owner, {Text(storage, score), member});
    }
    for (const auto& [table, field] : change.field_removes) groups.Add('d', keys::Table(shard_, table), owner, {field});
    for (const auto& [table, field, bytes] : change.field_sets) {
      groups.Add('s', keys::Table(shard_, table), owner, {field, bytes});
    }
    for (const auto& [table, field, by] : change.counts) {
      groups.Add('c', keys::Table(shard_, table), owner, {field, Text(storage, by)});
    }
    for (const std::string& event : change.events) groups.Add('e', keys::Events(shard_), owner, {event});
    if (const Wake wake = WakeOf(change); !wake.nothing()) {
      groups.Add('w', keys::Wakes(shard_), owner, {storage.emplace_back(EncodeWake(wake))});
    }
  }

  views.push_back(Text(storage, groups.keys().size()));
  for (const std::string& key : groups.keys()) views.push_back(storage.emplace_back(key));
  views.push_back(Text(storage, domain::limits::kStreamLength));
  views.push_back(storage.emplace_back(life));
  views.push_back(Text(storage, changes_.size()));
  views.push_back(storage.emplace_back(std::move(record_owners)));
  views.insert(views.end(), records.begin(), records.end());
  groups.Visit([&](const Group& group) {
    const std::size_t width = group.items.size() / group.owners.size();
    for (std::size_t first = 0; first < group.owners.size(); first += kGroupItems) {
      const std::string_view owners = storage.emplace_back(group.owners.substr(first, kGroupItems));
      views.push_back(storage.emplace_back(1, group.operation));
      views.push_back(Text(storage, group.key + 1));
      views.push_back(owners);
      const auto item = group.items.begin() + static_cast<std::ptrdiff_t>(first * width);
      views.insert(views.end(), item, item + static_cast<std::ptrdiff_t>(owners.size() * width));
    }
  });
  return arguments;
}

}  // namespace krul::store
