// Between instants and what the clock on the wall of a time zone shows.
#pragma once
#include <cstdint>

#include "absl/time/time.h"
#include "services/domain/clock.h"

namespace krul::domain {

// Milliseconds on the wall since 1970-01-01 00:00 on that same wall. Days of it have 24 hours always.
using WallMillis = std::int64_t;

inline constexpr WallMillis kWallDay = 24 * 60 * 60 * 1000;
inline constexpr WallMillis kWallMinute = 60 * 1000;

// Local date of an instant, in days since 1970.
std::int64_t LocalDay(absl::TimeZone zone, Instant at);

// Remembers the stretch between two changes of the clock in which it last looked: within it an answer is a subtraction.
// Not for use from several threads at once; make one where it is needed.
class WallClock {
 public:
  explicit WallClock(absl::TimeZone zone) : zone_(zone) {}

  WallMillis Shows(Instant at);

  // The instant at which the clock first shows `wall`; the instant of the jump when it skips it.
  Instant FirstShows(WallMillis wall);

  // Whether no change of the clock touches what it shows from `from` to `to`.
  bool RunsEvenly(WallMillis from, WallMillis to) {
    (void)FirstShows(from);
    return from >= stretch_from_ && to < stretch_to_;
  }

 private:
  void LookAround(absl::Time at);

  absl::TimeZone zone_;
  // The stretch: its instants, and what is first shown in it.
  std::int64_t begins_ = 0, ends_ = 0;
  WallMillis stretch_from_ = 0, stretch_to_ = 0;
  std::int64_t offset_ = 0;
};

}  // namespace krul::domain
