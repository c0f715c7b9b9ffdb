#include "clients/terminal/verbs/saving_command.h"

#include <algorithm>
#include <array>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "clients/terminal/text/text.h"
#include "clients/terminal/text/times.h"

namespace krul::terminal {
namespace {

constexpr std::array<absl::string_view, 5> kReplaced = {"--id", "--quote", "--proposal", "--request-id", "--called"};
constexpr std::array<absl::string_view, 3> kConfirmations = {"--read-back", "--consent", "--another-matter"};

template <size_t size>
bool IsOneOf(const std::array<absl::string_view, size>& options, absl::string_view word) {
  return std::find(options.begin(), options.end(), word) != options.end();
}

}  // namespace

std::string SavingCommand(const Settings& settings, const v1::NoteCallbackRequest& request) {
  std::vector<std::string> kept;
  const std::vector<std::string>& typed = settings.command_line;
  for (size_t i = 0; i < typed.size(); ++i) {
    const absl::string_view option = typed[i];
    if (IsOneOf(kReplaced, option)) {
      ++i;  // its value goes too
      continue;
    }
    const bool with_value = std::any_of(kReplaced.begin(), kReplaced.end(), [option](absl::string_view replaced) {
      return absl::StartsWith(option, absl::StrCat(replaced, "="));
    });
    if (!with_value && !IsOneOf(kConfirmations, option)) kept.push_back(ShellWord(option));
  }
  std::string command = absl::StrCat(absl::StrJoin(kept, " "), " --id ", ShellWord(request.callback_id()));
  if (request.has_called_time()) {
    // "-20m" would be another moment when it is typed again.
    absl::StrAppend(&command, " --called ",
                    absl::FormatTime(absl::RFC3339_full, FromProto(request.called_time()), absl::UTCTimeZone()));
  }
  absl::StrAppend(&command, " --quote ", ShellWord(request.quote()), " --read-back");
  if (request.consent_confirmed()) absl::StrAppend(&command, " --consent");
  if (request.another_matter()) absl::StrAppend(&command, " --another-matter");
  return command;
}

}  // namespace krul::terminal
