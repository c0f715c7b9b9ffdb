// Business time: the only place that counts it.
// Correct across several intervals a day, intervals ending at midnight, special days, and both changes of the clock:
// an interval is the span between the instants at which the wall clock first shows its ends (a skipped wall time is the
// instant of the jump; of a repeated one the first counts for an opening and for a closing alike), so that the length
// of a day with a clock change inside an opening is its real length. An opening that lies wholly in a skipped hour is
// none.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "services/domain/calendar/open_spans.h"
#include "services/domain/firm/firm.h"

namespace krul::domain {

// One opening on the time line: [from, to).
struct OpenSpan {
  Instant from{};
  Instant to{};
  absl::CivilDay day;  // the date on which it starts
};

// A view on rules that outlive it; cheap to make. It remembers where it looked last: several questions are best asked
// of one, from one thread. A search gives up after 366 days: firm_file has refused calendars that stay closed that
// long, so kNever means that the calendar ends.
class BusinessCalendar {
 public:
  BusinessCalendar(const CalendarRules& rules, absl::TimeZone zone) : spans_(rules, zone) {}

  bool IsOpen(Instant at) const;
  // `at` itself when open then.
  Instant NextOpening(Instant at) const;
  // End of the interval that is open at `at`, else of the next one.
  Instant NextClosing(Instant at) const;
  // The instant at which `amount` of business time has passed since `start`; when it runs out exactly at a closing,
  // that closing. amount = 0: the next opening.
  Instant Add(Instant start, Millis amount) const;
  // The latest instant from which `amount` of business time passes until `end`; never before `floor`.
  Instant Subtract(Instant end, Millis amount, Instant floor) const;
  Millis Between(Instant from, Instant to) const;  // 0 if to <= from; Millis::max() until kNever
  // Closing of the last interval that starts on the nth working day after the local date of `start`; n = 0: that of the
  // date itself, or of the next working day when the date is none.
  Instant ClosingOfWorkingDay(Instant start, int n) const;
  // Is the local date of `at` a working day, and when does it close? nullopt: no working day.
  std::optional<Instant> ClosingOfDay(Instant at) const;

  // What lies between two instants, for Explain: openings counted and dates skipped, in order, at most `max_days`
  // dates.
  struct Day {
    absl::CivilDay day;
    std::vector<OpenSpan> counted;  // cut to [from, to)
    std::string closed_because;  // title of the special day, "closed on Sundays" is empty; set only when nothing counts
    bool special = false;
    bool working_day = false;  // an opening starts on it, be it before `from` or after `to`
  };
  std::vector<Day> Days(Instant from, Instant to, int max_days = 400) const;

 private:
  mutable OpenSpans spans_;
};

}  // namespace krul::domain
