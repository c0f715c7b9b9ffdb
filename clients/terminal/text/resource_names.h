// The names of records: branches/{branch}/callbacks/{id}.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace krul::terminal {

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
