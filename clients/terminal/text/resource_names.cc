#include "clients/terminal/text/resource_names.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace krul::terminal {
namespace {

// The milliseconds of a UUIDv7 take 13 characters; two callbacks of one branch seldom share them.
constexpr size_t kShortestId = 13;

}  // namespace

bool IsUuid(absl::string_view text) {
  if (text.size() != 36) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[i] != '-' : !absl::ascii_isxdigit(static_cast<unsigned char>(text[i]))) return false;
  }
  return true;
}

NameParts SplitName(absl::string_view name) {
  const std::vector<std::string> parts = absl::StrSplit(name, '/');
  if (parts.size() != 4 || parts[0] != "branches" || parts[2] != "callbacks" || parts[1].empty() || parts[3].empty()) {
    return {};
  }
  return {parts[1], parts[3]};
}

std::string BranchIn(absl::string_view name) {
  if (!absl::ConsumePrefix(&name, "branches/")) return "";
  return std::string(name.substr(0, name.find('/')));
}

std::string JoinName(absl::string_view branch, absl::string_view id) {
  return absl::StrCat("branches/", branch, "/callbacks/", id);
}

size_t ClearLength(std::vector<std::string> ids) {
  size_t length = kShortestId;
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  for (size_t i = 1; i < ids.size(); ++i) {
    const auto differ = std::mismatch(ids[i - 1].begin(), ids[i - 1].end(), ids[i].begin(), ids[i].end());
    length = std::max(length, static_cast<size_t>(differ.second - ids[i].begin()) + 1);
  }
  return length;
}

}  // namespace krul::terminal
