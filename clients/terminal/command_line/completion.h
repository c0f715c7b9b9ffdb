// What a shell may offer after `krul`, as a script of that shell. Made from the parser itself, so that it cannot go
// stale.
#pragma once

#include <string>
#include <vector>

#include "CLI/CLI.hpp"

namespace krul::terminal {

struct CompletedOption {
  std::string name;  // "--for"
  std::string description;
  bool takes_value;
  bool takes_file;                   // a path, which the shell completes best
  std::vector<std::string> choices;  // where only these are taken
};
struct CompletedVerb {
  std::string path;  // "round seen"; empty: krul itself
  std::string description;
  std::vector<CompletedOption> options;  // its own, and those that hold for every verb
  std::vector<std::string> next;         // the words that may follow it
};

// Itself first, then every verb in the order of the help.
std::vector<CompletedVerb> CompletedVerbs(CLI::App& app);

std::string BashCompletion(const std::vector<CompletedVerb>& verbs);
std::string ZshCompletion(const std::vector<CompletedVerb>& verbs);
std::string FishCompletion(const std::vector<CompletedVerb>& verbs);

}  // namespace krul::terminal
