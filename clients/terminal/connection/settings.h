// What holds for every verb: where the services are and who is asking. Each has an environment variable, and may stand
// before or after the verb.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "CLI/CLI.hpp"
#include "clients/words/language.h"

namespace krul::terminal {

struct Settings {
  std::string server = "127.0.0.1:7400";
  std::string intake;  // empty: server
  std::string assignment;
  std::string deadline;
  std::string person;
  std::string branch;
  std::string desk;  // the host name unless told otherwise
  std::string credential_file;
  std::string request_id;
  bool json = false;
  std::string language;  // "nl" or "en" as it was asked for; empty: see ChosenLanguage
  double timeout_seconds = 10;
  std::vector<std::string> command_line;  // as typed, with the name of the program first
};

// `settings` must outlive `app`.
void AddGlobalOptions(CLI::App& app, Settings& settings);

// What was asked for, else the language of the locale if that is Dutch or English; none where neither says anything.
std::optional<words::Language> ChosenLanguage(const Settings& settings);
// What verbs print: the same, else English; with JSON always English, for programs.
words::Language LanguageOfVerbs(const Settings& settings);

// Throws WrongUsage when no branch was given.
const std::string& RequiredBranch(const Settings& settings);

}  // namespace krul::terminal
