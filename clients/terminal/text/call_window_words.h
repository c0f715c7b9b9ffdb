// When the caller wants to be called, as people type and read it. Times are those on the wall of the home branch.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "krul/v1/callback.pb.h"

namespace krul::terminal {

// "not before 15:00", "until 12:00", "between 9 and 11", "9:00-11:00"; also "after", "from", "before" and a point
// instead of the colon, and the same in Dutch: "niet voor 15.00", "tussen 9 en 11". Throws WrongUsage, naming `option`
// and these forms.
v1::CallWindow ParseCallWindow(absl::string_view text, absl::string_view option);

// "between 09:00 and 11:00", which ParseCallWindow reads back; empty for all day. Leaves not_before_time aside.
std::string HoursInWords(const v1::CallWindow& window);

}  // namespace krul::terminal
