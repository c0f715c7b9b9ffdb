// Who must call: given, taken back from who is away or has left, given again. nullopt: nothing is to be done.
#pragma once
#include <optional>
#include <string>

#include "services/domain/callback/callback_draft.h"

namespace krul::domain {

std::optional<Decision> AssignSomebody(CallbackDraft draft, const Assign& assign);
std::optional<Decision> TakeFromAbsent(CallbackDraft draft, const std::string& person, EventCause cause);
std::optional<Decision> FollowNewFirm(CallbackDraft draft);

}  // namespace krul::domain
