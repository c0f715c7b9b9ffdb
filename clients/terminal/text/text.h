// Anybody's text made fit to print. What a caller or a colleague wrote must not steer the terminal it is shown on:
// control characters could erase what stands there, bidirectional overrides could swap the digits of a phone number.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace krul::terminal {

// Every control character, bidirectional override and broken byte becomes U+FFFD.
std::string Visible(absl::string_view text);

// The same, but line feeds and tabs stay: for text that is several lines by nature.
std::string VisibleLines(absl::string_view text);

// Whether it is whole and well-formed, which is all that the services take.
bool IsUtf8(absl::string_view text);

// A JSON string literal with its quotes.
std::string JsonString(absl::string_view text);

// Finished JSON with what could steer a terminal escaped as \uXXXX; it still says the same.
std::string TerminalSafeJson(absl::string_view json);

// A word as a POSIX shell reads it back.
std::string ShellWord(absl::string_view word);

}  // namespace krul::terminal
