#include "clients/terminal/views/firm_survey.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/time/civil_time.h"
#include "clients/terminal/text/days.h"
#include "clients/terminal/text/table.h"
#include "clients/terminal/text/text.h"
#include "clients/words/catalogue.h"

namespace krul::terminal {
namespace {

// "1,6": Monday and Saturday.
std::string WeekdaysInWords(const std::string& numbers, words::Language language) {
  const absl::CivilDay sunday(2026, 11, 22);
  std::vector<std::string> names;
  for (const absl::string_view number : absl::StrSplit(numbers, ',', absl::SkipEmpty()))
    names.push_back(WeekdayInWords(sunday + (number[0] - '0'), language));
  return absl::StrJoin(names, ", ");
}

std::string WarningInWords(const v1::FirmWarning& warning, words::Language language) {
  words::Values values;
  for (const auto& [name, value] : warning.arguments()) {
    const bool weekdays = name == "weekdays";
    const bool list = name == "people";
    values.emplace_back(name, weekdays ? WeekdaysInWords(value, language)
                                       : Visible(list ? absl::StrReplaceAll(value, {{",", ", "}}) : value));
  }
  const auto key = words::Key::Find("terminal_firm_warning", v1::FirmWarningCode_Name(warning.code()));
  // A newer service knows more.
  return key ? words::Say(language, *key, values) : absl::StrCat(warning.code());
}

std::string DayOf(const v1::ClosedDays::Day& day, words::Language language) {
  absl::CivilDay date;
  return absl::ParseCivilTime(day.date(), &date) ? DayInWords(date, true, language) : Visible(day.date());
}

}  // namespace

std::string FirmSurvey(const v1::ApplyFirmResponse& response, words::Language language) {
  std::string out;
  for (const v1::FirmWarning& warning : response.warnings()) {
    const std::string line =
        words::Say(language, "terminal_verb.firm_warning", {{"warning", WarningInWords(warning, language)}});
    absl::StrAppend(&out, Toned(line, Tone::kWarning), "\n");
  }
  if (response.warnings_left_out() > 0) {
    absl::StrAppend(&out,
                    words::Say(language, "terminal_verb.firm_warnings_left_out",
                               {{"count", int64_t{response.warnings_left_out()}}}),
                    "\n");
  }
  for (const v1::ClosedDays& calendar : response.closed_days()) {
    const words::Values values = {{"calendar", Visible(calendar.calendar())}};
    absl::StrAppend(&out, "\n",
                    calendar.days().empty() ? words::Say(language, "terminal_verb.firm_never_closed", values)
                                            : words::Say(language, "terminal_verb.firm_closed_days", values),
                    "\n");
    for (const v1::ClosedDays::Day& day : calendar.days()) {
      absl::StrAppend(&out, "  ", DayOf(day, language), day.title().empty() ? "" : "  ", Visible(day.title()), "\n");
    }
  }
  return out;
}

}  // namespace krul::terminal
