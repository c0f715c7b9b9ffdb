// The words that name something on the command line and in files: WHO, OUTCOME, DISPOSITION, ORIGIN. The same in every
// language.
#pragma once

#include <initializer_list>
#include <string>

#include "absl/strings/string_view.h"
#include "krul/v1/callback.pb.h"

namespace krul::terminal {

// "anna" or "person:anna", "team:sales", "pool:centrum". Throws WrongUsage.
v1::Party ParseParty(absl::string_view text, absl::string_view option);

// "no-answer" or "NO_ANSWER". Throws WrongUsage listing every outcome.
v1::Outcome ParseOutcome(absl::string_view text);

// "missed-call" or "MISSED_CALL"; unspecified when it is none.
v1::Origin ParseOrigin(absl::string_view text);

// "resolved" or "RESOLVED", one of `allowed`. Throws WrongUsage listing those.
v1::Disposition ParseDisposition(absl::string_view text, std::initializer_list<v1::Disposition> allowed);

// As ParseParty and ParseOrigin read it: "anna", "team:sales", "missed-call"; empty when unset.
std::string Typed(const v1::Party& party);
std::string Typed(v1::Origin origin);

// In columns of files, the same in every language: "on track"; empty when unspecified.
std::string ForFiles(v1::State state);
std::string ForFiles(v1::PromiseStatus status);
std::string ForFiles(v1::Disposition disposition);

}  // namespace krul::terminal
