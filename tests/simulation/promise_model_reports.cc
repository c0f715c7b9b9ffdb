// What the model adds to the board's figures and to reports.
#include "tests/simulation/promise_model.h"

namespace krul::simulation {
using namespace domain;

namespace {

// Below a minute is the first; each further bucket ends a fifth later than it begins.
int BucketOfDuration(Millis duration) {
  int bucket = 0;
  for (double end = 60'000; bucket < 79 && static_cast<double>(duration.count()) >= end; end *= 1.2) ++bucket;
  return bucket;
}

}  // namespace

std::map<std::string, int> PromiseModel::Tallies() const {
  std::map<std::string, int> tallies;
  const auto judged = [&](const PromiseMade& promise) {
    if (promise.verdict == PromiseStatus::kKept) ++tallies["kept"];
    if (promise.verdict == PromiseStatus::kMissed) ++tallies["missed"];
    if (promise.verdict == PromiseStatus::kNotJudged && !now_.handled_at_desk) ++tallies["not_judged"];
  };
  for (const PromiseMade& promise : now_.former) judged(promise);
  judged(now_.promise);
  if (now_.open && !Settled() && now_.promise.at_risk_told) {
    ++tallies[now_.promise.broken_told ? "broken" : "at_risk"];
  }
  return tallies;
}

std::string PromiseModel::MeasureOf(const PromiseMade& promise) const {
  if (promise.verdict == PromiseStatus::kNotJudged) return "not_judged";
  if (promise.verdict == PromiseStatus::kMissed) return spoken_ ? "missed" : "targets_missed";
  if (!spoken_) return "targets_kept";
  if (promise.reached && *promise.reached <= promise.original_due) return "kept_reached";
  const bool came = promise.closed_as == Disposition::kCallerReachedUs && *promise.closed <= promise.original_due;
  return came ? "kept_caller_came" : "kept_attempted";
}

void PromiseModel::CountForReports(ReportCounts& counts) const {
  if (now_.handled_at_desk) {
    ++counts[{category_, "", "handled", 0}];
    return;
  }
  const std::string has_it = now_.assignee.kind == Party::Kind::kPerson ? now_.assignee.id : "";
  ++counts[{category_, has_it, spoken_ ? "noted" : "targets", 0}];
  if (!now_.open) ++counts[{category_, has_it, "closed", 0}];
  if (now_.chasers > 0) counts[{category_, has_it, "chasers", 0}] += now_.chasers;
  const auto count = [&](const PromiseMade& promise) {
    const std::string& person = promise.verdict ? promise.answered_by : has_it;
    if (promise.agreed_otherwise) ++counts[{category_, person, "agreed_otherwise", 0}];
    if (promise.mine_after) ++counts[{category_, person, "acknowledged", BucketOfDuration(*promise.mine_after)}];
    if (promise.reached_after) ++counts[{category_, person, "reached", BucketOfDuration(*promise.reached_after)}];
    if (promise.verdict) ++counts[{category_, person, MeasureOf(promise), 0}];
  };
  for (const PromiseMade& promise : now_.former) count(promise);
  count(now_.promise);
}

}  // namespace krul::simulation
