#include "clients/terminal/views/report_table.h"

#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"
#include "clients/terminal/text/table.h"
#include "clients/terminal/text/text.h"

namespace krul::terminal {
namespace {

using Row = v1::Report::Row;
constexpr std::string_view kTotal = "total";

int64_t KeptOf(const Row& row) { return row.kept_reached() + row.kept_attempted() + row.kept_caller_came(); }

int64_t OpenOf(const Row& row) {
  return row.open().today() + row.open().one_to_two_days() + row.open().three_to_six_days() +
         row.open().a_week_and_more();
}

// What is rare is easier to find among blanks than among zeros.
std::string UnlessZero(int64_t count) { return count == 0 ? "" : absl::StrCat(count); }

std::string Minutes(int64_t seconds) { return absl::StrFormat("%.1f", static_cast<double>(seconds) / 60); }

std::string MedianAndLongest(const v1::Report::Durations& durations) {
  if (durations.count() == 0) return "";
  return absl::StrFormat("%.0f / %.0f", static_cast<double>(durations.median_seconds()) / 60,
                         static_cast<double>(durations.p90_seconds()) / 60);
}

std::string KeyOf(const Row& row, const std::string& group, words::Language language) {
  if (!row.key().empty()) return Visible(row.key());
  const auto none = words::Key::Find("web_report", "no_key_by_" + group);
  return none ? words::Say(language, *none) : "";
}

std::string GroupHeading(const std::string& group, words::Language language) {
  const auto title = words::Key::Find("web_report", "by_" + group);
  return Heading(title.value_or(words::Key("web_chart.day")), language);
}

// In the order of Report.Row; a new field is added at the end.
std::vector<std::pair<std::string, std::string>> Fields(const Row& row, const SheetForm& form) {
  std::vector<std::pair<std::string, std::string>> fields;
  const auto count = [&fields](const char* name, int64_t value) { fields.emplace_back(name, absl::StrCat(value)); };
  count("noted", row.noted());
  count("handled_at_desk", row.handled_at_desk());
  count("kept", KeptOf(row));
  count("kept_reached", row.kept_reached());
  count("kept_attempted", row.kept_attempted());
  count("kept_caller_came", row.kept_caller_came());
  count("missed", row.missed());
  count("not_judged", row.not_judged());
  fields.emplace_back("kept_percent",
                      form.Figure(std::string(absl::StripSuffix(Rate(KeptOf(row), row.missed()), " %"))));
  count("chasers", row.chasers());
  count("agreed_otherwise", row.agreed_otherwise());
  count("targets", row.targets());
  count("targets_kept", row.targets_kept());
  count("targets_missed", row.targets_missed());
  const auto durations = [&fields, &count, &form](const std::string& name, const v1::Report::Durations& spans) {
    count((name + "_count").c_str(), spans.count());
    const bool any = spans.count() > 0;
    fields.emplace_back(name + "_median_minutes", any ? form.Figure(Minutes(spans.median_seconds())) : "");
    fields.emplace_back(name + "_p90_minutes", any ? form.Figure(Minutes(spans.p90_seconds())) : "");
  };
  durations("acknowledge", row.acknowledge());
  durations("call_back", row.call_back());
  const auto open = [&fields, &row](const char* name, int64_t value) {
    fields.emplace_back(name, row.has_open() ? absl::StrCat(value) : "");
  };
  open("open_today", row.open().today());
  open("open_one_to_two_days", row.open().one_to_two_days());
  open("open_three_to_six_days", row.open().three_to_six_days());
  open("open_a_week_and_more", row.open().a_week_and_more());
  return fields;
}

std::string ReportLine(const std::string& key, const Row& row, bool names, const SheetForm& form) {
  std::vector<std::string> cells = {key};
  for (auto& [name, value] : Fields(row, form)) cells.push_back(std::move(names ? name : value));
  return form.Line(cells);
}

}  // namespace

std::string Rate(int64_t kept, int64_t missed) {
  if (kept + missed == 0) return "";
  const int64_t thousandths = kept * 1000 / (kept + missed);
  return absl::StrFormat("%d.%d %%", thousandths / 10, thousandths % 10);
}

std::string ReportTable(const v1::Report& report, const std::string& group, words::Language language) {
  const auto heading = [language](words::Key key) { return Heading(key, language); };
  const std::string over_keys = GroupHeading(group, language);
  const std::string kept = heading("web_report.kept");
  const std::string missed = heading("web_report.missed");
  const std::string rate = heading("web_report.rate");
  Table promises({over_keys, heading("web_report.noted"), heading("disposition.handled_at_desk"), kept, missed, rate,
                  heading("web_report.chasers"), heading("web_report.acknowledge"), heading("web_report.call_back"),
                  heading("web_report.open"), heading("terminal_label.open_a_week")});
  Table targets({over_keys, heading("terminal_label.targets"), kept, missed, rate});
  const auto add = [&promises, &targets](const std::string& key, const Row& row, Tone tone) {
    promises.Add({{key, tone},
                  absl::StrCat(row.noted()),
                  absl::StrCat(row.handled_at_desk()),
                  absl::StrCat(KeptOf(row)),
                  {absl::StrCat(row.missed()), row.missed() > 0 ? Tone::kAlarm : Tone::kPlain},
                  Rate(KeptOf(row), row.missed()),
                  UnlessZero(row.chasers()),
                  MedianAndLongest(row.acknowledge()),
                  MedianAndLongest(row.call_back()),
                  row.has_open() ? absl::StrCat(OpenOf(row)) : "",
                  {UnlessZero(row.open().a_week_and_more()), Tone::kWarning}});
    if (row.targets() + row.targets_kept() + row.targets_missed() == 0) return;
    targets.Add({{key, tone},
                 absl::StrCat(row.targets()),
                 absl::StrCat(row.targets_kept()),
                 absl::StrCat(row.targets_missed()),
                 Rate(row.targets_kept(), row.targets_missed())});
  };
  for (const Row& row : report.rows()) add(KeyOf(row, group, language), row, Tone::kPlain);
  add(words::Say(language, "web_report.total"), report.total(), Tone::kHeading);
  std::string out =
      absl::StrCat(words::Say(language, "terminal_verb.report_period",
                              {{"from", Visible(report.from_date())}, {"until", Visible(report.until_date())}}),
                   "\n\n", promises.Render());
  const Row& total = report.total();
  if (total.targets() + total.targets_kept() + total.targets_missed() > 0) {
    absl::StrAppend(&out, "\n", words::Say(language, "terminal_verb.report_targets"), "\n\n", targets.Render());
  }
  return out;
}

std::string ReportCsv(const v1::Report& report, const std::string& heading, const SheetForm& form) {
  std::string out = absl::StrCat(form.Start(), ReportLine(heading, report.total(), true, form));
  for (const Row& row : report.rows()) absl::StrAppend(&out, ReportLine(row.key(), row, false, form));
  return absl::StrCat(out, ReportLine(std::string(kTotal), report.total(), false, form));
}

}  // namespace krul::terminal
