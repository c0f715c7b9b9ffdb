// What may be done with a callback, by whom, until when. One answer for Decide, which refuses by it, and for readers,
// who are shown it before they try.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "services/domain/callback/command.h"
#include "services/domain/error.h"

namespace krul::domain {

// A callback is decided about in this order: who asks, then what state it is in. nullopt: nothing hinders.
// Of a callback that is there; `person` asks, whose role allows it.
std::optional<Refusal> HindranceOf(const CallbackRecord& record, Action action, const std::string& person, Instant now);
// Of any command that is no first one, a service's too: closed, or its history is full.
std::optional<Refusal> HindranceOf(const CallbackRecord& record, const CommandTraits& traits);

// Somebody speaks to the caller at `now`; a lease that has lapsed is nobody's.
bool SomebodyCalls(const CallbackRecord& record, Instant now);

// The same for every reader: each picks the rows that fit his role, his name and the time, and may do their union.
struct PossibleRow {
  std::vector<Role> roles;
  std::vector<Action> actions;
  std::string only_person;  // not empty: for him alone, because he is calling
  Instant from{};           // Instant{}: from now on
  Instant until = kNever;   // included; kNever: until the record changes
  bool operator==(const PossibleRow&) const = default;
};
struct Possible {
  std::vector<PossibleRow> rows;
  std::int64_t undo_sequence = 0;  // of the event that kUndo takes back; 0: none
};
// Made of what HindranceOf answers, so that both are never of two minds.
Possible PossibleOf(const CallbackRecord& record);

}  // namespace krul::domain
