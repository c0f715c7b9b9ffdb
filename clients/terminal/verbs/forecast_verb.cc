// forecast: what falls due in the coming hours, and who is there to call.
#include <iostream>
#include <memory>

#include "absl/strings/str_cat.h"
#include "clients/terminal/phrases/moments.h"
#include "clients/terminal/text/table.h"
#include "clients/terminal/text/text.h"
#include "clients/terminal/text/times.h"
#include "clients/terminal/verbs/verbs.h"
#include "clients/terminal/views/callback_view.h"

namespace krul::terminal {
namespace {

struct ForecastWords {
  int hours = 8;
  bool all = false;
  bool csv = false;
  SheetWishes sheet;
};

bool IsUncovered(const v1::Forecast::Hour& hour) { return hour.due() > 0 && hour.present() == 0; }

std::string ForecastTable(Terminal& terminal, const v1::Forecast& forecast, bool quiet_hours) {
  const Reader anywhere = terminal.reader();
  const auto heading = [&terminal](words::Key key) { return Heading(key, terminal.language()); };
  Table table({heading("fact.branch"), heading("web_chart.hour"), heading("web_chart.forecast_due"),
               heading("web_chart.forecast_present"), ""});
  for (const auto& branch : forecast.branches()) {
    const std::string id = Visible(branch.branch());
    const Reader reader = anywhere.At(branch.branch());
    if (branch.late() > 0) {
      table.Add({id, terminal.Said("standing.late"), {absl::StrCat(branch.late()), Tone::kAlarm}, "", ""});
    }
    for (const auto& hour : branch.hours()) {
      if (hour.due() == 0 && !quiet_hours) continue;
      table.Add({id,
                 Moment(FromProto(hour.start_time()), reader),
                 absl::StrCat(hour.due()),
                 absl::StrCat(hour.present()),
                 {IsUncovered(hour) ? terminal.Said("web_chart.forecast_nobody") : "", Tone::kAlarm}});
    }
    if (branch.later() > 0)
      table.Add({id, terminal.Said("terminal_label.later"), absl::StrCat(branch.later()), "", ""});
  }
  const std::string rows = table.Render();
  return rows.find('\n') + 1 >= rows.size() ? terminal.Said("terminal_verb.nothing_due") + "\n" : rows;
}

void PrintCsv(BranchClock& clock, const v1::Forecast& forecast, const SheetForm& form) {
  std::cout << form.Start() << form.Line({"branch", "from", "due", "present"});
  for (const auto& branch : forecast.branches()) {
    const absl::TimeZone zone = clock.ZoneOf(branch.branch());
    std::cout << form.Line({branch.branch(), "late", absl::StrCat(branch.late()), ""});
    for (const auto& hour : branch.hours()) {
      std::cout << form.Line({branch.branch(), MomentForFiles(true, hour.start_time(), zone), absl::StrCat(hour.due()),
                              absl::StrCat(hour.present())});
    }
    std::cout << form.Line({branch.branch(), "later", absl::StrCat(branch.later()), ""});
  }
}

ExitCode Show(Terminal& terminal, const ForecastWords& words) {
  v1::GetForecastRequest request;
  if (!words.all) request.set_branch(RequiredBranch(terminal.settings));
  request.set_hours(words.hours);
  const auto forecast = terminal.connection.Call(&v1::DeadlineService::Stub::GetForecast, request);
  if (terminal.settings.json) {
    std::cout << Json(forecast);
  } else if (words.csv) {
    PrintCsv(terminal.clock, forecast, SheetForm::For(terminal.language(), words.sheet));
  } else {
    // Of ten thousand branches, the hours in which nothing falls due help nobody.
    std::cout << ForecastTable(terminal, forecast, !words.all);
  }
  return ExitCode::kOk;
}

}  // namespace

void AddForecastVerb(CLI::App& app, Terminal& terminal) {
  const auto words = std::make_shared<ForecastWords>();
  CLI::App* forecast = AddVerb(app, terminal, "forecast", "krul forecast --hours 24 --branch centrum",
                               [&terminal, words] { return Show(terminal, *words); });
  forecast->add_option("--hours", words->hours)->type_name("N")->check(CLI::Range(1, 72))->capture_default_str();
  forecast->add_flag("--all", words->all);
  forecast->add_flag("--csv", words->csv);
  AddSheetOptions(forecast, words->sheet);
}

}  // namespace krul::terminal
