#include "services/firm_file/holidays_ics.h"

#include <libical/ical.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string_view>

#include "absl/strings/ascii.h"
#include "absl/time/time.h"
#include "services/domain/limits.h"
#include "services/firm_file/faults.h"

namespace krul::firm_file {
namespace {

using Component = std::unique_ptr<icalcomponent, decltype(&icalcomponent_free)>;
using Iterator = std::unique_ptr<icalrecur_iterator, decltype(&icalrecur_iterator_free)>;

constexpr int kLongestHoliday = 92;      // days: the summer of a school
constexpr int kOccurrencesLimit = 5000;  // daily for the years asked for

absl::CivilDay ToDay(const icaltimetype& time) { return absl::CivilDay(time.year, time.month, time.day); }

icaltimetype ToIcalDate(absl::CivilDay day) {
  icaltimetype date = icaltime_null_date();
  date.year = static_cast<int>(day.year());
  date.month = day.month();
  date.day = day.day();
  return date;
}

bool IsMidnight(const icaltimetype& time) {
  return time.is_date != 0 || (time.hour == 0 && time.minute == 0 && time.second == 0);
}

// Overridden instances of an event, by its UID.
using Overridden = std::map<std::string, std::set<absl::CivilDay>>;

// What says on which days an event is; all else is no fault, whatever it holds.
bool BearsOnDays(std::string_view name, std::string_view value) {
  if (name == "STATUS") return absl::AsciiStrToUpper(std::string(value)) == "CANCELLED";
  constexpr std::array<std::string_view, 9> kNames = {"DTSTART", "DTEND",         "DURATION", "RRULE", "RDATE",
                                                      "EXDATE",  "RECURRENCE-ID", "SUMMARY",  "UID"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

// The lines of a text, those that were folded made whole again.
std::vector<std::string> Unfolded(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    const bool continues = !lines.empty() && (line.starts_with(' ') || line.starts_with('\t'));
    if (continues) lines.back() += line.substr(1);
    if (!continues) lines.emplace_back(line);
  }
  return lines;
}

// The events alone, with what bears on their days: exports are full of empty and unknown properties.
std::string OnlyDays(const std::string& text) {
  std::string kept;
  int others = 0;  // components within which the line stands, that are no events
  for (const std::string& line : Unfolded(text)) {
    bool quoted = false;
    const auto colon = std::find_if(line.begin(), line.end(), [&quoted](char c) {
      if (c == '"') quoted = !quoted;
      return c == ':' && !quoted;
    });
    const bool has_value = colon != line.end();
    std::string value(has_value ? colon + 1 : colon, line.end());
    absl::StripAsciiWhitespace(&value);
    const std::string name = absl::AsciiStrToUpper(line.substr(0, line.find_first_of(":;")));
    const bool begins = name == "BEGIN";
    if (begins || name == "END") {
      const std::string component = absl::AsciiStrToUpper(value);
      const bool other = component != "VCALENDAR" && component != "VEVENT";
      if (begins && other) ++others;
      if (others == 0) kept += line + "\r\n";
      if (!begins && other && others > 0) --others;
      continue;
    }
    if (others == 0 && BearsOnDays(name, value) && !(has_value && value.empty())) kept += line + "\r\n";
  }
  return kept;
}

// That of the property, if it names one there is; else that of branches which name none.
absl::TimeZone ZoneOf(icalproperty* property) {
  absl::TimeZone zone;
  icalparameter* named = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER);
  if (named != nullptr && absl::LoadTimeZone(icalparameter_get_tzid(named), &zone)) return zone;
  absl::LoadTimeZone("Europe/Amsterdam", &zone);
  return zone;
}

// A moment in UTC as the wall shows it in the zone.
icaltimetype OnTheWall(icaltimetype time, absl::TimeZone zone) {
  if (time.is_date != 0 || icaltime_is_utc(time) == 0) return time;
  const absl::CivilSecond utc(time.year, time.month, time.day, time.hour, time.minute, time.second);
  const absl::CivilSecond local = absl::ToCivilSecond(absl::FromCivil(utc, absl::UTCTimeZone()), zone);
  icaltimetype wall = ToIcalDate(absl::CivilDay(local));
  wall.is_date = 0;
  wall.hour = local.hour();
  wall.minute = local.minute();
  wall.second = local.second();
  return wall;
}

std::string UidOf(icalcomponent* event) {
  const char* uid = icalcomponent_get_uid(event);
  return uid == nullptr ? "" : uid;
}

// Which instances have an event of their own: each is moved to its days, or cancelled.
Overridden OverriddenIn(icalcomponent* root) {
  Overridden overridden;
  for (icalcomponent* event = icalcomponent_get_first_component(root, ICAL_VEVENT_COMPONENT); event != nullptr;
       event = icalcomponent_get_next_component(root, ICAL_VEVENT_COMPONENT)) {
    icalproperty* instance = icalcomponent_get_first_property(event, ICAL_RECURRENCEID_PROPERTY);
    if (instance == nullptr) continue;
    overridden[UidOf(event)].insert(ToDay(OnTheWall(icalproperty_get_recurrenceid(instance), ZoneOf(instance))));
  }
  return overridden;
}

// On one line, and not cut in the middle of a character.
std::string ShortTitle(std::string title) {
  std::size_t end = std::min(title.size(), domain::limits::kTitleLength);
  while (end < title.size() && end > 0 && (title[end] & 0xC0) == 0x80) --end;
  title.resize(end);
  for (char& letter : title) {
    if (static_cast<unsigned char>(letter) < 0x20) letter = ' ';
  }
  return title;
}

class EventReader {
 public:
  EventReader(icalcomponent* event, const Overridden& overridden, int first_year, int last_year, IcsHolidays& holidays)
      : event_(event), first_(first_year, 1, 1), last_(last_year, 12, 31), holidays_(holidays) {
    const char* summary = icalcomponent_get_summary(event);
    if (summary != nullptr) title_ = ShortTitle(summary);
    icalproperty* start = icalcomponent_get_first_property(event, ICAL_DTSTART_PROPERTY);
    if (start != nullptr) zone_ = ZoneOf(start);
    const bool is_instance = icalcomponent_get_first_property(event, ICAL_RECURRENCEID_PROPERTY) != nullptr;
    const auto own = overridden.find(UidOf(event));
    if (!is_instance && own != overridden.end()) except_ = own->second;
  }

