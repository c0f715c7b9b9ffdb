#include "clients/terminal/verbs/verbs.h"

#include <iostream>

#include "clients/terminal/connection/identifiers.h"
#include "clients/terminal/text/text.h"
#include "clients/terminal/views/callback_view.h"

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

void AddSheetOptions(CLI::App* verb, SheetWishes& wishes) {
  verb->add_option("--separator", wishes.separator)->type_name("CHARACTER");
  verb->add_flag("--plain", wishes.plain);
}

std::string RequestId(const Terminal& terminal) {
  return terminal.settings.request_id.empty() ? NewUuid() : terminal.settings.request_id;
}

void PrintChanged(Terminal& terminal, const v1::Callback& callback) {
  std::cout << (terminal.settings.json ? Json(callback) : CallbackLine(callback, terminal.reader()));
  if (terminal.settings.json || callback.also_open().empty()) return;
  std::cout << terminal.Said("terminal_verb.also_waits") << "\n";
  for (const std::string& name : callback.also_open()) std::cout << "  krul done " << ShellWord(name) << "\n";
}

}  // namespace krul::terminal
