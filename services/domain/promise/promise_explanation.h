// How a deadline was counted, as facts: what the day's clerk would have counted on fingers. Sentences are made of them
// in speech/explanation_sentences, messages in deadline_watcher; numbered as krul.v1.ExplainDeadlineResponse.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "services/domain/calendar/business_calendar.h"
#include "services/domain/promise/service_level.h"

namespace krul::domain {

// One date between the call and the deadline.
struct ExplainedDay {
  enum class Kind : std::uint8_t {
    kCounted = 1,
    kNothingCounted,
    kSkipped,
    kCallDayClosed,
    kCallDayInTime,
    kCallDayTooLate,
    kCallDayAfterClosing,
    kCallDayNotCounted,
    kWorkingDay,
  };
  enum class Skip : std::uint8_t { kNone, kWeekday, kDate, kHoliday };

  absl::CivilDay day;
  Kind kind = Kind::kCounted;
  std::vector<OpenSpan> counted = {};
  Skip skip = Skip::kNone;
  std::string holiday = {};
  int working_day = 0;      // 1, 2, 3 … after the day of the call
  int of_working_days = 0;  // 0: the level is the same day
  std::optional<Instant> closing_at = std::nullopt;
  Millis margin{};
  std::optional<Instant> after = std::nullopt;  // the call, or the instant at which the time ran out

  Millis counted_time() const;
};

// What came of it.
struct ExplainedEnd {
  enum class Level : std::uint8_t { kNothing, kBusinessTime, kWorkingDays, kSameDay, kNeverOpen };
  enum class WindowEffect : std::uint8_t { kNone, kLastMomentBefore, kTooLittleBefore, kNeverOpen };

  Level level = Level::kNothing;
  std::optional<Instant> level_due_at = std::nullopt;  // by the service level alone
  Millis business_time{};
  Millis rounded_up{};
  int working_day = 0;  // whose closing it is; 0: the day of the call
  Window window = std::nullopt;
  WindowEffect window_effect = WindowEffect::kNone;
  std::optional<Instant> window_due_at = std::nullopt;
  std::optional<Instant> judged_at = std::nullopt;  // renegotiated: what was first promised
  std::optional<Instant> agreed_at = std::nullopt;  // renegotiated: until when it is to be met now
};

struct Explanation {
  std::vector<ExplainedDay> days;
  ExplainedEnd end;
};

Explanation ExplainPromise(const Firm& firm, const Branch& branch, const Category& category, Instant called_at,
                           const Window& window = std::nullopt);
// A deadline that people agreed is not counted: it is told beside what was.
void AddAgreed(const Promise& promise, ExplainedEnd& end);

}  // namespace krul::domain
