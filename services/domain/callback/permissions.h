// Which role may do what to a callback. The table is printed in TRANSITIONS.md, and a test holds both together.
#pragma once
#include "services/domain/callback/callback_decisions.h"
#include "services/domain/people/actor.h"

namespace krul::domain {

// Assigning, taking back and looking are for services alone; all else is for the people of the branches, not for those
// who run the machines; and that a caller is forgotten is for who leads them to say.
bool MayDo(Role role, const Command& command);

}  // namespace krul::domain
