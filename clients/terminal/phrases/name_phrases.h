// The API's words as people read them in tables and lines, people and teams by their ids.
#pragma once

#include <string>

#include "clients/words/catalogue.h"
#include "krul/v1/callback.pb.h"

namespace krul::terminal {

// "anna", "team sales", "whoever can at centrum"; empty when unset. Visible.
std::string InWords(const v1::Party& party, words::Language language);
std::string InWords(v1::Origin origin, words::Language language);
std::string InWords(v1::EventType type, words::Language language);  // "call without an outcome"

}  // namespace krul::terminal
