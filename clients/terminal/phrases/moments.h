// Instants and hours as people read them, in both languages.
#pragma once

#include <string>

#include "absl/time/time.h"
#include "clients/terminal/phrases/reader.h"
#include "krul/v1/callback.pb.h"

namespace krul::terminal {

// "14.02" or "14:02"; "14.02 (New York)".
std::string Clock(absl::Time moment, const Reader& reader);
// The same, without the place.
std::string ClockThere(absl::Time moment, const Reader& reader);
// With the day when it is another one: "di 24 nov 14.02".
std::string Moment(absl::Time moment, const Reader& reader);

// "voor 15.00", "12 min te laat"; "by 15:00", "12 min late".
std::string Deadline(absl::Time due, const Reader& reader);

// "tussen 9.00 en 11.00", empty when at any hour.
std::string WindowPhrase(const v1::CallWindow& window, const Reader& reader);

}  // namespace krul::terminal