  void Read() {
    if (icalcomponent_get_status(event_) == ICAL_STATUS_CANCELLED) return;
    const icaltimetype start = OnTheWall(icalcomponent_get_dtstart(event_), zone_);
    if (icaltime_is_null_time(start) != 0 || icaltime_is_valid_time(start) == 0 || start.year < 1900) {
      return Fault("has no start; write DTSTART;VALUE=DATE:20261225.");
    }
    if (!MeasureDays(start)) return;
    ReadExceptions();
    icalproperty* rule = icalcomponent_get_first_property(event_, ICAL_RRULE_PROPERTY);
    if (rule == nullptr) {
      Add(ToDay(start));
    } else if (icalcomponent_get_next_property(event_, ICAL_RRULE_PROPERTY) != nullptr) {
      Fault("has two rules; make two events of it.");
    } else {
      Expand(icalproperty_get_rrule(rule), start);
    }
    for (icalproperty* date = icalcomponent_get_first_property(event_, ICAL_RDATE_PROPERTY); date != nullptr;
         date = icalcomponent_get_next_property(event_, ICAL_RDATE_PROPERTY)) {
      const icaltimetype time = icalproperty_get_rdate(date).time;
      if (icaltime_is_null_time(time) == 0) Add(ToDay(OnTheWall(time, zone_)));
    }
  }

 private:
  void Fault(const std::string& message) { holidays_.faults.push_back("The event " + Quoted(title_) + " " + message); }

  bool MeasureDays(icaltimetype start) {
    const bool ends = icalcomponent_get_first_property(event_, ICAL_DTEND_PROPERTY) != nullptr ||
                      icalcomponent_get_first_property(event_, ICAL_DURATION_PROPERTY) != nullptr;
    // Without an end a date lasts a day, and a moment no time at all.
    if (!ends && start.is_date != 0) return true;
    const icaltimetype end = OnTheWall(icalcomponent_get_dtend(event_), zone_);
    if (!ends || !IsMidnight(start) || !IsMidnight(end)) {
      Fault("is not of whole days; write its date under openings, with the hours that are left.");
      return false;
    }
    const std::int64_t days = ToDay(end) - ToDay(start);
    // Some programs write the same date as the end of a single day.
    days_ = days == 0 ? 1 : static_cast<int>(days);
    if (days >= 0 && days <= kLongestHoliday) return true;
    Fault("must end after it starts and last at most " + std::to_string(kLongestHoliday) + " days.");
    return false;
  }

  void ReadExceptions() {
    for (icalproperty* date = icalcomponent_get_first_property(event_, ICAL_EXDATE_PROPERTY); date != nullptr;
         date = icalcomponent_get_next_property(event_, ICAL_EXDATE_PROPERTY)) {
      except_.insert(ToDay(OnTheWall(icalproperty_get_exdate(date), zone_)));
    }
  }

