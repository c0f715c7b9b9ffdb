// What a verb needs to read and show times: the services' clock and the zone of each branch. They are asked once, when
// the first time is read or shown; who asks for JSON alone asks for nothing.
#pragma once

#include <optional>
#include <string>

#include "clients/terminal/connection/settings.h"
#include "clients/terminal/phrases/reader.h"
#include "clients/terminal/text/times.h"
#include "clients/terminal/text/wall_clock.h"

namespace krul::terminal {

// While nobody can be asked: the machine's own clock, and the zones as they were last heard of. For one thread.
class BranchClock {
 public:
  // `settings` must outlive it.
  explicit BranchClock(const Settings& settings) : settings_(settings) {}

  // From now on those of a version that is not in force yet.
  void TakeZonesOf(const v1::Firm& firm);
  absl::Time Now();
  absl::TimeZone ZoneOf(const std::string& branch);
  // On the wall of that branch. Throws WrongUsage when the clocks there skip it.
  google::protobuf::Timestamp MomentOf(const TypedMoment& typed, const std::string& branch);
  // Where somebody is expected back: at the branch at which one works, if he works there too.
  std::string BranchOf(const std::string& person);
  // Who reads what a verb prints, on the wall of the branch at which one works. People, teams and categories go by
  // their ids.
  Reader ReaderIn(words::Language language);

 private:
  const FirmBook& Book();
  v1::Firm Learn();

  const Settings& settings_;
  WallClock clock_;
  std::optional<FirmBook> book_;
};

}  // namespace krul::terminal
