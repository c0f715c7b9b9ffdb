// How `krul note` saves: kept first, then sent; what the services do not confirm is delivered later.
#pragma once

#include <optional>

#include "clients/terminal/verbs/verbs.h"
#include "krul/v1/callback.pb.h"
#include "krul/v1/intake_service.pb.h"

namespace krul::terminal {

// The callback, saved. Throws a Failure with exit code 3 when the note was kept and is not yet confirmed, and any other
// when it was not saved and not kept.
v1::Callback SaveNote(Terminal& terminal, const v1::NoteCallbackRequest& request,
                      const std::optional<v1::CallWindow>& window);

// Without a quote, because the services could not be asked for one: throws the Failure that says it is kept, with the
// sentence that the firm speaks then. Rethrows `failure` when that is no reason to keep it.
[[noreturn]] void KeepWithoutQuote(Terminal& terminal, const v1::NoteCallbackRequest& request,
                                   const std::optional<v1::CallWindow>& window, const Failure& failure);

}  // namespace krul::terminal
