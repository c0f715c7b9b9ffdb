// Everything about one callback, with attempts and history, for the verb show.
#pragma once

#include <string>

#include "clients/terminal/desk/phrases.h"
#include "krul/v1/callback.pb.h"

namespace krul::terminal {

std::string CallbackSheet(const v1::Callback& callback, const desk::Reader& reader);

}  // namespace krul::terminal
