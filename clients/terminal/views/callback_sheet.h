// Everything about one callback, with attempts and history, for the verb show.
#pragma once

#include <string>

#include "clients/terminal/phrases/reader.h"
#include "krul/v1/callback.pb.h"

namespace krul::terminal {

std::string CallbackSheet(const v1::Callback& callback, const Reader& reader);

}  // namespace krul::terminal
