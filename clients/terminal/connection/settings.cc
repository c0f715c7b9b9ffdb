#include "clients/terminal/connection/settings.h"

#include <unistd.h>

#include <array>
#include <cstdlib>

#include "clients/terminal/text/failure.h"

namespace krul::terminal {
namespace {

constexpr double kLongestTimeoutSeconds = 3600;
constexpr const char* kEveryVerb = "every_verb";  // the group, as the catalogue has it

std::string HostName() {
  std::array<char, 256> name{};  // HOST_NAME_MAX is 64; POSIX allows 255
  return gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

CLI::Option* Add(CLI::App& app, const char* name, std::string& value, const char* variable, const char* type) {
  return app.add_option(name, value)->envname(variable)->type_name(type)->group(kEveryVerb);
}

}  // namespace

void AddGlobalOptions(CLI::App& app, Settings& settings) {
  settings.desk = HostName();
  Add(app, "--server", settings.server, "KRUL_SERVER", "ADDRESS")->capture_default_str();
  Add(app, "--intake", settings.intake, "KRUL_INTAKE", "ADDRESS");
  Add(app, "--assignment", settings.assignment, "KRUL_ASSIGNMENT", "ADDRESS");
  Add(app, "--deadline", settings.deadline, "KRUL_DEADLINE", "ADDRESS");
  Add(app, "--as", settings.person, "KRUL_PERSON", "PERSON");
  Add(app, "--branch", settings.branch, "KRUL_BRANCH", "BRANCH");
  Add(app, "--desk", settings.desk, "KRUL_DESK", "DESK")->capture_default_str();
  Add(app, "--credential-file", settings.credential_file, "KRUL_CREDENTIAL_FILE", "FILE");
  Add(app, "--language", settings.language, "KRUL_LANGUAGE", "LANGUAGE")->check(CLI::IsMember({"nl", "en"}));
  app.add_flag("--json", settings.json)->envname("KRUL_JSON")->group(kEveryVerb);
  app.add_option("--timeout", settings.timeout_seconds)
      ->envname("KRUL_TIMEOUT")
      ->type_name("SECONDS")
      ->capture_default_str()
      ->check(CLI::Range(0.001, kLongestTimeoutSeconds))
      ->group(kEveryVerb);
}

std::optional<words::Language> ChosenLanguage(const Settings& settings) {
  if (!settings.language.empty()) return words::LanguageOf(settings.language);
  // The first that is set decides, as POSIX has it for messages; C and POSIX are no language.
  for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(variable);
    if (value == nullptr || *value == '\0') continue;
    const std::string locale(value);
    const std::string code = locale.substr(0, locale.find_first_of("_.@"));
    if (code == "nl") return words::Language::kDutch;
    if (code == "C" || code == "POSIX") return std::nullopt;
    return words::Language::kEnglish;
  }
  return std::nullopt;
}

words::Language LanguageOfVerbs(const Settings& settings) {
  return settings.json ? words::Language::kEnglish : ChosenLanguage(settings).value_or(words::Language::kEnglish);
}

const std::string& RequiredBranch(const Settings& settings) {
  if (settings.branch.empty()) throw WrongUsage(Told("terminal_error.which_branch"));
  return settings.branch;
}

}  // namespace krul::terminal
