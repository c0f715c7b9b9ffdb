#include "services/firm_file/holidays_ics.h"

#include <libical/ical.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <set>

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
  EventReader(icalcomponent* event, int first_year, int last_year, IcsHolidays& holidays)
      : event_(event), first_(first_year, 1, 1), last_(last_year, 12, 31), holidays_(holidays) {
    const char* summary = icalcomponent_get_summary(event);
    if (summary != nullptr) title_ = ShortTitle(summary);
  }

  void Read() {
    if (icalcomponent_get_status(event_) == ICAL_STATUS_CANCELLED) return;
    const icaltimetype start = icalcomponent_get_dtstart(event_);
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
      if (icaltime_is_null_time(time) == 0) Add(ToDay(time));
    }
  }

 private:
  void Fault(const std::string& message) { holidays_.faults.push_back("The event " + Quoted(title_) + " " + message); }

  bool MeasureDays(icaltimetype start) {
    const bool ends = icalcomponent_get_first_property(event_, ICAL_DTEND_PROPERTY) != nullptr ||
                      icalcomponent_get_first_property(event_, ICAL_DURATION_PROPERTY) != nullptr;
    // Without an end a date lasts a day, and a moment no time at all.
    if (!ends && start.is_date != 0) return true;
    const icaltimetype end = icalcomponent_get_dtend(event_);
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
      except_.insert(ToDay(icalproperty_get_exdate(date)));
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
    if (bounded.count == 0) {
      const bool ends = icaltime_is_null_time(bounded.until) == 0;
      if (ends && ToDay(bounded.until) < early) return;
      if (!ends || ToDay(bounded.until) > last_) bounded.until = ToIcalDate(last_);
    }
    const Iterator iterator(icalrecur_iterator_new(bounded, start), &icalrecur_iterator_free);
    if (!iterator) return Fault("has a rule that never comes true; leave it out.");
    if (bounded.count == 0 && ToDay(start) < early) icalrecur_iterator_set_start(iterator.get(), ToIcalDate(early));
    for (int i = 0; i < kOccurrencesLimit; ++i) {
      const icaltimetype next = icalrecur_iterator_next(iterator.get());
      const bool over = icaltime_is_null_time(next) != 0 || ToDay(next) > last_;
      if (over && i == 0) Fault("has a rule that does not come true in these years; leave it out.");
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
  const Component root(icalparser_parse_string(text.c_str()), &icalcomponent_free);
  if (!root || icalcomponent_isa(root.get()) != ICAL_VCALENDAR_COMPONENT) {
    holidays.faults.push_back("This is no .ics text; it starts with BEGIN:VCALENDAR and ends with END:VCALENDAR.");
    return holidays;
  }
  ReportErrors(root.get(), holidays);
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
    EventReader(event, first_year, last_year, holidays).Read();
    if (holidays.faults.size() > faults_before) --budget.faulty_events;
  }
  return holidays;
}

}  // namespace krul::firm_file
