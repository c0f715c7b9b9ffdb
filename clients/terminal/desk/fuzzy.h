// Finding by a few letters.
#pragma once

#include <optional>

#include "absl/strings/string_view.h"

namespace krul::terminal::desk {

// How well `candidate` fits what was typed, higher is better; none when its letters are not all there in this order.
// Capitals and accents make no difference. Beginnings of words count most, then runs of letters.
std::optional<int> FuzzyScore(absl::string_view typed, absl::string_view candidate);

}  // namespace krul::terminal::desk
