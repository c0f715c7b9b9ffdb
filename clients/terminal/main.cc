// krul, the terminal client: parses the command line and runs the one verb that was typed.
#include <algorithm>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "CLI/CLI.hpp"
#include "absl/strings/string_view.h"
#include "clients/terminal/command_line/command_line.h"
#include "clients/terminal/text/failure.h"
#include "clients/terminal/verbs/verbs.h"

namespace krul::terminal {
namespace {

// The parser says that a verb is missing where a word was meant as one.
Told Complaint(const CLI::App& app, const CLI::ParseError& error) {
  const Told complaint("terminal_error.command_line", {{"why", error.what()}});
  if (dynamic_cast<const CLI::RequiredError*>(&error) == nullptr) return complaint;
  for (const std::string& word : app.remaining(true)) {
    if (!word.empty() && word[0] != '-') return Told("terminal_error.no_verb", {{"word", word}});
  }
  if (app.get_subcommands().empty()) return Told("terminal_error.what_to_do");
  const CLI::App* verb = app.get_subcommands().front();
  std::string parts;
  for (const CLI::App* part : verb->get_subcommands([](const CLI::App*) { return true; })) {
    parts += (parts.empty() ? "" : ", ") + part->get_name();
  }
  const bool complete = parts.empty() || !verb->get_subcommands().empty();
  return complete ? complaint : Told("terminal_error.needs_one_of", {{"verb", verb->get_name()}, {"parts", parts}});
}

// What a command line that could not be parsed said of the language before it went wrong.
words::Language LanguageBeforeParsing(const Settings& settings) {
  Settings said = settings;
  const std::vector<std::string>& typed = settings.command_line;
  if (const char* chosen = std::getenv("KRUL_LANGUAGE")) said.language = chosen;
  for (size_t i = 0; i < typed.size(); ++i) {
    if (typed[i] == "--language" && i + 1 < typed.size()) said.language = typed[i + 1];
    if (typed[i].starts_with("--language=")) said.language = typed[i].substr(typed[i].find('=') + 1);
  }
  return LanguageOfVerbs(said);
}

ExitCode ParseAndRun(CLI::App& app, Terminal& terminal, int argc, char** argv) {
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& success) {  // --help, --version
    app.exit(success);
    return ExitCode::kOk;
  } catch (const CLI::ParseError& error) {
    Failure failure = WrongUsage(Complaint(app, error));
    failure.advice = {Told("terminal_advice.help")};
    throw failure;
  }
  const ExitCode exit_code = terminal.chosen();
  std::cout.flush();
  if (!std::cout) throw Failed("INTERNAL", "OUTPUT_LOST", Told("terminal_error.output_lost"));
  return exit_code;
}

ExitCode Tell(const Failure& failure, const Settings& settings, bool json) {
  std::cout.flush();
  if (json || settings.json) {
    PrintFailureJson(failure);
  } else {
    PrintFailure(failure, LanguageBeforeParsing(settings));
  }
  return failure.exit_code;
}

int Main(int argc, char** argv) {
  Terminal terminal;
  terminal.settings.command_line.assign(argv, argv + argc);
  // Known before parsing, because a parse that fails is told in JSON too.
  const bool json = std::find(argv, argv + argc, absl::string_view("--json")) != argv + argc;
  try {
    CLI::App app("", "krul");
    DeclareCommandLine(app, terminal, KRUL_VERSION, LanguageBeforeParsing(terminal.settings));
    return static_cast<int>(ParseAndRun(app, terminal, argc, argv));
  } catch (const Failure& failure) {
    return static_cast<int>(Tell(failure, terminal.settings, json));
  } catch (const std::exception& error) {
    return static_cast<int>(Tell(Failed("INTERNAL", "", Told::AsItIs(error.what())), terminal.settings, json));
  }
}

}  // namespace
}  // namespace krul::terminal

int main(int argc, char** argv) { return krul::terminal::Main(argc, argv); }
