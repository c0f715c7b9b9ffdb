// export: every callback of a branch, as CSV or with its whole history as JSON.
#include <unistd.h>

#include <iostream>
#include <memory>
#include <unordered_set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/terminal/files/export_columns.h"
#include "clients/terminal/text/text.h"
#include "clients/terminal/verbs/verbs.h"
#include "clients/terminal/views/callback_view.h"

namespace krul::terminal {
namespace {

// Into a file it is as it is; what callers wrote must not steer a screen.
void PrintLine(const std::vector<std::string>& cells, const SheetForm& form) {
  const std::string line = form.Line(cells);
  if (isatty(STDOUT_FILENO) == 1) {
    std::cout << Visible(absl::string_view(line).substr(0, line.size() - 2)) << "\n";
  } else {
    std::cout << line;
  }
}

struct ExportWords {
  bool closed = false;
  SheetWishes sheet;
};

ExitCode Export(Terminal& terminal, const ExportWords& words) {
  const SheetForm form = SheetForm::For(terminal.language(), words.sheet);
  v1::ExportCallbacksRequest request;
  request.set_branch(RequiredBranch(terminal.settings));
  request.set_include_closed(words.closed);
  std::unordered_set<std::string> printed;  // one that changes meanwhile may come twice
  bool begun = false;
  do {
    v1::ExportCallbacksResponse page;
    try {
      page = terminal.connection.Call(&v1::IntakeService::Stub::ExportCallbacks, request);
    } catch (Failure& failure) {
      if (begun) failure.advice.push_back(Told("terminal_advice.not_all", {{"count", uint64_t{printed.size()}}}));
      throw;
    }
    if (!begun && !terminal.settings.json) {
      std::cout << form.Start();
      PrintLine(ExportColumns(), form);
    }
    begun = true;
    for (const v1::Callback& callback : page.callbacks()) {
      if (!printed.insert(callback.name()).second) continue;
      if (terminal.settings.json) {
        std::cout << Json(callback, true);
      } else {
        PrintLine(ExportRow(callback, terminal.clock.ZoneOf(request.branch())), form);
      }
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty() && std::cout.flush());
  return ExitCode::kOk;
}

}  // namespace

void AddExportVerb(CLI::App& app, Terminal& terminal) {
  const auto words = std::make_shared<ExportWords>();
  CLI::App* verb = AddVerb(app, terminal, "export", "krul export --closed --branch centrum > centrum.csv",
                           [&terminal, words] { return Export(terminal, *words); });
  verb->add_flag("--closed", words->closed);
  AddSheetOptions(verb, words->sheet);
}

}  // namespace krul::terminal
