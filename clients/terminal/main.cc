// krul, the terminal client: parses the command line and runs the one verb that was typed.
#include <algorithm>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>

#include "CLI/CLI.hpp"
#include "absl/strings/string_view.h"
#include "clients/terminal/command_line/command_line.h"
#include "clients/terminal/connection/errors.h"
#include "clients/terminal/verbs/verbs.h"

namespace krul::terminal {
namespace {

// The parser says that a verb is missing where a word was meant as one.
std::string Complaint(const CLI::App& app, const CLI::ParseError& error) {
  if (dynamic_cast<const CLI::RequiredError*>(&error) == nullptr) return error.what();
  for (const std::string& word : app.remaining(true)) {
    if (!word.empty() && word[0] != '-') return "no verb is called \"" + word + "\"";
  }
  if (app.get_subcommands().empty()) return "what is to be done? Say it with a verb";
  const CLI::App* verb = app.get_subcommands().front();
  std::string words;
  for (const CLI::App* part : verb->get_subcommands([](const CLI::App*) { return true; })) {
    words += (words.empty() ? "" : ", ") + part->get_name();
  }
  const bool complete = words.empty() || !verb->get_subcommands().empty();
  return complete ? error.what() : verb->get_name() + " needs one of " + words;
}

ExitCode ParseAndRun(CLI::App& app, Terminal& terminal, int argc, char** argv) {
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& success) {  // --help, --version
    app.exit(success);
    return ExitCode::kOk;
  } catch (const CLI::ParseError& error) {
    Failure failure = WrongUsage(Complaint(app, error));
    failure.advice = {"`krul --help` lists the verbs, `krul VERB --help` what one takes"};
    throw failure;
  }
  const ExitCode exit_code = terminal.chosen();
  std::cout.flush();
  if (!std::cout) throw Failed("INTERNAL", "OUTPUT_LOST", "the output could not be written");
  return exit_code;
}

int Main(int argc, char** argv) {
  Terminal terminal;
  terminal.settings.command_line.assign(argv, argv + argc);
  // Known before parsing, because a parse that fails is told in JSON too.
  const bool json = std::find(argv, argv + argc, absl::string_view("--json")) != argv + argc;
  try {
    CLI::App app("krul: call back when promised", "krul");
    DeclareCommandLine(app, terminal, KRUL_VERSION);
    return static_cast<int>(ParseAndRun(app, terminal, argc, argv));
  } catch (const Failure& failure) {
    std::cout.flush();
    PrintFailure(failure, json || terminal.settings.json);
    return static_cast<int>(failure.exit_code);
  } catch (const std::exception& error) {
    std::cout.flush();
    PrintFailure(Failed("INTERNAL", "", error.what()), json || terminal.settings.json);
    return static_cast<int>(ExitCode::kFailed);
  }
}

}  // namespace
}  // namespace krul::terminal

int main(int argc, char** argv) { return krul::terminal::Main(argc, argv); }
