// The openings of a calendar laid on the time line, walked forwards or backwards. For business_calendar.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "services/domain/calendar/wall_clock.h"
#include "services/domain/firm/firm.h"

namespace krul::domain {

using DayNumber = std::int64_t;  // 0 is 1970-01-01

inline absl::CivilDay ToCivilDay(DayNumber day) { return absl::CivilDay() + day; }

struct NumberedSpan {
  Instant from{};
  Instant to{};  // later than from: an opening that falls wholly in a skipped hour does not exist
  DayNumber day = 0;
};

class OpenSpans {
 public:
  OpenSpans(const CalendarRules& rules, absl::TimeZone zone);

  DayNumber DayOf(Instant at);  // its local date
  Instant Begins(DayNumber day) { return clock_.FirstShows(day * kWallDay); }
  // nullptr: follows the week.
  const SpecialDay* SpecialOn(DayNumber day);
  const std::vector<Opening>& OpeningsOn(DayNumber day);
  std::optional<NumberedSpan> SpanOf(DayNumber day, const Opening& opening);
  std::optional<Instant> ClosingOf(DayNumber day);
  // The business time of the seven days from `day`, if they go as the week says: none is special, the clock does not
  // change. 0: otherwise, or nothing opens. Such weeks can be passed over as a whole.
  Millis EvenWeek(DayNumber day);

  // Calls `visit` with each span that ends after `at`, in order, until it answers false. Gives up after 366 closed days
  // in a row. Before each even week it asks `pass(day, business_time)` whether to pass over the seven days from `day`.
  template <class Visit, class Pass>
  void Forwards(Instant at, Visit visit, Pass pass);
  template <class Visit>
  void Forwards(Instant at, Visit visit) {
    Forwards(at, visit, [](DayNumber, Millis) { return false; });
  }
  // The same for each span that starts before `at`, the last one first.
  template <class Visit, class Pass>
  void Backwards(Instant at, Visit visit, Pass pass);

  static constexpr DayNumber kGiveUp = 366;
  // Years 1 to 9999, outside of which protobuf has no timestamps: nothing is open there, and no search goes further.
  static constexpr DayNumber kFirstDay = -719162;
  static constexpr DayNumber kLastDay = 2932896;

 private:
  // The last of the seven days from `day` on which anything opens.
  DayNumber LastOpenDay(DayNumber day) const;

  const CalendarRules& rules_;
  WallClock clock_;
  Millis week_{0};  // business time of a week without special days
  // No special day lies strictly between these two.
  DayNumber ordinary_after_ = 0;
  DayNumber ordinary_before_ = 0;
};

template <class Visit, class Pass>
void OpenSpans::Forwards(Instant at, Visit visit, Pass pass) {
  const DayNumber start = DayOf(at);
  DayNumber open_day = start;
  for (DayNumber day = start; day <= kLastDay && day - open_day <= kGiveUp; ++day) {
    if (const Millis week = day > start ? EvenWeek(day) : Millis(0); week > Millis(0) && pass(day, week)) {
      open_day = LastOpenDay(day);
      day += 6;
      continue;
    }
    for (const Opening& opening : OpeningsOn(day)) {
      const std::optional<NumberedSpan> span = SpanOf(day, opening);
      if (!span) continue;
      open_day = day;
      if (span->to > at && !visit(*span)) return;
    }
  }
}

template <class Visit, class Pass>
void OpenSpans::Backwards(Instant at, Visit visit, Pass pass) {
  // Where the clock is put back across midnight, a span of the next date may have begun already.
  const DayNumber start = DayOf(at) + 1;
  DayNumber open_day = start;
  for (DayNumber day = start; day >= kFirstDay && open_day - day <= kGiveUp + 1; --day) {
    if (const Millis week = day < start - 1 ? EvenWeek(day - 6) : Millis(0); week > Millis(0) && pass(day - 6, week)) {
      day -= 6;
      open_day = day;
      continue;
    }
    const std::vector<Opening>& openings = OpeningsOn(day);
    for (auto opening = openings.rbegin(); opening != openings.rend(); ++opening) {
      const std::optional<NumberedSpan> span = SpanOf(day, *opening);
      if (!span) continue;
      open_day = day;
      if (span->from < at && !visit(*span)) return;
    }
  }
}

}  // namespace krul::domain
