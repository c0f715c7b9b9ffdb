// What may happen next: each letter is a command of somebody, something of the firm, or the clock that is moved.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "tests/enumeration/world.h"

namespace krul::enumeration {

enum class Letter : std::uint8_t {
  kAssign,
  kMine,
  kMineOfAnother,
  kCall,
  kCallOfAnother,
  kInVain,
  kInVainAgainNextWeek,
  kConnected,
  kCallAgainTomorrow,
  kAgreeEarlier,
  kAgreeLater,
  kForwardToPerson,
  kForwardToTeam,
  kForwardToOneAway,
  kChase,
  kWithdraw,
  kDone,
  kCallerCame,
  kReopen,
  kUndo,
  kErase,
  kHolderLeaves,
  kDeputyLeaves,
  kManagerLeaves,
  kHolderWillLeave,
  kAllLeave,
  kAllReturn,
  kAnnaLeavesTheFirm,
  kOtherHours,
  kNextLook,
  kAtTheMoment,
  kPastTheMoment,
  kNextOpening,
  kMineLimitPasses,
  kLeaseLapses,
  kLast = kLeaseLapses,
};
inline constexpr std::size_t kLetters = static_cast<std::size_t>(Letter::kLast) + 1;

std::string_view NameOf(Letter letter);

// nullopt: refused, or nothing changed: the branch ends there.
std::optional<World> After(const World& world, Letter letter);

}  // namespace krul::enumeration
