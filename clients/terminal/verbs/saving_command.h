// The command that saves exactly what was spoken, to be copied from the screen.
#pragma once

#include <string>

#include "clients/terminal/connection/settings.h"
#include "krul/v1/intake_service.pb.h"

namespace krul::terminal {

// What was typed, with the id, the quote, the instant of the call and the confirmations of `request` in place.
std::string SavingCommand(const Settings& settings, const v1::NoteCallbackRequest& request);

}  // namespace krul::terminal
