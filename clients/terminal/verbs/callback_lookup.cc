#include "clients/terminal/verbs/callback_lookup.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "clients/terminal/text/resource_names.h"

namespace krul::terminal {
namespace {

constexpr size_t kShortestStart = 4;
constexpr int kPageSize = 200;      // the most a board gives at once
constexpr size_t kMostListed = 10;  // of an id that starts too many

std::vector<std::string> OpenNames(Terminal& terminal, const std::string& branch, const std::string& start) {
  std::vector<std::string> names;
  v1::ListBoardRequest request;
  request.set_branch(branch);
  request.set_page_size(kPageSize);
  do {
    const auto page = terminal.connection.Call(&v1::AssignmentService::Stub::ListBoard, request);
    for (const v1::Callback& callback : page.callbacks()) {
      if (SplitName(callback.name()).id.starts_with(start)) names.push_back(callback.name());
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  // A callback that moved while the pages were read may stand on two of them.
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

bool StartsAnId(absl::string_view text) {
  return text.size() >= kShortestStart && text.size() < 36 && std::all_of(text.begin(), text.end(), [](char c) {
           return c == '-' || absl::ascii_isxdigit(static_cast<unsigned char>(c));
         });
}

}  // namespace

std::string FindName(Terminal& terminal, absl::string_view id) {
  NameParts parts = SplitName(id);
  if (parts.id.empty()) parts.id = std::string(id);
  const std::string start = absl::AsciiStrToLower(parts.id);
  const bool whole = IsUuid(start);
  if (!whole && !StartsAnId(start)) {
    throw WrongUsage(Told("terminal_error.no_id", {{"id", id}}));
  }
  if (parts.branch.empty()) parts.branch = RequiredBranch(terminal.settings);
  if (whole) return JoinName(parts.branch, start);

  const std::vector<std::string> names = OpenNames(terminal, parts.branch, start);
  if (names.size() == 1) return names.front();
  if (names.empty()) {
    Failure failure = Failed("NOT_FOUND", "NO_SUCH_ID",
                             Told("terminal_error.no_such_start", {{"branch", parts.branch}, {"start", start}}));
    failure.advice = {Told("terminal_advice.closed_by_whole_id")};
    throw failure;
  }
  Failure failure = Failed("FAILED_PRECONDITION", "AMBIGUOUS_ID",
                           Told("terminal_error.many_starts", {{"count", uint64_t{names.size()}}, {"start", start}}));
  for (size_t i = 0; i < names.size() && i < kMostListed; ++i) {
    failure.advice.push_back(Told::AsItIs(SplitName(names[i]).id));
  }
  throw failure;
}

}  // namespace krul::terminal
