#include "clients/terminal/man/verbs_page.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace krul::terminal {
namespace {

// What scdoc would take for markup.
std::string Escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == '_' || c == '*' || c == '#' || c == '[' || c == '<' || c == '`') out += '\\';
    out += c;
  }
  return out;
}

// "ROLE:{desk,…}=desk" is ROLE; the choices stand in the description.
std::string ValueName(const CLI::Option& option) {
  const std::vector<std::string> parts = absl::StrSplit(option.get_type_name(), ':');
  return parts.front();
}

std::string ListOfChoices(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  const size_t open = type.find('{');
  const size_t close = type.find('}');
  if (open == std::string::npos || close == std::string::npos) return "";
  std::string choices;
  for (const auto choice : absl::StrSplit(type.substr(open + 1, close - open - 1), ',')) {
    absl::StrAppend(&choices, choices.empty() ? "" : ", ", choice);
  }
  return absl::StrCat(" (", choices, ")");
}

void AppendOptions(const CLI::App& app, std::string& page) {
  for (const CLI::Option* option : app.get_options()) {
    if (option == app.get_help_ptr()) continue;
    const bool positional = option->get_lnames().empty();
    const std::string name = positional ? option->get_name(true) : absl::StrCat("--", option->get_lnames().front());
    absl::StrAppend(&page, positional ? "_" : "*", Escaped(name), positional ? "_" : "*");
    const bool takes_value = !positional && option->get_type_size() > 0;
    if (takes_value) absl::StrAppend(&page, " _", Escaped(ValueName(*option)), "_");
    absl::StrAppend(&page, "\n\t", Escaped(absl::StrCat(option->get_description(), ListOfChoices(*option))));
    if (!positional && option->get_required()) absl::StrAppend(&page, "; must be given");
    if (positional && !option->get_required()) absl::StrAppend(&page, "; may be left out");
    if (!option->get_envname().empty()) absl::StrAppend(&page, ". Also from *", Escaped(option->get_envname()), "*");
    absl::StrAppend(&page, ".\n\n");
  }
}

void AppendVerb(const CLI::App& verb, const std::string& path, std::string& page) {
  absl::StrAppend(&page, "## krul ", Escaped(path), "\n\n", Escaped(verb.get_description()), ".\n\n");
  AppendOptions(verb, page);
  for (const CLI::App* part : verb.get_subcommands([](const CLI::App*) { return true; })) {
    AppendVerb(*part, absl::StrCat(path, " ", part->get_name()), page);
  }
}

}  // namespace

std::string VerbsPage(const CLI::App& app) {
  std::string page = "# OPTIONS FOR EVERY VERB\n\n";
  AppendOptions(app, page);
  absl::StrAppend(&page, "# VERBS\n\n");
  for (const CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; })) {
    AppendVerb(*verb, verb->get_name(), page);
  }
  return page;
}

}  // namespace krul::terminal
