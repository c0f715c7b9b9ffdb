// firm check, firm diff, firm apply, firm show: the firm file and the firm in force.
#include <google/protobuf/struct.pb.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>

#include "absl/strings/str_join.h"
#include "clients/terminal/phrases/moments.h"
#include "clients/terminal/text/line_changes.h"
#include "clients/terminal/text/table.h"
#include "clients/terminal/text/text.h"
#include "clients/terminal/text/times.h"
#include "clients/terminal/verbs/verbs.h"
#include "clients/terminal/views/callback_view.h"
#include "clients/terminal/views/firm_survey.h"

namespace krul::terminal {
namespace {

constexpr size_t kLargestDocument = 1024 * 1024;  // what ApplyFirm takes

std::string ReadDocument(const std::string& path) {
  std::ifstream file;
  errno = 0;
  if (path != "-") file.open(path, std::ios::binary);
  std::istream& input = path == "-" ? std::cin : file;
  std::string document(kLargestDocument + 1, '\0');
  input.read(document.data(), static_cast<std::streamsize>(document.size()));
  if (input.bad() || (path != "-" && (!file.is_open() || errno == EISDIR))) {
    throw Failed("NOT_FOUND", "UNREADABLE_FILE",
                 Told("terminal_error.cannot_read", {{"path", path}, {"why", std::strerror(errno)}}));
  }
  document.resize(static_cast<size_t>(input.gcount()));
  if (document.size() > kLargestDocument) {
    throw Failed("INVALID_ARGUMENT", "FILE_TOO_LARGE", Told("terminal_error.firm_too_large", {{"path", path}}));
  }
  return document;
}

// As compilers print faults, so that an editor can jump to them.
void PrintFaults(const std::string& path, const v1::ApplyFirmResponse& response) {
  for (const v1::FirmFault& fault : response.faults()) {
    std::cout << Visible(path);
    if (fault.line() > 0) std::cout << ":" << fault.line();
    if (!fault.field().empty()) std::cout << ": " << Visible(fault.field());
    std::cout << ": " << Visible(fault.message()) << "\n";
  }
}

// "Rijwielhuis, version 3, in force from 14:00".
std::string FirmLine(const v1::Firm& firm, const Reader& reader) {
  words::Values values = {{"firm", Visible(firm.title())}, {"version", firm.version()}};
  if (!firm.has_effective_time()) return words::Say(reader.language, "terminal_verb.firm_version", values);
  values.emplace_back("moment", Moment(FromProto(firm.effective_time()), reader));
  return words::Say(reader.language, "terminal_verb.firm_version_from", values);
}

ExitCode Apply(Terminal& terminal, const std::string& path, bool validate_only) {
  v1::ApplyFirmRequest request;
  request.set_document(ReadDocument(path));
  request.set_validate_only(validate_only);
  if (!validate_only) request.set_request_id(RequestId(terminal));
  const auto response = terminal.connection.Call(&v1::AssignmentService::Stub::ApplyFirm, request);
  const bool good = response.faults().empty();
  if (terminal.settings.json) {
    std::cout << Json(response);
  } else if (!good) {
    PrintFaults(path, response);
  } else if (validate_only) {
    std::cout << terminal.Said("terminal_verb.firm_good", {{"path", Visible(path)}}) << "\n"
              << FirmSurvey(response, terminal.language());
  } else {
    terminal.clock.TakeZonesOf(response.firm());
    std::cout << terminal.Said("terminal_verb.firm_applied") << " " << FirmLine(response.firm(), terminal.reader())
              << "\n";
  }
  return good ? ExitCode::kOk : ExitCode::kFailed;
}

void PrintFirm(Terminal& terminal, const v1::Firm& firm) {
  const words::Language language = terminal.language();
  const Reader reader = terminal.reader();
  const auto heading = [language](words::Key key) { return Heading(key, language); };
  std::cout << FirmLine(firm, reader) << "\n\n";
  Table branches({heading("fact.branch"), heading("terminal_label.title"), heading("terminal_label.time_zone"),
                  heading("web_settings.language"), heading("role.manager")});
  for (const v1::Branch& branch : firm.branches()) {
    branches.Add({Visible(branch.id()), Visible(branch.title()), Visible(branch.time_zone()),
                  Visible(branch.language()), Visible(branch.manager())});
  }
  Table people({heading("terminal_label.person"), heading("terminal_call.name"), heading("web_head_office.branches"),
                heading("terminal_label.deputy"), heading("web_who.until")});
  for (const v1::Person& person : firm.people()) {
    people.Add({Visible(person.id()), Visible(person.title()), Visible(absl::StrJoin(person.branches(), ", ")),
                Visible(person.deputy()),
                person.has_absent_until()
                    ? Moment(FromProto(person.absent_until()), reader.At(terminal.clock.BranchOf(person.id())))
                    : ""});
  }
  std::cout << branches.Render();
  if (!firm.people().empty()) std::cout << "\n" << people.Render();
}

void Show(Terminal& terminal, bool document) {
  const auto firm = terminal.connection.Call(&v1::AssignmentService::Stub::GetFirm, v1::GetFirmRequest());
  if (terminal.settings.json) {
    std::cout << Json(firm);
  } else if (document) {
    // Into a file it must be what was applied, byte for byte.
    std::cout << (isatty(STDOUT_FILENO) == 1 ? VisibleLines(firm.document()) : firm.document());
  } else {
    PrintFirm(terminal, firm);
  }
}

// What applying the file would change in the firm that is in force.
ExitCode Diff(Terminal& terminal, const std::string& path) {
  const std::string document = ReadDocument(path);
  const auto firm = terminal.connection.Call(&v1::AssignmentService::Stub::GetFirm, v1::GetFirmRequest());
  const std::vector<LineChange> changes = LineChanges(firm.document(), document);
  if (terminal.settings.json) {
    google::protobuf::Struct answer;
    (*answer.mutable_fields())["version"].set_number_value(static_cast<double>(firm.version()));
    auto* list = (*answer.mutable_fields())["changes"].mutable_list_value();
    for (const LineChange& change : changes) {
      auto& fields = *list->add_values()->mutable_struct_value()->mutable_fields();
      fields["added"].set_bool_value(change.added);
      fields["line"].set_number_value(change.line);
      fields["text"].set_string_value(change.text);
    }
    std::cout << Json(answer);
    return ExitCode::kOk;
  }
  if (changes.empty()) {
    std::cout << terminal.Said("terminal_verb.firm_same", {{"path", Visible(path)}, {"version", firm.version()}})
              << "\n";
    return ExitCode::kOk;
  }
  std::cout << "- " << terminal.Said("terminal_verb.firm_in_force", {{"version", firm.version()}}) << "\n+ "
            << Visible(path) << "\n\n";
  for (const LineChange& change : changes) {
    std::cout << (change.added ? "+ " : "- ") << change.line << ": " << Visible(change.text) << "\n";
  }
  return ExitCode::kOk;
}

}  // namespace

void AddFirmVerbs(CLI::App& app, Terminal& terminal) {
  CLI::App* firm = app.add_subcommand("firm");
  firm->require_subcommand(1)->footer("krul firm check firm.yaml");

  const auto checked = std::make_shared<std::string>();
  AddVerb(*firm, terminal, "check", "krul firm check firm.yaml",
          [&terminal, checked] { return Apply(terminal, *checked, true); })
      ->add_option("FILE", *checked)
      ->required()
      ->type_name("");

  const auto compared = std::make_shared<std::string>();
  AddVerb(*firm, terminal, "diff", "krul firm diff firm.yaml",
          [&terminal, compared] { return Diff(terminal, *compared); })
      ->add_option("FILE", *compared)
      ->required()
      ->type_name("");

  const auto applied = std::make_shared<std::string>();
  CLI::App* apply = AddVerb(*firm, terminal, "apply", "krul firm apply firm.yaml",
                            [&terminal, applied] { return Apply(terminal, *applied, false); });
  apply->add_option("FILE", *applied)->required()->type_name("");
  AddRequestId(apply, terminal);

  const auto document = std::make_shared<bool>(false);
  AddVerb(*firm, terminal, "show", "krul firm show --document > firm.yaml", [&terminal, document] {
    Show(terminal, *document);
    return ExitCode::kOk;
  })->add_flag("--document", *document);
}

}  // namespace krul::terminal
