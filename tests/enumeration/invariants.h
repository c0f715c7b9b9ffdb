// What must hold in every world, however it came about.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "tests/enumeration/world.h"

namespace krul::enumeration {

enum class Invariant : std::uint8_t {
  kLookInTime,             // an open callback has a next look, no later than the moment that must be met next passes
  kLookedAtAgain,          // one that is late is looked at again by the end of the next working day
  kAtRiskIsTold,           // at the at-risk point somebody of the firm hears, or at the next opening
  kMissIsTold,             // when the moment passes somebody of the firm hears, or at the next opening
  kToldOnce,               // no notice comes twice under one id
  kStandingAgrees,         // standing, status, and what was told so far say the same
  kForecastAgrees,         // and so does the forecast
  kBoardAgrees,            // its place in lists is that of the moment, an hour higher if the caller rang
  kClosedIsErased,         // a closed callback has an erase look, until it is erased
  kLeftIsKnown,            // what somebody has who left the firm file is dealt out, or the manager knows
  kMissReachesWhoIsThere,  // as kMissIsTold, somebody who is not away, where anybody is there
  // Two corners are left, which these find: they are counted and told, and do not fail. A day off after something is
  // late is seen at the next closing of the branch, not when it begins; and what lies in the pool is not offered again
  // at once when another moment is agreed.
  kAwayIsKnown,           // as kLeftIsKnown, of somebody who cannot meet the moment that is his to meet
  kNobodyWaitsInThePool,  // what lies in the pool is offered by the next working day's end to who is there
  kLast = kNobodyWaitsInThePool,
};
inline constexpr std::size_t kInvariants = static_cast<std::size_t>(Invariant::kLast) + 1;

std::string_view NameOf(Invariant invariant);

constexpr bool IsAsserted(Invariant invariant) { return invariant < Invariant::kAwayIsKnown; }

std::vector<Invariant> BrokenIn(const World& world);

}  // namespace krul::enumeration
