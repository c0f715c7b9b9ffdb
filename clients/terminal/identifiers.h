// Ids made at the desk, so that a command can be sent twice and count once.
#pragma once

#include <string>

namespace krul::terminal {

// A fresh UUIDv7 (RFC 9562) in lower case: milliseconds first, so that ids sort by age, then random bytes.
std::string NewUuid();

}  // namespace krul::terminal
