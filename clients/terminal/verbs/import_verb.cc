// import: callbacks from a file, such as those of the program that was used before.
#include <google/protobuf/struct.pb.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/terminal/files/import_run.h"
#include "clients/terminal/text/sheet_form.h"
#include "clients/terminal/text/text.h"
#include "clients/terminal/verbs/verbs.h"
#include "clients/terminal/views/callback_view.h"

namespace krul::terminal {
namespace {

struct ImportWords {
  std::string path, rejects, separator, dates;
  ImportWishes wishes;
  bool dry_run = false;
};

std::string RejectsPath(const ImportWords& words) {
  if (!words.rejects.empty()) return words.rejects;
  if (words.path == "-") throw WrongUsage(Told("terminal_error.rejects_needed"));
  const bool ends = absl::EndsWithIgnoreCase(words.path, ".csv");
  return absl::StrCat(words.path.substr(0, words.path.size() - (ends ? 4 : 0)), ".rejects.csv");
}

Told InWords(const ImportTally& tally, bool dry_run) {
  const Told::Parts counts = {{"rows", tally.rows},
                              {"imported", tally.imported},
                              {"there", tally.already_there},
                              {"rejected", tally.rejected},
                              {"repeated", tally.repeated}};
  return dry_run ? Told("terminal_import.would_be", counts) : Told("terminal_import.tally", counts);
}

void PrintJson(const ImportTally& tally, bool dry_run, const std::string& rejects) {
  google::protobuf::Struct answer;
  auto& fields = *answer.mutable_fields();
  const auto count = [&fields](const char* name, int64_t value) {
    fields[name].set_number_value(static_cast<double>(value));
  };
  count("rows", tally.rows);
  count("imported", tally.imported);
  count("already_there", tally.already_there);
  count("repeated", tally.repeated);
  count("rejected", tally.rejected);
  count("unusual_numbers", tally.unusual);
  auto* lines = fields["unusual_lines"].mutable_list_value();
  for (const int64_t line : tally.unusual_lines) lines->add_values()->set_number_value(static_cast<double>(line));
  fields["dry_run"].set_bool_value(dry_run);
  fields["rejects"].set_string_value(tally.rejected > 0 ? rejects : "");
  std::cout << Json(answer);
}

// On a terminal the line is written over with every row; elsewhere there is one each thousand.
std::function<void(const ImportTally&)> Progress(const Terminal& terminal, bool dry_run) {
  if (terminal.settings.json) return [](const ImportTally&) {};
  const bool in_place = isatty(STDERR_FILENO) == 1;
  return [dry_run, in_place, language = terminal.language(), told = int64_t{0}](const ImportTally& tally) mutable {
    constexpr int64_t kEach = 1000;
    if (in_place) {
      std::cerr << "\r\033[K" << InWords(tally, dry_run).In(language) << std::flush;
    } else if (tally.rows / kEach > told) {
      told = tally.rows / kEach;
      std::cerr << InWords(tally, dry_run).In(language) << std::endl;
    }
  };
}

ExitCode Import(Terminal& terminal, const ImportWords& words) {
  ImportWishes wishes = words.wishes;
  wishes.branch = RequiredBranch(terminal.settings);
  wishes.dates = DateOrderOf(words.dates).value_or(DateOrder::kUnknown);
  const std::string rejects_path = RejectsPath(words);
  std::error_code none;
  if (words.path != "-" && std::filesystem::equivalent(words.path, rejects_path, none)) {
    throw WrongUsage(Told("terminal_error.rejects_is_file"));
  }
  std::ifstream file;
  errno = 0;
  if (words.path != "-") file.open(words.path, std::ios::binary);
  std::istream& input = words.path == "-" ? std::cin : file;
  CsvReader reader(input, SeparatorOf(words.separator));
  const auto header = reader.Next();
  if (!header) {
    const bool unreadable = errno != 0;
    throw Failed(unreadable ? "NOT_FOUND" : "INVALID_ARGUMENT", unreadable ? "UNREADABLE_FILE" : "EMPTY_FILE",
                 unreadable ? Told("terminal_error.cannot_read", {{"path", words.path}, {"why", std::strerror(errno)}})
                            : Told("terminal_error.empty_file", {{"path", words.path}}));
  }
  wishes.zone = terminal.clock.ZoneOf(wishes.branch);
  const ImportRows rows(*header, wishes);
  RejectsFile rejects(rejects_path, *header, reader.separator());
  ImportRun run({terminal.settings, reader, rows, rejects, words.dry_run, terminal.language(),
                 Progress(terminal, words.dry_run)});
  const auto end_progress = [&terminal] {
    if (!terminal.settings.json && isatty(STDERR_FILENO) == 1) std::cerr << "\r\033[K" << std::flush;
  };
  try {
    run.Run();
  } catch (Failure& failure) {
    end_progress();
    failure.told =
        Told("terminal_error.import_stopped", {{"tally", InWords(run.tally(), words.dry_run)}, {"why", failure.told}});
    failure.message = failure.told.In(words::Language::kEnglish);
    failure.advice.push_back(Told("terminal_advice.import_again"));
    throw;
  }
  end_progress();
  const ImportTally& tally = run.tally();
  if (terminal.settings.json) {
    PrintJson(tally, words.dry_run, rejects_path);
  } else {
    std::cout << InWords(tally, words.dry_run).In(terminal.language()) << "\n";
    if (tally.unusual > 0) {
      const std::string lines = absl::StrJoin(tally.unusual_lines, ", ");
      const int64_t others = tally.unusual - static_cast<int64_t>(tally.unusual_lines.size());
      std::cout << terminal.Said("terminal_import.unusual",
                                 {{"count", tally.unusual}, {"lines", lines}, {"others", others}})
                << "\n";
    }
    if (tally.rejected > 0) {
      std::cout << terminal.Said("terminal_import.rejects", {{"path", Visible(rejects_path)}}) << "\n";
    }
  }
  return tally.rejected > 0 ? ExitCode::kFailed : ExitCode::kOk;
}

}  // namespace

void AddImportVerb(CLI::App& app, Terminal& terminal) {
  const auto words = std::make_shared<ImportWords>();
  CLI::App* verb = AddVerb(app, terminal, "import",
                           "krul import calls.csv --map name=Naam --map phone=Telefoon --for team:sales --dry-run",
                           [&terminal, words] { return Import(terminal, *words); });
  verb->add_option("FILE", words->path)->required()->type_name("");
  verb->add_option("--map", words->wishes.map)->type_name("FIELD=COLUMN")->allow_extra_args(false);
  verb->add_option("--for", words->wishes.who)->type_name("WHO");
  verb->add_option("--category", words->wishes.category)->type_name("CATEGORY");
  verb->add_option("--key", words->wishes.key)->type_name("COLUMN");
  verb->add_option("--dates", words->dates)->type_name("ORDER")->check(CLI::IsMember({"d-m-y", "m-d-y", "y-m-d"}));
  verb->add_option("--separator", words->separator)->type_name("CHARACTER");
  verb->add_option("--rejects", words->rejects)->type_name("FILE");
  verb->add_flag("--dry-run", words->dry_run);
}

}  // namespace krul::terminal
