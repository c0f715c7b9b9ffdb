// Ids made at the desk, so that a command can be sent twice and count once.
#pragma once

#include <string>
#include <string_view>

namespace krul::terminal {

// A fresh UUIDv7 (RFC 9562) in lower case: milliseconds first, so that ids sort by age, then random bytes.
std::string NewUuid();

// The UUIDv8 that always stands for this content: the start of its SHA-256, as RFC 9562 has it in appendix B.2.
std::string UuidOfContent(std::string_view content);

}  // namespace krul::terminal
