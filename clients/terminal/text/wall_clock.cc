#include "clients/terminal/text/wall_clock.h"

#include <ctime>
#include <utility>

#include "absl/strings/str_replace.h"
#include "absl/time/clock.h"
#include "clients/terminal/text/times.h"

namespace krul::terminal {

absl::Time OwnTime() { return absl::Now(); }

absl::Duration TimeSinceStart() {
  timespec passed{};
  clock_gettime(CLOCK_BOOTTIME, &passed);
  return absl::DurationFromTimespec(passed);
}

WallClock::WallClock(absl::Time own, std::function<absl::Duration()> since_start)
    : since_start_(std::move(since_start)), told_(own), told_at_(since_start_()) {}

void WallClock::Learn(const google::protobuf::Timestamp& told) {
  told_ = FromProto(told);
  told_at_ = since_start_();
}

absl::TimeZone ZoneNamed(const std::string& name, absl::TimeZone otherwise) {
  absl::TimeZone zone;
  return absl::LoadTimeZone(name, &zone) ? zone : otherwise;
}

absl::TimeZone OwnZone() { return absl::LocalTimeZone(); }

std::string PlaceOf(absl::TimeZone zone) {
  const std::string name = zone.name();
  return absl::StrReplaceAll(name.substr(name.rfind('/') + 1), {{"_", " "}});
}

}  // namespace krul::terminal
