// What reports count of a callback: a pure function of its record, booked on the local day of noting. A commit counts
// what differs between before and after; so an undo counts back, and all of it can be counted again from the records.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "services/domain/callback/callback.h"

namespace krul::domain {

enum class Measure {
  kNoted,          // callbacks with a spoken promise
  kTargets,        // callbacks of other origins: they carry a target, and are counted apart
  kHandledAtDesk,  // helped at once
  kKeptReached,    // promises, each once when it is judged; a reopened callback has several
  kKeptAttempted,
  kKeptCallerCame,  // the caller reached us before the deadline
  kMissed,
  kNotJudged,
  kTargetsKept,
  kTargetsMissed,
  kChasers,          // how often callers rang again
  kAgreedOtherwise,  // promises for another time than the service level's, with the caller's consent
  kAcknowledged,     // with a bucket: business time from the call to the first "mine"
  kReached,          // with a bucket: business time from the call to the first conversation
  kClosed,           // callbacks, of those noted and of the targets: the others are open
};
inline constexpr int kMeasures = 15;

std::string_view NameOf(Measure measure);  // such as kept_reached; part of the stored form

struct TallyCount {
  Measure measure = Measure::kNoted;
  int bucket = 0;        // of duration_histogram, with kAcknowledged and kReached
  std::string category;  // id
  std::string person;    // who has it, or had it when it was judged; empty: nobody
  std::int64_t count = 0;
};

// None of a record that is not booked (noted_day 0).
std::vector<TallyCount> TalliesOf(const CallbackRecord& record);

}  // namespace krul::domain
