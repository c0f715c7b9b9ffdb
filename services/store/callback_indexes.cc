#include "services/store/callback_indexes.h"

#include <sodium.h>

#include <map>

#include "services/domain/promise/due_moment.h"
#include "services/domain/promise/promise.h"
#include "services/store/keys.h"
#include "services/store/record_codec.h"
#include "services/store/storage.pb.h"

namespace krul::store {
namespace {
using domain::CallbackRecord;
using domain::Party;

std::string Hashed(const IndexSecret& secret, std::string_view kind, std::string_view text) {
  std::string input(kind);
  input.push_back('\0');
  input.append(text);
  unsigned char hash[16];
  crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(input.data()), input.size(),
                     secret.data(), secret.size());
  char hex[2 * sizeof hash + 1];
  return sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
}

double Score(Instant at) { return static_cast<double>(domain::ToMillis(at)); }

std::string PersonOf(const CallbackRecord& record) {
  return record.open() && record.assignee.kind == Party::Kind::kPerson ? record.assignee.id : std::string();
}

using Counts = std::map<std::pair<std::string, std::string>, std::int64_t>;  // by table and field
using IndexEntries = std::map<std::pair<std::string, std::string>, double>;

IndexEntries EntriesOf(const CallbackRecord& record, const IndexSecret& secret) {
  IndexEntries entries;
  const std::string member = record.branch + "/" + record.id;
  if (record.open()) {
    const double rank = Score(RankOf(record));
    entries[{indexes::Board(record.branch), member}] = rank;
    if (record.waits_for_people) entries[{indexes::kPool, member}] = rank;
    if (record.state == domain::State::kNoted) entries[{indexes::kUnassigned, member}] = Score(record.noted_at);
    if (const std::string person = PersonOf(record); !person.empty()) {
      entries[{indexes::Inbox(secret, person), member}] = rank;
    }
  }
  const std::string& number = record.sealed.caller.phone_number_e164;
  if (!number.empty()) {
    const std::string of_number = indexes::PhonePrefix(secret, number) + member;
    entries[{indexes::kPhones, of_number}] = 0;
    if (record.open()) entries[{indexes::kOpenNumbers, of_number}] = 0;
  }
  return entries;
}

// Open ones by what was noticed of them, and every promise that was judged; so that an undo counts back.
void CountFigures(const CallbackRecord& record, std::int64_t by, Counts& counts) {
  std::map<std::string, std::int64_t> tallies;
  const auto judged = [&](const domain::Promise& promise) {
    if (!promise.verdict || record.disposition == domain::Disposition::kHandledAtDesk) return;
    if (*promise.verdict == domain::PromiseStatus::kKept) ++tallies["kept"];
    if (*promise.verdict == domain::PromiseStatus::kMissed) ++tallies["missed"];
    if (*promise.verdict == domain::PromiseStatus::kNotJudged) ++tallies["not_judged"];
  };
  judged(record.promise);
  for (const domain::Promise& promise : record.former_promises) judged(promise);
  if (record.open() && !DueMomentIsSettled(record.promise)) {
    if (record.promise.broken_noticed) {
      ++tallies["broken"];
    } else if (record.promise.at_risk_noticed) {
      ++tallies["at_risk"];
    }
  }
  for (const auto& [name, number] : tallies) counts[{indexes::kTallies, name}] += by * number;
}

// What reports count.
void CountTallies(const CallbackRecord& record, const IndexSecret& secret, std::int64_t by, Counts& counts) {
  const std::string table = indexes::DayTallies(record.branch, record.noted_day);
  std::string last_person, person;
  for (const domain::TallyCount& tally : domain::TalliesOf(record)) {
    if (tally.person != last_person) {
      last_person = tally.person;
      person = tally.person.empty() ? "" : indexes::PersonHash(secret, tally.person);
    }
    counts[{table, indexes::TallyField(tally, person)}] += by * tally.count;
  }
}

}  // namespace

