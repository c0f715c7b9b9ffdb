// How a caller is reached, as whoever reads it dials.
#pragma once

#include <string>

#include "clients/terminal/phrases/reader.h"
#include "krul/v1/callback.pb.h"

namespace krul::terminal {

// The number as the services write it for who sits in this branch: with its country where that is another one. As typed
// until they have read it; empty when there is none.
std::string NumberPhrase(const v1::Caller& caller, const Reader& reader);
// The number, or the other way to reach the caller.
std::string WayToReach(const v1::Caller& caller, const Reader& reader);

}  // namespace krul::terminal
