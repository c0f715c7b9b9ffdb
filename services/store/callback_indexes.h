// Where a callback is found: the indexes, tallies, notices and events that follow from its record. Pure functions, so
// that all of it can be rebuilt from the records.
#pragma once
#include <array>
#include <string>
#include <string_view>

#include "services/domain/callback/callback_decisions.h"
#include "services/domain/report/tally.h"
#include "services/store/record_store.h"

namespace krul::store {

// 32 bytes with which phone numbers and ids of people are hashed in key names and members.
using IndexSecret = std::array<unsigned char, 32>;

namespace indexes {

inline constexpr std::string_view kRecordPrefix = "callbacks/";
inline constexpr std::string_view kRoundPrefix = "rounds/";
inline constexpr char kUnassigned[] = "unassigned";              // NOTED ones, by instant of noting
inline constexpr char kPool[] = "pool";                          // waiting for somebody to come back, by domain::RankOf
inline constexpr char kPhones[] = "phones";                      // prefix of the hashed number + branch/id, score 0
inline constexpr char kOpenNumbers[] = "open_numbers";           // the same members, of the open ones alone
inline constexpr char kOpenNumberHints[] = "open_number_hints";  // in the number's shard: see open_numbers.h
inline constexpr char kHintMarks[] = "open_number_marks";        // hints to be looked after, score 0: likewise
inline constexpr char kOutbox[] = "outbox";                      // table: notice id -> storage::Notice
inline constexpr char kTallies[] = "tallies";                    // counters of all branches of a shard, for metrics
inline constexpr char kMeta[] = "meta";                          // table: what is known of the shard itself
inline constexpr char kIndexVersionField[] = "index_version";    // of it: which program's these are (index_rebuild.h)

std::string RecordId(const std::string& branch, const std::string& id);
std::string Board(const std::string& branch);                             // open ones of a branch, by domain::RankOf
std::string Inbox(const IndexSecret& secret, const std::string& person);  // open ones of a person, by domain::RankOf
std::string PhonePrefix(const IndexSecret& secret, const std::string& e164);
std::string PersonHash(const IndexSecret& secret, const std::string& person);
// Counters that reports read: of the callbacks noted on a local day, by field.
std::string DayTallies(const std::string& branch, std::int64_t day);
// Review rounds: the id of one, and all of a branch, the newest first.
std::string RoundId(const std::string& branch, const std::string& id);
std::string Rounds(const std::string& branch);
// category|hash of the person, or nothing|measure, and |bucket of a duration.
std::string TallyField(const domain::TallyCount& tally, const std::string& person_hash);

}  // namespace indexes

// Puts them into the outbox.
void AddNotices(const std::vector<domain::Notice>& notices, Change& change);

// Only what the indexes get that had those of `before` and must have those of `now`: every entry of `now`, changed or
// not. Neither a record, nor a look where none is due, nor an event.
Change IndexesOf(const domain::CallbackRecord& before, const domain::CallbackRecord& now, const IndexSecret& secret);

// The commit that turns `before` (version 0: nothing yet) into what was decided.
Change ChangeOf(const domain::CallbackRecord& before, const domain::Decision& decision, const IndexSecret& secret);

}  // namespace krul::store