  void Expand(const icalrecurrencetype& rule, icaltimetype start) {
    const bool by_days = rule.freq == ICAL_YEARLY_RECURRENCE || rule.freq == ICAL_MONTHLY_RECURRENCE ||
                         rule.freq == ICAL_WEEKLY_RECURRENCE || rule.freq == ICAL_DAILY_RECURRENCE;
    if (!by_days) return Fault("has a rule that is not understood; write one such as RRULE:FREQ=YEARLY.");
    start.is_date = 1;
    // One that never comes true is searched no further than the last year, and from as late as can be.
    icalrecurrencetype bounded = rule;
    const absl::CivilDay early = first_ - kLongestHoliday;
    const bool has_last_day = icaltime_is_null_time(bounded.until) == 0;
    if (bounded.count == 0) {
      const absl::CivilDay until = has_last_day ? ToDay(OnTheWall(bounded.until, zone_)) : last_;
      if (until < early) return;
      bounded.until = ToIcalDate(std::min(until, last_));
    }
    const bool ends = has_last_day || bounded.count > 0;
    const Iterator iterator(icalrecur_iterator_new(bounded, start), &icalrecur_iterator_free);
    if (!iterator) return Fault("has a rule that never comes true; leave it out.");
    if (bounded.count == 0 && ToDay(start) < early) icalrecur_iterator_set_start(iterator.get(), ToIcalDate(early));
    for (int i = 0; i < kOccurrencesLimit; ++i) {
      const icaltimetype next = icalrecur_iterator_next(iterator.get());
      const bool over = icaltime_is_null_time(next) != 0 || ToDay(next) > last_;
      // One that has ended is without effect.
      if (over && i == 0 && !ends) Fault("has a rule that does not come true in these years; leave it out.");
      if (over) return;
      Add(ToDay(next));
    }
    Fault("repeats too often; let it start later.");
  }

  void Add(absl::CivilDay start) {
    if (except_.contains(start)) return;
    for (int i = 0; i < days_; ++i) {
      const absl::CivilDay day = start + i;
      if (day >= first_ && day <= last_) holidays_.titles.emplace(day, title_);
    }
  }

  icalcomponent* event_;
  absl::CivilDay first_;
  absl::CivilDay last_;
  IcsHolidays& holidays_;
  std::string title_;
  int days_ = 1;
  absl::TimeZone zone_;
  std::set<absl::CivilDay> except_;
};

// What the parser could not read it leaves in the component as an error.
void ReportErrors(icalcomponent* component, IcsHolidays& holidays) {
  for (icalproperty* error = icalcomponent_get_first_property(component, ICAL_XLICERROR_PROPERTY); error != nullptr;
       error = icalcomponent_get_next_property(component, ICAL_XLICERROR_PROPERTY)) {
    const char* message = icalproperty_get_xlicerror(error);
    holidays.faults.push_back("The .ics text has a faulty line: " + Quoted(message == nullptr ? "" : message) + ".");
  }
}

}  // namespace

IcsHolidays ReadIcsHolidays(const std::string& text, int first_year, int last_year, IcsBudget& budget) {
  IcsHolidays holidays;
  icalerror_set_errors_are_fatal(0);  // a faulty text is no reason to abort
  const Component root(icalparser_parse_string(OnlyDays(text).c_str()), &icalcomponent_free);
  if (!root || icalcomponent_isa(root.get()) != ICAL_VCALENDAR_COMPONENT) {
    holidays.faults.push_back("This is no .ics text; it starts with BEGIN:VCALENDAR and ends with END:VCALENDAR.");
    return holidays;
  }
  ReportErrors(root.get(), holidays);
  const Overridden overridden = OverriddenIn(root.get());
  for (icalcomponent* event = icalcomponent_get_first_component(root.get(), ICAL_VEVENT_COMPONENT); event != nullptr;
       event = icalcomponent_get_next_component(root.get(), ICAL_VEVENT_COMPONENT)) {
    if (budget.events == 0) {
      holidays.faults.push_back("The .ics texts of a firm file have at most " +
                                std::to_string(domain::limits::kHolidayEvents) + " events; leave out the past.");
      break;
    }
    if (budget.faulty_events == 0) {
      holidays.faults.push_back("So many events are faulty that the others were not read; mend these first.");
      break;
    }
    --budget.events;
    const std::size_t faults_before = holidays.faults.size();
    ReportErrors(event, holidays);
    EventReader(event, overridden, first_year, last_year, holidays).Read();
    if (holidays.faults.size() > faults_before) --budget.faulty_events;
  }
  return holidays;
}

}  // namespace krul::firm_file
