// What falls due in the coming hours of a branch against who is there. Pure.
#pragma once
#include <vector>

#include "services/domain/callback/callback.h"
#include "services/domain/firm/firm.h"
#include "services/domain/people/routing.h"

namespace krul::domain {

struct ForecastHour {
  Instant start{};
  int due = 0;
  int present = 0;  // people of the branch whose hours it is and who are not away, in some part of it
};
struct Forecast {
  int late = 0;     // by the standing of each: what must be met now was missed
  int at_risk = 0;  // not yet, but it is close
  std::vector<ForecastHour> hours;
  int later = 0;  // after the last hour, or reached and not completed
};

// Starts with the whole hour of the branch's clock in which `now` lies.
Forecast ForecastOf(const Firm& firm, const Branch& branch, const Absences& absences,
                    const std::vector<CallbackRecord>& open, Instant now, int hours);

}  // namespace krul::domain
