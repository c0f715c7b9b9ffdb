#include "clients/terminal/verbs/verbs.h"

#include "absl/strings/str_cat.h"
#include "clients/terminal/connection/identifiers.h"

namespace krul::terminal {

CLI::App* AddVerb(CLI::App& parent, Terminal& terminal, const std::string& name, const std::string& description,
                  const std::string& example, std::function<ExitCode()> run) {
  CLI::App* verb = parent.add_subcommand(name, description);
  verb->footer(absl::StrCat("Example:\n  ", example, "\n`krul --help` lists what holds for every verb"));
  verb->callback([&terminal, run = std::move(run)] { terminal.chosen = run; });
  return verb;
}

void AddId(CLI::App* verb, std::string& id) {
  verb->add_option("ID", id, "the callback: its id, the first 4 or more characters of it, or its full name")
      ->required()
      ->type_name("");
}

void AddRequestId(CLI::App* verb, Terminal& terminal) {
  verb->add_option("--request-id", terminal.settings.request_id, "the same id again changes nothing; else a fresh one")
      ->type_name("UUID");
}

std::string RequestId(const Terminal& terminal) {
  return terminal.settings.request_id.empty() ? NewUuid() : terminal.settings.request_id;
}

}  // namespace krul::terminal
