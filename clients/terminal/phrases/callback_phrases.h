// How a callback stands, whose it is and how it ended, in both languages.
#pragma once

#include <string>

#include "clients/terminal/phrases/reader.h"
#include "krul/v1/callback.pb.h"

namespace krul::terminal {

// Of what must be met now, on the clock of the callback's branch; once closed how the promise ended.
std::string DeadlineOf(const v1::Callback& callback, const Reader& reader);

std::string StatusWord(v1::PromiseStatus status, words::Language language);
// How what presses now stands, or the verdict: "Wordt krap", "Nagekomen".
std::string StandingWord(const v1::Callback& callback, const Reader& reader);
std::string OutcomeWord(v1::Outcome outcome, words::Language language);
std::string DispositionWord(v1::Disposition disposition, words::Language language);

// Whose it is and whether that is known to them: "Anna belt nu", "wacht op Anna", "van u".
std::string StatePhrase(const v1::Callback& callback, const Reader& reader);

}  // namespace krul::terminal
