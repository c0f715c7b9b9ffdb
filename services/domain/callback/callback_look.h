// Looking: every timer that has passed is handled, in order of instant and kind, in one decision.
#pragma once
#include "services/domain/callback/callback_draft.h"

namespace krul::domain {

Decision LookAtPassedTimers(CallbackDraft draft, const LookAt& look);

}  // namespace krul::domain
