#include "clients/terminal/verbs/verbs.h"

#include "clients/terminal/connection/identifiers.h"

namespace krul::terminal {

CLI::App* AddVerb(CLI::App& parent, Terminal& terminal, const std::string& name, const std::string& example,
                  std::function<ExitCode()> run) {
  CLI::App* verb = parent.add_subcommand(name);
  verb->footer(example);
  verb->callback([&terminal, run = std::move(run)] { terminal.chosen = run; });
  return verb;
}

void AddId(CLI::App* verb, std::string& id) { verb->add_option("ID", id)->required()->type_name(""); }

void AddRequestId(CLI::App* verb, Terminal& terminal) {
  verb->add_option("--request-id", terminal.settings.request_id)->type_name("UUID");
}

std::string RequestId(const Terminal& terminal) {
  return terminal.settings.request_id.empty() ? NewUuid() : terminal.settings.request_id;
}

}  // namespace krul::terminal
