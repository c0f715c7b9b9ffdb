// Files that are whole or not there, whatever happens to the machine.
#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace krul::terminal {

// On disk when this returns, readable by its owner alone; an older file of that name is replaced in one step. The
// folder is made when it is missing. Throws a Failure that says what could not be written.
void WriteDurably(const std::string& path, absl::string_view content);

// Gone from the disk when this returns; it may be gone already.
void RemoveDurably(const std::string& path);

// None when there is no such file, or it cannot be read.
std::optional<std::string> ReadWhole(const std::string& path);

}  // namespace krul::terminal
