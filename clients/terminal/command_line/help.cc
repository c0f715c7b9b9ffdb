#include "clients/terminal/command_line/help.h"

#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "clients/terminal/files/export_columns.h"
#include "clients/terminal/files/import_rows.h"
#include "clients/words/catalogue.h"

namespace krul::terminal {
namespace {

constexpr int kNameColumns = 34;

class Help {
 public:
  explicit Help(words::Language language) : language_(language) {}

  void Write(CLI::App& app, const std::string& path) const {
    app.description(Find(path));
    for (CLI::Option* option : app.get_options()) WriteOption(*option, path);
    WriteFooter(app, path);
    for (CLI::App* verb : app.get_subcommands([](CLI::App*) { return true; })) {
      verb->group(Said("terminal_help.group.verbs"));
      Write(*verb, path == kRoot ? verb->get_name() : absl::StrCat(path, "_", verb->get_name()));
    }
  }

  void WriteLabels(CLI::App& app) const {
    const auto formatter = app.get_formatter();
    formatter->column_width(kNameColumns);
    formatter->label("Usage", Said("terminal_help.label.usage"));
    formatter->label("OPTIONS", Said("terminal_help.label.options"));
    formatter->label("SUBCOMMAND", Said("terminal_help.label.verb"));
    formatter->label("SUBCOMMANDS", Said("terminal_help.label.verb"));
    formatter->label("REQUIRED", Said("terminal_help.label.required"));
    formatter->label("Positionals", Said("terminal_help.group.words"));
  }

  static constexpr const char* kRoot = "krul";

 private:
  std::string Said(words::Key key) const { return words::Say(language_, key); }

  // Empty where the catalogue has none; a test sees to it that nothing is left undescribed.
  std::string Find(const std::string& name) const {
    const auto key = words::Key::Find("terminal_help", name);
    if (!key) return "";
    return words::Say(
        language_, *key,
        {{"fields", absl::StrJoin(ImportRows::Fields(), ", ")}, {"columns", absl::StrJoin(ExportColumns(), ", ")}});
  }

  void WriteOption(CLI::Option& option, const std::string& path) const {
    const std::string name = absl::StrReplaceAll(
        option.get_lnames().empty() ? option.get_name(true) : option.get_lnames().front(), {{"-", "_"}});
    const std::string own = Find(absl::StrCat(path, ".", name));
    option.description(own.empty() ? Find(absl::StrCat("any.", name)) : own);
    const std::string group = Find(absl::StrCat("group.", option.get_group()));
    if (!group.empty()) option.group(group);
  }

  void WriteFooter(CLI::App& app, const std::string& path) const {
    std::string footer = Find(absl::StrCat(path, ".footer"));
    if (!footer.empty()) footer += "\n";
    absl::StrAppend(&footer, Said("terminal_help.example"), "\n  ", app.get_footer());
    if (path != kRoot) absl::StrAppend(&footer, "\n", Said("terminal_help.general"));
    app.footer(footer);
  }

  words::Language language_;
};

}  // namespace

void WriteHelp(CLI::App& app, words::Language language) {
  const Help help(language);
  help.WriteLabels(app);
  help.Write(app, Help::kRoot);
}

}  // namespace krul::terminal
