#include <algorithm>
#include <array>
#include <map>

#include "absl/time/civil_time.h"
#include "services/deadline_watcher/deadline_service.h"
#include "services/domain/calendar/wall_clock.h"
#include "services/domain/limits.h"
#include "services/domain/report/duration_histogram.h"
#include "services/rpc/converters.h"
#include "services/rpc/field_checks.h"
#include "services/rpc/firm_checks.h"

namespace krul::deadline_watcher {
namespace {
using directory::FirmPointer;
using domain::Instant;
using domain::Measure;
namespace limits = domain::limits;

constexpr int kDays = 7;  // of a report that names none; and open ones are a week old then

// What a row adds up to.
struct Sums {
  std::array<std::int64_t, domain::kMeasures> counts{};
  domain::DurationHistogram acknowledged, reached;
  std::array<std::int64_t, 4> open{};  // today, a day or two, three to six, a week and more

  void Add(const domain::TallyCount& tally) {
    counts[static_cast<std::size_t>(tally.measure)] += tally.count;
    if (tally.measure == Measure::kAcknowledged) acknowledged[tally.bucket] += tally.count;
    if (tally.measure == Measure::kReached) reached[tally.bucket] += tally.count;
  }
  void AddOpen(std::int64_t age, std::int64_t count) { open[age < 1 ? 0 : age < 3 ? 1 : age < 7 ? 2 : 3] += count; }
  bool empty() const {
    const auto is_zero = [](std::int64_t count) { return count == 0; };
    return std::all_of(counts.begin(), counts.end(), is_zero) && std::all_of(open.begin(), open.end(), is_zero);
  }
};

void Fill(const domain::DurationHistogram& histogram, v1::Report::Durations* to) {
  std::int64_t count = 0;
  for (const auto& [bucket, number] : histogram) count += number;
  to->set_count(count);
  const auto seconds = [&](double share) {
    return domain::QuantileOf(histogram, share).value_or(domain::Millis(0)).count() / 1000;
  };
  to->set_median_seconds(seconds(0.5));
  to->set_p90_seconds(seconds(0.9));
}

void Fill(const Sums& sums, const std::string& key, bool with_open, v1::Report::Row* to) {
  const auto count = [&](Measure measure) { return sums.counts[static_cast<std::size_t>(measure)]; };
  to->set_key(key);
  to->set_noted(count(Measure::kNoted));
  to->set_handled_at_desk(count(Measure::kHandledAtDesk));
  to->set_kept_reached(count(Measure::kKeptReached));
  to->set_kept_attempted(count(Measure::kKeptAttempted));
  to->set_kept_caller_came(count(Measure::kKeptCallerCame));
  to->set_missed(count(Measure::kMissed));
  to->set_not_judged(count(Measure::kNotJudged));
  to->set_chasers(count(Measure::kChasers));
  to->set_agreed_otherwise(count(Measure::kAgreedOtherwise));
  to->set_targets(count(Measure::kTargets));
  to->set_targets_kept(count(Measure::kTargetsKept));
  to->set_targets_missed(count(Measure::kTargetsMissed));
  Fill(sums.acknowledged, to->mutable_acknowledge());
  Fill(sums.reached, to->mutable_call_back());
  if (!with_open) return;
  to->mutable_open()->set_today(sums.open[0]);
  to->mutable_open()->set_one_to_two_days(sums.open[1]);
  to->mutable_open()->set_three_to_six_days(sums.open[2]);
  to->mutable_open()->set_a_week_and_more(sums.open[3]);
}

std::string DateOf(std::int64_t day) { return absl::FormatCivilTime(absl::CivilDay() + day); }

// Which rows a count belongs to, and their order.
class Grouping {
 public:
  Grouping(const domain::Firm& firm, const store::TallyStore& tallies, v1::ReportGroup group)
      : firm_(firm), group_(group) {
    if (group != v1::BY_PERSON && group != v1::BY_TEAM) return;
    for (const domain::Person& person : firm.people) people_[tallies.HashOf(person.id)] = person.id;
  }

  std::vector<std::string> KeysOf(const std::string& branch, const store::StoredTally& stored) const {
    switch (group_) {
      case v1::BY_CATEGORY:
        return {stored.tally.category};
      case v1::BY_DAY:
        return {DateOf(stored.day)};
      case v1::BY_PERSON:
        return {PersonOf(stored)};
      case v1::BY_TEAM:
        return TeamsOf(PersonOf(stored));
      default:
        return {branch};
    }
  }

