// Instants as people type and read them, in the time zone of the terminal (TZ).
#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "google/protobuf/timestamp.pb.h"

namespace krul::terminal {

// A bare "14:00" means the next one where something is planned, the last one where something is told of.
enum class Direction { kAhead, kBack };

// Accepted: RFC 3339, "HH:MM", "YYYY-MM-DD HH:MM", "+2h30m", and with kBack also "-20m".
// Throws WrongUsage, naming `option` and what is allowed.
absl::Time ParseMoment(absl::string_view text, absl::string_view option, Direction direction, absl::Time now,
                       absl::TimeZone zone);

// The same, for now and here, as the API wants it.
google::protobuf::Timestamp MomentOf(absl::string_view text, absl::string_view option, Direction direction);

// A day such as 2026-11-24, as the API wants it. Throws WrongUsage, naming `option`.
std::string DateOf(absl::string_view text, absl::string_view option);

// As it stands in a file, the same whenever it is read: RFC 3339, or "YYYY-MM-DD HH:MM", with seconds or without, in
// the time zone of the terminal. None when it is no time, or skipped by the clocks.
std::optional<google::protobuf::Timestamp> MomentFromFile(absl::string_view text);

google::protobuf::Timestamp ToProto(absl::Time moment);
absl::Time FromProto(const google::protobuf::Timestamp& timestamp);

// RFC 3339 in the time zone of the terminal, to the millisecond; empty when unknown: for files.
std::string MomentForFiles(bool known, const google::protobuf::Timestamp& timestamp);

}  // namespace krul::terminal
