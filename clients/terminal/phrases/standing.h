// How a callback stands at an instant: as the services reckoned it when it was read, and from then on as they said that
// it grows worse.
#pragma once

#include <string>

#include "absl/time/time.h"
#include "clients/terminal/text/table.h"
#include "krul/v1/callback.pb.h"

namespace krul::terminal {

bool IsClosed(const v1::Callback& callback);

// Unspecified once closed.
v1::StandingLevel LevelAt(const v1::Callback& callback, absl::Time now);
// The moment that must be met now; infinitely far where there is none.
absl::Time DueOf(const v1::Callback& callback);
// That moment is the one of another attempt.
bool IsToRetry(const v1::Callback& callback);
// The caller was spoken to: only the tick is missing.
bool LacksOnlyTick(const v1::Callback& callback);
// Who is on the phone with the caller; empty: nobody, or a lease that has lapsed.
std::string CallingPerson(const v1::Callback& callback, absl::Time now);

// The order of every list, which is that of the services' index.
bool ComesBefore(const v1::Callback& one, const v1::Callback& other);

// The colour in which it is shown: of what presses while it is open, of the verdict once it is closed.
Tone ToneAt(const v1::Callback& callback, absl::Time now);
Tone ToneOf(v1::PromiseStatus status);
// At most two columns that say the same without colour: "!" soon, "!!" late, "✓" kept, "✗" missed.
std::string SignAt(const v1::Callback& callback, absl::Time now);
std::string SignOf(v1::PromiseStatus status);

}  // namespace krul::terminal
