// Once a day, and at the end of the year: what the store holds against what the models add up to.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/domain/calendar/wall_clock.h"
#include "services/domain/limits.h"
#include "tests/simulation/firm_year.h"

namespace krul::simulation {
using namespace domain;
using runtime::Task;

namespace {
constexpr std::int64_t kJudgedDays = 14;  // of which open ones are counted every day
}  // namespace

Task<bool> FirmYear::JudgeTheDay() {
  co_await JudgeLooksAndNotices();
  co_await JudgeBoards();
  // The reports of every day of which a callback was touched since.
  std::set<std::pair<std::string, std::int64_t>> days;
  for (const std::size_t number : std::exchange(touched_, {})) {
    const PromiseModel& model = *models_[number - 1];
    days.insert({model.branch(), model.noted_day()});
    for (const std::string& id : model.told()) {
      if (!told_.contains(id)) Wrong(number, "nobody was told: " + id);
    }
  }
  for (const auto& [branch, day] : days) co_await JudgeReports(branch, day, day);
  if (wrong_.empty()) co_await GiveFromPool();
  co_return true;
}

Task<bool> FirmYear::JudgeLooksAndNotices() {
  // Every callback that needs one has its one look, at its instant, and there is no other.
  std::size_t found = 0;
  std::vector<bool> seen(models_.size() + 1);
  for (int shard = 0; shard < limits::kShards; ++shard) {
    auto looks = co_await callbacks_.NextLooks(shard, 1'000'000);
    if (!looks) continue;
    found += looks->ids.size();
    for (std::size_t i = 0; i < looks->ids.size(); ++i) {
      const std::size_t number = NumberOf(looks->ids[i]);
      if (number == 0 || seen[number] || look_of_[number] != looks->at[i]) Wrong(number, "a look that must not be");
      seen[number] = true;
    }
    auto pending = co_await callbacks_.PendingNotices(shard, 1'000'000);
    if (!pending) continue;
    for (store::CallbackStore::PendingNotice& notice : *pending) {
      if (!told_.insert(notice.id).second) Wrong(0, "told twice: " + notice.id);
      const std::size_t number = NumberOf({notice.notice.branch(), notice.notice.callback()});
      if (number == 0 || !models_[number - 1]->told().contains(notice.id)) Wrong(number, "told: " + notice.id);
      const auto delivered = co_await callbacks_.DeliverAtDesk(shard, std::move(notice));
      if (!delivered) Wrong(0, "a notice was not delivered: " + delivered.refusal().message);
    }
  }
  if (found != looks_.size()) Wrong(0, "a look is missing in the index");
  figures_.told = static_cast<std::int64_t>(told_.size());
  co_return true;
}

Task<bool> FirmYear::JudgeBoards() {
  auto tallies = co_await callbacks_.Tallies();
  if (!tallies) co_return false;
  const auto is_none = [](const auto& entry) { return entry.second == 0; };
  std::erase_if(*tallies, is_none);
  std::erase_if(tallies_, is_none);
  if (*tallies != tallies_) Wrong(0, "the tallies differ from what the histories add up to");
  figures_.tallies = tallies_;

  std::map<store::CallbackId, Instant> waiting;
  for (const std::size_t number : waiting_) {
    const PromiseModel& model = *models_[number - 1];
    waiting[{model.branch(), model.id()}] = model.rank();
  }
  if (co_await Pool() != waiting) Wrong(0, "the pool differs from what waits in it");

  std::map<std::string, std::map<std::int64_t, std::int64_t>> open;  // by branch and local day of noting
  for (const auto& [number, record] : records_) {
    const PromiseModel& model = *models_[number - 1];
    ++open[model.branch()][model.noted_day()];
  }
  auto now = co_await directory_.Now();
  if (!now) co_return false;
  for (const Branch& branch : firms_.current->branches) {
    auto size = co_await callbacks_.BoardSize(branch.id);
    if (!size || *size != open_of_branch_[branch.id]) Wrong(0, "the board of " + branch.id + " is wrong");
    // Those of the last weeks; the whole year is judged at its end.
    std::map<std::int64_t, std::int64_t>& expected = open[branch.id];
    const std::int64_t last = LocalDay(branch.time_zone, *now) + 1, first = last - kJudgedDays;
    std::erase_if(expected, [&](const auto& day) { return day.first < first; });
    auto by_day = co_await reports_.OpenByDay(branch.id, first, last);
    if (!by_day || *by_day != expected) Wrong(0, "open ones of " + branch.id + " by day are wrong");
  }
  co_return true;
}

Task<bool> FirmYear::JudgeReports(std::string branch, std::int64_t first, std::int64_t last) {
  std::map<std::int64_t, ReportCounts> expected, found;
  for (const auto& [day, numbers] : noted_on_[branch]) {
    if (day < first || day > last) continue;
    ReportCounts by_person;
    for (const std::size_t number : numbers) models_[number - 1]->CountForReports(by_person);
    for (const auto& [field, count] : by_person) {
      auto [category, person, measure, bucket] = field;
      std::string& hash = hashes_[person];
      if (hash.empty() && !person.empty()) hash = reports_.HashOf(person);
      expected[day][{category, hash, measure, bucket}] += count;
      ++figures_.counts_compared;
    }
  }
  auto stored = co_await reports_.Days(branch, first, last);
  if (!stored) co_return false;
  for (const store::StoredTally& one : *stored) {
    const TallyCount& tally = one.tally;
    found[one.day][{tally.category, tally.person, std::string(NameOf(tally.measure)), tally.bucket}] += tally.count;
  }
  ++figures_.reports_compared;
  if (found == expected) co_return true;
  Wrong(0, absl::StrCat("the report of ", branch, " on days ", first, " to ", last, " is wrong"));
  for (const auto& [day, counts] : expected) {
    for (const auto& [field, count] : counts) {
      const auto& [category, person, measure, bucket] = field;
      if (found[day][field] == count) continue;
      absl::StrAppend(&wrong_, "; ", category, " ", measure, " ", bucket, ": ", found[day][field], ", not ", count);
    }
  }
  co_return false;
}

Task<bool> FirmYear::JudgeTheYear() {
  for (const auto& [branch, days] : noted_on_) {
    co_await JudgeReports(branch, days.begin()->first - 7, days.rbegin()->first + 7);
  }
  co_return true;
}

}  // namespace krul::simulation
