// How a deadline was counted in English, for people with a raw client, one sentence a line.
#pragma once
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/domain/promise/promise_explanation.h"

namespace krul::domain {

// Times are shown in `zone`, that of the home branch; what ends at the next midnight ends at 24:00.
std::vector<std::string> SentencesOf(const Explanation& explanation, const absl::TimeZone& zone);

}  // namespace krul::domain
