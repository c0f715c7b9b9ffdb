// The dates on which a calendar of a firm file differs from its week: holidays, closings and openings.
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "services/domain/limits.h"
#include "services/firm_file/date_rules.h"
#include "services/firm_file/holidays_ics.h"
#include "services/firm_file/reading.h"

namespace krul::firm_file {
namespace {

using domain::CalendarRules;

// A date in a list or map of dates, with what is said of it.
struct WrittenDate {
  DateRule rule;
  std::string title;
  const Node* hours = nullptr;
  std::vector<domain::Opening> openings;  // what the hours say
  int line = 0;
  std::string field;
};

std::optional<DateRule> RuleOf(const std::string& text, int line, const std::string& field, Faults& faults) {
  const std::optional<DateRule> rule = ReadDateRule(text);
  if (!rule) faults.Add(line, field, Quoted(text) + " is no date; " + kDateForm + ".");
  return rule;
}

// "2026-12-25: Kerstmis", or for openings "2026-12-24: 09:00-16:00".
std::optional<WrittenDate> DateOfEntry(const Entry& entry, const std::string& path, bool with_hours, Faults& faults) {
  const std::optional<DateRule> rule = RuleOf(entry.key, entry.line, path, faults);
  if (!rule) return std::nullopt;
  WrittenDate written{.rule = *rule, .line = entry.line, .field = path + "." + entry.key};
  if (with_hours) {
    written.hours = &entry.value;
  } else if (entry.value.kind != Node::Kind::kNothing) {
    const Written title = TextOf(entry.value, written.field, faults);
    if (CheckText(title, domain::limits::kTitleLength, faults)) written.title = title.text;
  }
  return written;
}

// Dates as a map, or as a list of dates, of single entries, or of maps with the fields date, title and hours.
std::vector<WrittenDate> DatesOf(const Node& node, const std::string& path, bool with_hours, Faults& faults) {
  std::vector<WrittenDate> dates;
  const auto add = [&dates](std::optional<WrittenDate> date) {
    if (date) dates.push_back(std::move(*date));
  };
  if (node.kind == Node::Kind::kMap) {
    for (const Entry& entry : node.entries) add(DateOfEntry(entry, path, with_hours, faults));
    return dates;
  }
  ForEachItem(node, path, faults, [&](const Node& item, const std::string& item_path) {
    if (item.kind == Node::Kind::kMap && item.entries.size() == 1 && item.entries[0].key != "date") {
      return add(DateOfEntry(item.entries[0], item_path, with_hours, faults));
    }
    Fields fields(item, item_path, faults, "date");
    const std::string text = fields.Text("date", "", domain::limits::kTitleLength);
    WrittenDate written;
    written.title = fields.Text("title", "", domain::limits::kTitleLength);
    if (with_hours) written.hours = fields.Find("hours");
    fields.RefuseOthers();
    const std::optional<DateRule> rule = RuleOf(text, item.line, item_path, faults);
    if (!rule) return;
    written.rule = *rule;
    written.line = item.line;
    written.field = item_path;
    add(std::move(written));
  });
  return dates;
}

// Rules are written out for these years, as those of an .ics text are.
struct Years {
  int first;
  int last;
};

Years YearsFrom(domain::Instant from) {
  const absl::Time time = absl::FromUnixMillis(domain::ToMillis(from));
  const int year = static_cast<int>(absl::ToCivilYear(time, absl::UTCTimeZone()).year());
  return {year - 1, year + 10};
}

void ReadIcs(const Node& node, const std::string& field, Years years, CalendarRules& rules, Reading& reading) {
  const Written text = TextOf(node, field, reading.faults);
  if (node.kind != Node::Kind::kText) return;
  IcsHolidays holidays = ReadIcsHolidays(text.text, years.first, years.last, reading.ics_budget);
  for (std::string& fault : holidays.faults) reading.faults.Add(node.line, field, std::move(fault));
  for (auto& [day, title] : holidays.titles) rules.special_days[day] = {std::move(title), {}};
}

std::vector<WrittenDate> FindDates(Fields& fields, const char* key, bool with_hours, Faults& faults) {
  const Node* node = fields.Find(key);
  return node == nullptr ? std::vector<WrittenDate>() : DatesOf(*node, fields.PathOf(key), with_hours, faults);
}

// Told once, at the list that has one too many.
void CountRules(const std::vector<WrittenDate>& dates, Reading& reading) {
  for (const WrittenDate& written : dates) {
    if (written.rule.kind == DateRule::Kind::kSingle) continue;
    if (++reading.date_rules != domain::limits::kDateRules + 1) continue;
    reading.faults.Add(written.line, written.field,
                       "A firm file has at most " + std::to_string(domain::limits::kDateRules) +
                           " dates that are rules; let branches share a calendar.");
  }
}

// Of the days of a list's rules, or of its single dates.
template <class Use>
void ForEachDay(const std::vector<WrittenDate>& dates, bool single, Years years, const Use& use) {
  for (const WrittenDate& written : dates) {
    if ((written.rule.kind == DateRule::Kind::kSingle) != single) continue;
    for (const absl::CivilDay day : DaysOf(written.rule, years.first, years.last)) use(day, written);
  }
}

// What is faulty is left out.
void CheckOpenings(const std::vector<WrittenDate>& closings, std::vector<WrittenDate>& openings, Faults& faults) {
  std::set<DateRule> closed;
  for (const WrittenDate& written : closings) closed.insert(written.rule);
  std::erase_if(openings, [&](WrittenDate& written) {
    if (closed.contains(written.rule)) {
      faults.Add(written.line, written.field, "This date is under closings too; leave out one of them.");
    }
    if (written.hours == nullptr || written.hours->kind == Node::Kind::kNothing) {
      faults.Add(written.line, written.field, "Write the hours of this date, such as \"10:00-16:00\".");
      return true;
    }
    written.openings = OpeningsOf(*written.hours, written.field, faults);
    return false;
  });
}

}  // namespace

void ReadSpecialDays(Fields& fields, CalendarRules& rules, Reading& reading) {
  Faults& faults = reading.faults;
  const Years years = YearsFrom(reading.from);
  if (const Node* ics = fields.Find("holidays_ics")) {
    ReadIcs(*ics, fields.PathOf("holidays_ics"), years, rules, reading);
  }
  const std::vector<WrittenDate> holidays = FindDates(fields, "holidays", false, faults);
  const std::vector<WrittenDate> closings = FindDates(fields, "closings", false, faults);
  std::vector<WrittenDate> openings = FindDates(fields, "openings", true, faults);
  CheckOpenings(closings, openings, faults);
  for (const auto* dates : {&holidays, &closings, &std::as_const(openings)}) CountRules(*dates, reading);
  if (reading.date_rules > domain::limits::kDateRules) return;

  // Single dates come last, so that they win from the rules.
  for (const bool single : {false, true}) {
    const auto close = [&rules](absl::CivilDay day, const WrittenDate& written) {
      rules.special_days[day] = {written.title, {}};
    };
    ForEachDay(holidays, single, years, close);
    ForEachDay(closings, single, years, close);
    // Rules that meet in some year are no fault: better nobody is promised a call than that nobody is there to make it.
    std::set<absl::CivilDay> closed;
    ForEachDay(closings, single, years, [&closed](absl::CivilDay day, const WrittenDate&) { closed.insert(day); });
    ForEachDay(openings, single, years, [&](absl::CivilDay day, const WrittenDate& written) {
      if (closed.contains(day)) return;
      // An opening on a holiday wins from it and keeps its name.
      domain::SpecialDay& special = rules.special_days[day];
      if (!written.title.empty()) special.title = written.title;
      special.openings = written.openings;
    });
  }
}

}  // namespace krul::firm_file
