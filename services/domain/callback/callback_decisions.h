// What may happen to a callback. Pure: the same record, command and context give the same answer; nothing is read or
// written.
#pragma once
#include "services/domain/callback/command.h"
#include "services/domain/callback/decision.h"
#include "services/domain/error.h"

namespace krul::domain {

// Every decision but Note and HandleAtDesk needs a record that exists (version > 0); those two need an empty one with
// branch and id. Raises `now` to the record's last event, so that time never steps back for a record.
Result<Decision> Decide(const CallbackRecord& record, const Command& command, const DecisionContext& context);

// Does looking at `now` make an acknowledgement expire, or offer what lies in the pool? Then somebody must say who is
// next (QuestionOf in people/routing.h).
bool NeedsNextAssignee(const CallbackRecord& record, Instant now);

}  // namespace krul::domain
