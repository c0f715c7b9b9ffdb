#include "services/domain/report/tally.h"

#include "services/domain/report/duration_histogram.h"

namespace krul::domain {
namespace {

class Counter {
 public:
  explicit Counter(const CallbackRecord& record) : record_(record) {
    const bool has_assignee = record.assignee.kind == Party::Kind::kPerson;
    holder_ = has_assignee ? record.assignee.id : std::string();
  }

  std::vector<TallyCount> All() {
    if (record_.noted_day == 0) return {};
    if (record_.disposition == Disposition::kHandledAtDesk) {
      Count(Measure::kHandledAtDesk, "");
      return std::move(counts_);
    }
    Count(spoken() ? Measure::kNoted : Measure::kTargets, holder_);
    if (!record_.open()) Count(Measure::kClosed, holder_);
    if (record_.chaser_count > 0) Count(Measure::kChasers, holder_, record_.chaser_count);
    for (const Promise& promise : record_.former_promises) CountPromise(promise, promise.answered_by);
    CountPromise(record_.promise, record_.promise.verdict ? record_.promise.answered_by : holder_);
    return std::move(counts_);
  }

 private:
  bool spoken() const { return record_.origin == Origin::kDesk; }

  void Count(Measure measure, const std::string& person, std::int64_t count = 1, int bucket = 0) {
    counts_.push_back({measure, bucket, record_.category, person, count});
  }

  void CountPromise(const Promise& promise, const std::string& person) {
    if (promise.agreed_otherwise) Count(Measure::kAgreedOtherwise, person);
    if (promise.acknowledged_after) Count(Measure::kAcknowledged, person, 1, BucketOf(*promise.acknowledged_after));
    if (promise.reached_after) Count(Measure::kReached, person, 1, BucketOf(*promise.reached_after));
    if (promise.verdict) Count(MeasureOf(promise), person);
  }

  Measure MeasureOf(const Promise& promise) const {
    if (promise.verdict == PromiseStatus::kMissed) return spoken() ? Measure::kMissed : Measure::kTargetsMissed;
    if (promise.verdict != PromiseStatus::kKept) return Measure::kNotJudged;
    if (!spoken()) return Measure::kTargetsKept;
    if (promise.reached_at && *promise.reached_at <= promise.original_due_at) return Measure::kKeptReached;
    const bool came_in_time = promise.closed_as == Disposition::kCallerReachedUs && promise.closed_at &&
                              *promise.closed_at <= promise.original_due_at;
    return came_in_time ? Measure::kKeptCallerCame : Measure::kKeptAttempted;
  }

  const CallbackRecord& record_;
  std::string holder_;
  std::vector<TallyCount> counts_;
};

}  // namespace

std::string_view NameOf(Measure measure) {
  switch (measure) {
    case Measure::kNoted:
      return "noted";
    case Measure::kTargets:
      return "targets";
    case Measure::kHandledAtDesk:
      return "handled";
    case Measure::kKeptReached:
      return "kept_reached";
    case Measure::kKeptAttempted:
      return "kept_attempted";
    case Measure::kKeptCallerCame:
      return "kept_caller_came";
    case Measure::kMissed:
      return "missed";
    case Measure::kNotJudged:
      return "not_judged";
    case Measure::kTargetsKept:
      return "targets_kept";
    case Measure::kTargetsMissed:
      return "targets_missed";
    case Measure::kChasers:
      return "chasers";
    case Measure::kAgreedOtherwise:
      return "agreed_otherwise";
    case Measure::kAcknowledged:
      return "acknowledged";
    case Measure::kReached:
      return "reached";
    case Measure::kClosed:
      return "closed";
  }
  return "";
}

std::vector<TallyCount> TalliesOf(const CallbackRecord& record) { return Counter(record).All(); }

}  // namespace krul::domain
