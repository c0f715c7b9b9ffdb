// The part `calendars` of a firm file.
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "services/domain/calendar/business_calendar.h"
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

void ReadCalendar(const Node& node, const std::string& path, const Written* id_of_map, Reading& reading) {
  const std::size_t faults_before = reading.faults.size();
  Fields fields(node, path, reading.faults);
  const Written id = id_of_map != nullptr ? *id_of_map : fields.OwnId();
  CalendarRules rules;
  rules.id = id.text;
  const Node* week = fields.Find("week");
  rules.week = week != nullptr ? WeekOf(*week, fields.PathOf("week"), reading.faults) : DefaultWeek();
  ReadSpecialDays(fields, rules, reading);
  fields.RefuseOthers();
  if (!reading.ids.Define(Named::kCalendar, id, reading.faults)) return;
  // Hours that could not be read are told already, and are no closed days. Which zone it is used in makes a difference
  // of hours, and only to a calendar that is nearly always closed.
  if (reading.faults.size() == faults_before &&
      domain::BusinessCalendar(rules, absl::UTCTimeZone()).NextOpening(reading.from) == domain::kNever) {
    reading.faults.Add(id.line, path, "This calendar stays closed for the next 366 days; give it opening hours.");
  }
  if (reading.default_calendar.empty() || id.text == kDefaultCalendar) reading.default_calendar = id.text;
  reading.firm.calendars.emplace(id.text, std::move(rules));
}

}  // namespace

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
