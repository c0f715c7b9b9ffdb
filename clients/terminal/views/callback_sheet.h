// Everything about one callback, with attempts and history, for the verb show.
#pragma once

#include <string>

#include "clients/words/language.h"
#include "krul/v1/callback.pb.h"

namespace krul::terminal {

std::string CallbackSheet(const v1::Callback& callback, words::Language language);

}  // namespace krul::terminal
