// The words of the command line that name something: WHO, ID, OUTCOME, DISPOSITION; and the API's words as people read
// them.
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "clients/words/catalogue.h"
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

// For people: "anna", "team sales", "whoever can at centrum"; empty when unset. Visible.
std::string InWords(const v1::Party& party, words::Language language);
std::string InWords(v1::Origin origin, words::Language language);
std::string InWords(v1::EventType type, words::Language language);  // "call without an outcome"

// In columns of files, the same in every language: "on track"; empty when unspecified.
std::string ForFiles(v1::State state);
std::string ForFiles(v1::PromiseStatus status);
std::string ForFiles(v1::Disposition disposition);

bool IsUuid(absl::string_view text);

// The two parts of branches/{branch}/callbacks/{id}; both empty when the name is not of that form.
struct NameParts {
  std::string branch;
  std::string id;
};
NameParts SplitName(absl::string_view name);
// "centrum" of any name that begins with branches/centrum/; empty of another.
std::string BranchIn(absl::string_view name);
std::string JoinName(absl::string_view branch, absl::string_view id);

// How many characters of these ids tell them apart, and from those that are noted meanwhile.
size_t ClearLength(std::vector<std::string> ids);

}  // namespace krul::terminal
