// When a caller can be reached, as it is typed with him on the line.
#pragma once

#include <optional>
#include <string>

#include "clients/terminal/phrases/reader.h"
#include "krul/v1/callback.pb.h"

namespace krul::terminal::desk {

// Hours: "na 15.00", "tussen 9 en 11", "after 15:00", "9-11"; a day before them or alone: "morgen", "donderdag
// na 15.00", "thursday", "2026-11-26". Empty text is at any hour. None when it says neither.
std::optional<v1::CallWindow> ReadWindow(const std::string& text, const Reader& reader);

}  // namespace krul::terminal::desk
