// Which time it is: that of the services, from when they told it, counted on evenly. The machine's own clock and time
// zone are asked here and nowhere else: the one may be wrong, and the machine may stand far from the branch.
#pragma once

#include <functional>
#include <string>

#include "absl/time/time.h"
#include "google/protobuf/timestamp.pb.h"

namespace krul::terminal {

// By the machine's own clock.
absl::Time OwnTime();
// Since it was started, its sleep counted. Never jumps.
absl::Duration TimeSinceStart();

// For one thread.
class WallClock {
 public:
  // Until the services tell better, it starts from `own`.
  explicit WallClock(absl::Time own = OwnTime(), std::function<absl::Duration()> since_start = TimeSinceStart);

  void Learn(const google::protobuf::Timestamp& told);
  absl::Time Now() const { return told_ + (since_start_() - told_at_); }
  // For pauses: goes on evenly, whatever is learnt.
  absl::Duration Running() const { return since_start_(); }

 private:
  std::function<absl::Duration()> since_start_;
  absl::Time told_;
  absl::Duration told_at_;
};

// Of "Europe/Amsterdam"; where no such zone is known, `otherwise`.
absl::TimeZone ZoneNamed(const std::string& name, absl::TimeZone otherwise);
// The machine's own: for when nobody ever told of a branch.
absl::TimeZone OwnZone();
// "New York".
std::string PlaceOf(absl::TimeZone zone);

}  // namespace krul::terminal
