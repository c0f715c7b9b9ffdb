// What is promised, when it is at risk and when to try again, worked out a second time: from the openings of a branch
// laid one after the other on the time line, cut to the window of the caller, and counted from one to the next. It
// shares no code with business_calendar and service_level.
#pragma once
#include <optional>
#include <vector>

#include "absl/time/civil_time.h"
#include "services/domain/calendar/call_window.h"
#include "services/domain/firm/firm.h"

namespace krul::simulation {

using domain::Instant;
using domain::Millis;
using Window = std::optional<domain::CallWindow>;

class PromisedMoments {
 public:
  // By the calendar of `branch` in `firm`; both must outlive it.
  PromisedMoments(const domain::Firm& firm, const domain::Branch& branch, const Window& window);
  // By hours of somebody's own, which must outlive it.
  PromisedMoments(const domain::CalendarRules& rules, absl::TimeZone zone) : rules_(rules), zone_(zone) {}

  struct Span {
    Instant from{};
    Instant to{};
  };
  struct Promised {
    Instant due{};
    bool beyond_level = false;
  };
  Promised Due(const domain::Category& category, Instant called_at) const;
  Instant AtRisk(const domain::Category& category, Instant from, Instant due) const;
  // The caller's own earliest moment; Instant{}: none before what is due.
  Instant Earliest(Instant from, Instant due) const;
  bool LiesInWindow(Instant moment) const;
  Instant Retry(const domain::Category& category, Instant from) const;

  // Of the branch, whatever the window.
  bool IsOpenUntil(Instant at) const;               // open at the last instant before
  std::optional<Span> OpeningAt(Instant at) const;  // whole; the next one where it is closed; nullopt: never
  Instant ClosingOfNextWorkingDay(Instant at) const;
  Millis OpenTime(Instant from, Instant to) const;
  std::int64_t LocalDay(Instant at) const;

 private:
  // Those that start on a date, cut to the window or whole.
  std::vector<Span> On(absl::CivilDay day, const Window& window) const;
  absl::CivilDay DateOf(Instant at) const;
  // Calls `visit` with each span that ends after `at` until it answers false.
  template <class Visit>
  void From(Instant at, const Window& window, Visit visit) const;

  // When so much of the window has passed since `begin`; kNever.
  Instant After(Instant begin, Millis wanted, const Window& window) const;
  Instant ClosingAround(Instant at, const Window& window) const;
  Instant ClosingOfWorkingDay(absl::CivilDay after, int count, const Window& window) const;
  Instant ByLevel(const domain::Category& category, Instant called_at) const;
  Instant RoundedUp(Instant due, const Window& window) const;
  Instant Begin(Instant from) const;

  const domain::CalendarRules& rules_;
  const absl::TimeZone zone_;
  const Window window_;
};

}  // namespace krul::simulation