namespace indexes {

std::string RecordId(const std::string& branch, const std::string& id) {
  return std::string(kRecordPrefix) + branch + "/" + id;
}
std::string Board(const std::string& branch) { return "board:" + branch; }
std::string Inbox(const IndexSecret& secret, const std::string& person) {
  return "inbox:" + Hashed(secret, "person", person);
}
std::string PersonHash(const IndexSecret& secret, const std::string& person) {
  return Hashed(secret, "person", person).substr(0, 16);
}
std::string DayTallies(const std::string& branch, std::int64_t day) {
  return "tallies:" + branch + ":" + std::to_string(day);
}
std::string RoundId(const std::string& branch, const std::string& id) {
  return std::string(kRoundPrefix) + branch + "/" + id;
}
std::string Rounds(const std::string& branch) { return "rounds:" + branch; }
std::string TallyField(const domain::TallyCount& tally, const std::string& person_hash) {
  std::string field = tally.category + "|" + person_hash + "|" + std::string(NameOf(tally.measure));
  const bool timed = tally.measure == domain::Measure::kAcknowledged || tally.measure == domain::Measure::kReached;
  return timed ? field + "|" + std::to_string(tally.bucket) : field;
}
std::string PhonePrefix(const IndexSecret& secret, const std::string& e164) {
  return Hashed(secret, "phone", e164) + ":";
}

}  // namespace indexes

void AddNotices(const std::vector<domain::Notice>& notices, Change& change) {
  for (const domain::Notice& notice : notices) {
    storage::Notice stored;
    stored.set_recipient(notice.recipient);
    stored.set_about(static_cast<int>(notice.about));
    stored.set_branch(notice.branch);
    stored.set_callback(notice.callback);
    stored.set_at(domain::ToMillis(notice.at));
    stored.set_round(notice.round);
    change.field_sets.push_back({indexes::kOutbox, notice.id, stored.SerializeAsString()});
  }
}

Change IndexesOf(const CallbackRecord& before, const CallbackRecord& now, const IndexSecret& secret) {
  Change change;
  change.look_at = NextLook(now);
  const IndexEntries entries = EntriesOf(now, secret);
  for (const auto& [place, score] : EntriesOf(before, secret)) {
    if (!entries.contains(place)) change.index_removes.push_back({place.first, place.second});
  }
  for (const auto& [place, score] : entries) change.index_adds.push_back({place.first, place.second, score});
  return change;
}

Change ChangeOf(const CallbackRecord& before, const domain::Decision& decision, const IndexSecret& secret) {
  const CallbackRecord& after = decision.record;
  Change change;
  change.key = {ShardOf(after.branch), indexes::RecordId(after.branch, after.id)};
  change.expected_version = before.version;
  change.bytes = EncodeCallback(after);
  change.look_at = NextLook(after);
  const IndexEntries old_entries = before.version == 0 ? IndexEntries() : EntriesOf(before, secret);
  const IndexEntries new_entries = EntriesOf(after, secret);
  for (const auto& [place, score] : old_entries) {
    if (!new_entries.contains(place)) change.index_removes.push_back({place.first, place.second});
  }
  for (const auto& [place, score] : new_entries) {
    const auto old = old_entries.find(place);
    if (old == old_entries.end() || old->second != score)
      change.index_adds.push_back({place.first, place.second, score});
  }
  Counts counts;
  CountFigures(after, 1, counts);
  CountTallies(after, secret, 1, counts);
  if (before.version > 0) {
    CountFigures(before, -1, counts);
    CountTallies(before, secret, -1, counts);
  }
  for (const auto& [place, number] : counts) {
    if (number != 0) change.counts.push_back({place.first, place.second, number});
  }
  AddNotices(decision.notices, change);
  storage::ChangeEvent event;
  event.set_branch(after.branch);
  event.set_id(after.id);
  for (const domain::EventType type : decision.events) event.add_types(static_cast<int>(type));
  event.set_version(before.version + 1);
  event.set_assignee(PersonOf(after));
  if (before.version > 0) event.set_former_assignee(PersonOf(before));
  change.events.push_back(event.SerializeAsString());
  return change;
}

}  // namespace krul::store
