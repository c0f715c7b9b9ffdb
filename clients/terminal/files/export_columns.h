// A callback as a row of a file. What an import reads is among the columns, under the names by which it finds them.
#pragma once

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "krul/v1/callback.pb.h"

namespace krul::terminal {

// The names stay as they are; a new column is added at the end.
const std::vector<std::string>& ExportColumns();

// A cell for each column, not yet guarded. Times are RFC 3339.
// Times on the wall of `zone`, with its distance from UTC.
std::vector<std::string> ExportRow(const v1::Callback& callback, absl::TimeZone zone);

}  // namespace krul::terminal
