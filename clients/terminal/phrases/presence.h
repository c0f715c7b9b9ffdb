// Who is there, in both languages.
#pragma once

#include <string>

#include "absl/time/time.h"
#include "clients/terminal/phrases/reader.h"
#include "krul/v1/firm.pb.h"

namespace krul::terminal {

// "aanwezig", "terug 14.30", "afwezig".
std::string Presence(const v1::Person& person, const Reader& reader);
bool IsAbsent(const v1::Person& person, absl::Time now);

}  // namespace krul::terminal
