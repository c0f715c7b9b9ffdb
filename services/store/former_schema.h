// What records of former schemas do not say, told from what they do.
#pragma once
#include "services/domain/callback/callback.h"

namespace krul::store {

// Before schema 3: when the moment that must be met was agreed, by the history, and whether it is met, by the attempts.
// Of the record and of what an undo restores.
void TellMoments(domain::CallbackRecord& record);
// Before schema 4: what lies in the pool is offered again, and who is known to be away is so until he is back.
void TellHolders(domain::CallbackRecord& record);

}  // namespace krul::store
