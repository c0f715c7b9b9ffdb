// The part `calendars` of a firm file.
#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include "services/domain/business_calendar.h"
#include "services/domain/limits.h"
#include "services/firm_file/holidays_ics.h"
#include "services/firm_file/reading.h"
#include "services/firm_file/written_values.h"

namespace krul::firm_file {
namespace {

using domain::CalendarRules;
using domain::Opening;

constexpr std::string_view kDefaultCalendar = "default";

// Office hours, Monday to Friday.
std::array<std::vector<Opening>, 7> DefaultWeek() {
  std::array<std::vector<Opening>, 7> week;
  for (std::size_t day = 0; day < 5; ++day) week[day] = {{9 * 60, 17 * 60 + 30}};
  return week;
}

std::vector<Opening> OpeningsOf(const Node& node, const std::string& field, Faults& faults) {
  std::vector<Opening> openings;
  bool faulty = false;
  const auto read = [&](const Node& item, const std::string& item_field) {
    const Written written = TextOf(item, item_field, faults);
    if (item.kind != Node::Kind::kText) return;
    const std::string wrong = ReadOpenings(written.text, openings);
    if (!wrong.empty()) {
      faults.Add(item.line, item_field, Quoted(written.text) + ": " + wrong + ".");
      faulty = true;
    }
  };
  if (node.kind == Node::Kind::kList) {
    ForEachItem(node, field, faults, read);
  } else if (node.kind != Node::Kind::kNothing) {
    read(node, field);
  }
  if (const std::string wrong = faulty ? "" : ArrangeOpenings(openings); !wrong.empty()) {
    faults.Add(node.line, field, "Here " + wrong + ".");
  }
  return openings;
}

std::array<std::vector<Opening>, 7> WeekOf(const Node& node, const std::string& path, Faults& faults) {
  std::array<std::vector<Opening>, 7> week;
  if (node.kind != Node::Kind::kMap) {
    faults.Add(node.line, path, "Write the hours of each weekday, such as mon-fri: \"09:00-17:30\".");
    return DefaultWeek();
  }
  std::array<int, 7> given_on_line{};
  for (const Entry& entry : node.entries) {
    const std::string field = path + "." + entry.key;
    const std::optional<std::vector<std::size_t>> days = ReadWeekdays(entry.key);
    if (!days) {
      faults.Add(entry.line, path, Quoted(entry.key) + " is no weekday; " + kWeekdaysForm + ".");
      continue;
    }
    const std::vector<Opening> openings = OpeningsOf(entry.value, field, faults);
    for (const std::size_t day : *days) {
      if (given_on_line[day] != 0) {
        faults.Add(entry.line, field,
                   "A weekday of these is given on line " + std::to_string(given_on_line[day]) + " already.");
        break;
      }
      given_on_line[day] = entry.line;
      week[day] = openings;
    }
  }
  return week;
}

// A date in a list or map of dates, with what is said of it.
struct WrittenDate {
  absl::CivilDay date;
  std::string title;
  const Node* hours = nullptr;
  int line = 0;
  std::string field;
};

std::optional<absl::CivilDay> DateOf(const std::string& text, int line, const std::string& field, Faults& faults) {
  const std::optional<absl::CivilDay> date = ReadDate(text);
  if (!date) faults.Add(line, field, Quoted(text) + " is no date; " + kDateForm + ".");
  return date;
}

// "2026-12-25: Kerstmis", or for openings "2026-12-24: 09:00-16:00".
std::optional<WrittenDate> DateOfEntry(const Entry& entry, const std::string& path, bool with_hours, Faults& faults) {
  const std::optional<absl::CivilDay> date = DateOf(entry.key, entry.line, path, faults);
  if (!date) return std::nullopt;
  WrittenDate written{*date, "", nullptr, entry.line, path + "." + entry.key};
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
    const std::optional<absl::CivilDay> date = DateOf(text, item.line, item_path, faults);
    if (!date) return;
    written.date = *date;
    written.line = item.line;
    written.field = item_path;
    add(std::move(written));
  });
  return dates;
}

