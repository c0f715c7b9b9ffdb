// Which moment of an open callback must be met now, how it stands with it, and what that makes of its place in lists.
#pragma once
#include <compare>
#include <optional>
#include <string>

#include "services/domain/callback/callback.h"
#include "services/domain/people/availability.h"

namespace krul::domain {

struct DueMoment {
  enum class Kind {
    kPromised,  // as promised at noting or reopening
    kAgreed,    // as renegotiated with the caller
    kRetry,     // the next attempt after one that failed; the next look at what was reached and not completed
  };
  Kind kind = Kind::kPromised;
  Instant at{};              // met at or before it
  Instant soon_at = kNever;  // its at-risk point; kNever: it has none
  bool operator==(const DueMoment&) const = default;
};
// Of an open callback: the promise until it is settled, then the retry, one that was missed until somebody tries again.
DueMoment DueMomentOf(const CallbackRecord& record);

// What whoever holds it must be there for.
MomentToMeet MomentToMeetOf(const CallbackRecord& record);
// Spoken to and not completed: nothing must be met, it is looked at again at the next closing.
bool IsReachedOnly(const CallbackRecord& record);

// What presses next. The status of the promise tells of the promise alone; lists, colours and figures of what is open
// go by the standing.
enum class StandingLevel { kOnTime, kSoon, kLate };
struct Standing {
  StandingLevel level = StandingLevel::kOnTime;
  DueMoment moment;
  std::optional<Instant> worsens_at;                // by itself; nullopt: it is as bad as it gets
  StandingLevel worsens_to = StandingLevel::kLate;  // with worsens_at
};
// As read at `now`, so that no late look shows a wrong standing; of an open callback.
Standing StandingOf(const CallbackRecord& record, Instant now);

// The order of every list: by the moment that must be met now, less an hour where the caller rang since the last
// attempt (once, however often); of one instant by name. The store's indexes are sorted by it, so it must not depend on
// when it is asked. Risk colours, it does not sort.
Instant RankOf(const CallbackRecord& record);
bool ComesBefore(const CallbackRecord& a, const CallbackRecord& b);

}  // namespace krul::domain
