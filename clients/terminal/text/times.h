// Instants as people type them and as files hold them, on the wall of a branch.
#pragma once

#include <string>
#include <utility>
#include <variant>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "google/protobuf/timestamp.pb.h"

namespace krul::terminal {

// A bare "14:00" means the next one where something is planned, the last one where something is told of.
enum class Direction { kAhead, kBack };

struct ClockTime {
  int hour;
  int minute;
};

// A moment as it was typed. What is wrong with it is told before anybody is asked by which clock and in which zone it
// was meant.
class TypedMoment {
 public:
  // Accepted: RFC 3339, "HH:MM", "YYYY-MM-DD HH:MM", "+2h30m", and with kBack also "-20m".
  // Throws WrongUsage, naming `option` and what is allowed.
  TypedMoment(absl::string_view text, absl::string_view option, Direction direction);

  // Throws WrongUsage when the clocks of `zone` skip it.
  absl::Time At(absl::Time now, absl::TimeZone zone) const;

 private:
  absl::Time On(absl::CivilDay day, ClockTime clock, absl::TimeZone zone) const;

  std::string option_;
  Direction direction_;
  std::variant<absl::Duration, ClockTime, std::pair<absl::CivilDay, ClockTime>, absl::Time> said_;
};

// A day such as 2026-11-24, as the API wants it. Throws WrongUsage, naming `option`.
std::string DateOf(absl::string_view text, absl::string_view option);

google::protobuf::Timestamp ToProto(absl::Time moment);
absl::Time FromProto(const google::protobuf::Timestamp& timestamp);

// RFC 3339 in `zone`, to the millisecond; empty when unknown: for files.
std::string MomentForFiles(bool known, const google::protobuf::Timestamp& timestamp, absl::TimeZone zone);

}  // namespace krul::terminal
