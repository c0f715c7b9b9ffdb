// When two worlds are the same but for the clock: every instant is taken from now, what is past counts only by what it
// still decides, and the hours around now are the same. What nobody decides by is left out: texts, names of the caller,
// the history but for its latest event, ids of notices.
#pragma once
#include <cstdint>
#include <map>

#include "tests/enumeration/world.h"

namespace krul::enumeration {

class Sameness {
 public:
  // The same for worlds that are the same, and for others once in a million runs. For one thread.
  std::uint64_t Of(const World& world);

 private:
  std::uint64_t HoursAround(const World& world);

  std::map<std::pair<std::int64_t, Instant>, std::uint64_t> hours_;  // by version and now
};

}  // namespace krul::enumeration
