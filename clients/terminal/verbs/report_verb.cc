// report: what came of the promises noted in a span of days.
#include <array>
#include <iostream>
#include <memory>
#include <utility>

#include "clients/terminal/text/times.h"
#include "clients/terminal/verbs/verbs.h"
#include "clients/terminal/views/callback_view.h"
#include "clients/terminal/views/report_table.h"

namespace krul::terminal {
namespace {

struct ReportWords {
  std::string from, until;
  std::string group = "branch";
  bool all = false;
  bool csv = false;
  SheetWishes sheet;
};

constexpr std::array<std::pair<const char*, v1::ReportGroup>, 5> kGroups = {{{"branch", v1::BY_BRANCH},
                                                                             {"team", v1::BY_TEAM},
                                                                             {"person", v1::BY_PERSON},
                                                                             {"category", v1::BY_CATEGORY},
                                                                             {"day", v1::BY_DAY}}};

ExitCode Show(Terminal& terminal, const ReportWords& words) {
  v1::GetReportRequest request;
  if (!words.all) request.set_branch(RequiredBranch(terminal.settings));
  if (!words.from.empty()) request.set_from_date(DateOf(words.from, "--from"));
  if (!words.until.empty()) request.set_until_date(DateOf(words.until, "--until"));
  for (const auto& [name, group] : kGroups) {
    if (words.group == name) request.set_group(group);
  }
  const auto report = terminal.connection.Call(&v1::DeadlineService::Stub::GetReport, request);
  if (terminal.settings.json) {
    std::cout << Json(report);
  } else {
    const auto language = terminal.language();
    std::cout << (words.csv ? ReportCsv(report, words.group, SheetForm::For(language, words.sheet))
                            : ReportTable(report, words.group, language));
  }
  return ExitCode::kOk;
}

}  // namespace

void AddReportVerb(CLI::App& app, Terminal& terminal) {
  const auto words = std::make_shared<ReportWords>();
  CLI::App* report =
      AddVerb(app, terminal, "report", "krul report --from 2026-11-01 --until 2026-11-30 --by person --branch centrum",
              [&terminal, words] { return Show(terminal, *words); });
  report->add_option("--from", words->from)->type_name("DATE");
  report->add_option("--until", words->until)->type_name("DATE");
  report->add_option("--by", words->group)
      ->type_name("GROUP")
      ->check(CLI::IsMember({"branch", "team", "person", "category", "day"}))
      ->capture_default_str();
  report->add_flag("--all", words->all);
  report->add_flag("--csv", words->csv);
  AddSheetOptions(report, words->sheet);
}

}  // namespace krul::terminal