  // In the order of the firm file; what it does not name comes last.
  std::vector<std::string> Ordered(const std::map<std::string, Sums>& rows) const {
    std::vector<std::string> keys;
    const auto add = [&](const std::string& key) {
      if (rows.contains(key) && std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
    };
    if (group_ == v1::BY_CATEGORY) AddIds(firm_.categories, add);
    if (group_ == v1::BY_TEAM) AddIds(firm_.teams, add);
    if (group_ == v1::BY_PERSON) AddIds(firm_.people, add);
    if (group_ == v1::BY_BRANCH || group_ == v1::REPORT_GROUP_UNSPECIFIED) AddIds(firm_.branches, add);
    for (const auto& [key, sums] : rows) add(key);
    std::stable_partition(keys.begin(), keys.end(), [](const std::string& key) { return !key.empty(); });
    return keys;
  }

 private:
  template <class Things, class Add>
  static void AddIds(const Things& things, const Add& add) {
    for (const auto& thing : things) add(thing.id);
  }
  std::string PersonOf(const store::StoredTally& stored) const {
    const auto known = people_.find(stored.tally.person);
    return known == people_.end() ? std::string() : known->second;
  }
  std::vector<std::string> TeamsOf(const std::string& person) const {
    std::vector<std::string> teams;
    for (const domain::Team& team : firm_.teams) {
      if (std::find(team.members.begin(), team.members.end(), person) != team.members.end()) teams.push_back(team.id);
    }
    if (teams.empty()) teams.emplace_back();
    return teams;
  }

  const domain::Firm& firm_;
  v1::ReportGroup group_;
  std::map<std::string, std::string> people_;  // by hash
};

}  // namespace

Task<Result<v1::Report>> DeadlineService::GetReport(const Call&, const v1::GetReportRequest& request) {
  rpc::FieldChecks checks;
  checks.Id("branch", request.branch(), false);
  const auto from = checks.Date("from_date", request.from_date());
  const auto until = checks.Date("until_date", request.until_date());
  if (request.group() < v1::REPORT_GROUP_UNSPECIFIED || request.group() > v1::BY_DAY)
    checks.Fault("group", domain::FaultCode::kNotOneOf, rpc::AllowedOf(*v1::ReportGroup_descriptor()));
  if (!checks.ok()) co_return checks.refusal();
  Result<Instant> now = co_await deps_.directory.Now();
  if (!now) co_return now.refusal();
  Result<FirmPointer> firm = co_await deps_.directory.Current(*now);
  if (!firm) co_return firm.refusal();
  std::vector<const domain::Branch*> branches;
  if (request.branch().empty()) {
    for (const domain::Branch& branch : (*firm)->branches) branches.push_back(&branch);
  } else {
    auto branch = rpc::BranchIn(**firm, "branch", request.branch());
    if (!branch) co_return branch.refusal();
    branches.push_back(*branch);
  }
  const std::int64_t last = until.value_or(domain::LocalDay(branches.front()->time_zone, *now));
  const std::int64_t first = from.value_or(last - (kDays - 1));
  if (first > last) {
    checks.Fault("from_date", domain::FaultCode::kMustNotBeLater, {{"other", "until_date"}});
  } else if (last - first >= limits::kReportDays) {
    checks.Fault("from_date", domain::FaultCode::kTooManyDays, {{"maximum", limits::kReportDays}});
  } else if ((last - first + 1) * static_cast<std::int64_t>(branches.size()) > limits::kReportTables) {
    checks.Fault("from_date", domain::FaultCode::kTooManyBranchDays, {{"maximum", limits::kReportTables}});
  }
  if (!checks.ok()) co_return checks.refusal();

  const bool by_branch = request.group() == v1::BY_BRANCH || request.group() == v1::REPORT_GROUP_UNSPECIFIED;
  const Grouping grouping(**firm, deps_.tallies, request.group());
  std::map<std::string, Sums> rows;
  Sums total;
  for (const domain::Branch* branch : branches) {
    auto tallies = co_await deps_.tallies.Days(branch->id, first, last);
    if (!tallies) co_return tallies.refusal();
    for (const store::StoredTally& stored : *tallies) {
      total.Add(stored.tally);
      for (const std::string& key : grouping.KeysOf(branch->id, stored)) rows[key].Add(stored.tally);
    }
    const std::int64_t today = domain::LocalDay(branch->time_zone, *now);
    auto open = co_await deps_.tallies.OpenByDay(branch->id, today - (kDays - 1), today);
    if (!open) co_return open.refusal();
    auto older = co_await deps_.callbacks.BoardSize(branch->id);
    if (!older) co_return older.refusal();
    for (const auto& [day, count] : *open) {
      *older -= count;
      total.AddOpen(today - day, count);
      if (by_branch) rows[branch->id].AddOpen(today - day, count);
    }
    // All that is open and was not noted in these days. Both were read a moment apart: never less than nothing.
    total.AddOpen(kDays, std::max<std::int64_t>(*older, 0));
    if (by_branch) rows[branch->id].AddOpen(kDays, std::max<std::int64_t>(*older, 0));
  }
  v1::Report report;
  report.set_from_date(DateOf(first));
  report.set_until_date(DateOf(last));
  for (const std::string& key : grouping.Ordered(rows)) {
    if (!rows[key].empty()) Fill(rows[key], key, by_branch, report.add_rows());
  }
  Fill(total, "", true, report.mutable_total());
  co_return report;
}

}  // namespace krul::deadline_watcher
