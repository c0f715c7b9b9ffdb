// A quote as the desk speaks it.
#pragma once

#include <string>

#include "krul/v1/intake_service.pb.h"

namespace krul::terminal {

// The promises that the caller's number has already, then what to say, in the order in which it is said, and what else
// can be promised. Ids are cut where that leaves them clear to the services, within `branch`. With `another_matter` a
// note will not be attached to any of these promises.
std::string QuoteScript(const v1::QuotePromiseResponse& quote, const std::string& branch, bool another_matter = false);

}  // namespace krul::terminal