void ReadIcs(const Node& node, const std::string& field, CalendarRules& rules, Reading& reading) {
  const Written text = TextOf(node, field, reading.faults);
  if (node.kind != Node::Kind::kText) return;
  const absl::Time from = absl::FromUnixMillis(domain::ToMillis(reading.from));
  const int year = static_cast<int>(absl::ToCivilYear(from, absl::UTCTimeZone()).year());
  IcsHolidays holidays = ReadIcsHolidays(text.text, year - 1, year + 10, reading.ics_budget);
  for (std::string& fault : holidays.faults) reading.faults.Add(node.line, field, std::move(fault));
  for (auto& [day, title] : holidays.titles) rules.special_days[day] = {std::move(title), {}};
}

void ReadSpecialDays(Fields& fields, CalendarRules& rules, Reading& reading) {
  Faults& faults = reading.faults;
  if (const Node* ics = fields.Find("holidays_ics")) ReadIcs(*ics, fields.PathOf("holidays_ics"), rules, reading);
  std::set<absl::CivilDay> closings;
  for (const char* key : {"holidays", "closings"}) {
    const Node* node = fields.Find(key);
    if (node == nullptr) continue;
    for (WrittenDate& written : DatesOf(*node, fields.PathOf(key), false, faults)) {
      rules.special_days[written.date] = {std::move(written.title), {}};
      if (key == std::string_view("closings")) closings.insert(written.date);
    }
  }
  const Node* node = fields.Find("openings");
  if (node == nullptr) return;
  for (WrittenDate& written : DatesOf(*node, fields.PathOf("openings"), true, faults)) {
    if (closings.contains(written.date)) {
      faults.Add(written.line, written.field, "This date is under closings too; leave out one of them.");
    }
    if (written.hours == nullptr || written.hours->kind == Node::Kind::kNothing) {
      faults.Add(written.line, written.field, "Write the hours of this date, such as \"10:00-16:00\".");
      continue;
    }
    // An opening on a holiday wins from it and keeps its name.
    domain::SpecialDay& special = rules.special_days[written.date];
    if (!written.title.empty()) special.title = std::move(written.title);
    special.openings = OpeningsOf(*written.hours, written.field, faults);
  }
}

void ReadCalendar(const Node& node, const std::string& path, const Written* id_of_map, Reading& reading) {
  Fields fields(node, path, reading.faults);
  const Written id = id_of_map != nullptr ? *id_of_map : fields.OwnId();
  CalendarRules rules;
  rules.id = id.text;
  const Node* week = fields.Find("week");
  rules.week = week != nullptr ? WeekOf(*week, fields.PathOf("week"), reading.faults) : DefaultWeek();
  ReadSpecialDays(fields, rules, reading);
  fields.RefuseOthers();
  if (!reading.ids.Define(Named::kCalendar, id, reading.faults)) return;
  // Which zone it is used in makes a difference of hours, and only to a calendar that is nearly always closed.
  if (domain::BusinessCalendar(rules, absl::UTCTimeZone()).NextOpening(reading.from) == domain::kNever) {
    reading.faults.Add(id.line, path, "This calendar stays closed for the next 366 days; give it opening hours.");
  }
  if (reading.default_calendar.empty() || id.text == kDefaultCalendar) reading.default_calendar = id.text;
  reading.firm.calendars.emplace(id.text, std::move(rules));
}

}  // namespace

void ReadCalendars(const Node* node, const std::string& path, Reading& reading) {
  if (node != nullptr && node->kind == Node::Kind::kMap) {
    for (const Entry& entry : node->entries) {
      Written id{entry.key, entry.line, path + "." + entry.key};
      if (!IsId(id.text)) {
        reading.faults.Add(id.line, path, Quoted(id.text) + " is no id; " + kIdForm + ".");
        id = {"", entry.line, path};
      }
      ReadCalendar(entry.value, id.field, &id, reading);
    }
  } else if (node != nullptr) {
    ForEachItem(*node, path, reading.faults, [&](const Node& item, const std::string& item_path) {
      ReadCalendar(item, item_path, nullptr, reading);
    });
  }
  if (node == nullptr || (node->entries.empty() && node->items.empty())) {
    CalendarRules rules{std::string(kDefaultCalendar), DefaultWeek(), {}};
    reading.ids.Define(Named::kCalendar, {rules.id, 0, path}, reading.faults);
    reading.default_calendar = rules.id;
    reading.firm.calendars.emplace(rules.id, std::move(rules));
  }
}

}  // namespace krul::firm_file
