// Who must call: given, taken back from who is away or has left, given again. nullopt: nothing is to be done.
#pragma once
#include <optional>
#include <string>

#include "services/domain/callback/callback_draft.h"

namespace krul::domain {

std::optional<Decision> AssignSomebody(CallbackDraft draft, const Assign& assign);
std::optional<Decision> TakeFromAbsent(CallbackDraft draft, const std::string& person, EventCause cause);
std::optional<Decision> FollowNewFirm(CallbackDraft draft);
// Once his call is over, who left the firm file while it lasted holds nothing unseen.
void TellIfHolderLeft(CallbackDraft& draft);
// What was undone is as it was before, and the firm is not: absences and versions that passed it by are made up for.
void MakeUpForThePast(CallbackDraft& draft, bool holder_is_away);

}  // namespace krul::domain
