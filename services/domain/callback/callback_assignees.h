// Who must call: given, taken back from who cannot, given again. nullopt: nothing is to be done.
#pragma once
#include <optional>

#include "services/domain/callback/callback_draft.h"

namespace krul::domain {

std::optional<Decision> AssignSomebody(CallbackDraft draft, const Assign& assign);
std::optional<Decision> FollowNewFirm(CallbackDraft draft);
// A callback is passed on by who had it, or by somebody for him.
void PassOn(CallbackDraft& draft, const Forward& forward);
// Whether whoever holds it can meet the moment that must be met now. What he has not said "mine" to is taken back,
// unless he is the one whom the caller consented to; else the manager hears of it, once for the time that he is away.
// Who can is asked again when no part of his time is left before the moment.
void SettleHolder(CallbackDraft& draft);
// The manager hears, once a version, that the firm is closed when the promise is due. Answers whether he did.
bool TellClosedWhenDue(CallbackDraft& draft);

}  // namespace krul::domain
