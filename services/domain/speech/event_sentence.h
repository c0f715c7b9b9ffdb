// What a line of the history says in English, for people with a raw client: the one place where facts become a
// sentence.
//
//   party            noted (whom the caller asked for); assigned, forwarded, reopened (who has it now); reassigned,
//   holder away (who had it);
//                    acknowledgement expired, lease lapsed (whose); escalated (who has it now, if it was given)
//   people, number   escalated: who was told, by which step. number alone: how many times the caller rang again
//   outcome, moment  attempted: when to call again. moment alone: renegotiated
//   disposition      handled at desk, completed, cancelled
//   cause            reassigned, holder away, reopened, unassigned alarm
#pragma once
#include <string>

#include "absl/time/time.h"
#include "services/domain/callback/callback.h"

namespace krul::domain {

// Times are shown in `zone`, that of the home branch. Empty where the type says it all.
std::string SentenceOf(const AuditEvent& event, const absl::TimeZone& zone);

}  // namespace krul::domain
