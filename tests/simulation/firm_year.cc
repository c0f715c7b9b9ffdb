#include "tests/simulation/firm_year.h"

#include <algorithm>
#include <chrono>

#include "absl/strings/str_cat.h"
#include "services/domain/limits.h"
#include "services/domain/routing.h"
#include "services/firm_file/firm_file.h"
#include "services/store/keys.h"

namespace krul::simulation {
using namespace domain;
using namespace std::chrono_literals;
using runtime::Task;

namespace {

constexpr Millis kDay(24h);

store::IndexSecret Secret() {
  store::IndexSecret secret{};
  secret.fill(7);
  return secret;
}

}  // namespace

FirmYear::FirmYear(const Deps& deps, const YearOptions& options)
    : deps_(deps),
      options_(options),
      random_(options.seed),
      callbacks_(deps.records, Secret()),
      directory_(deps.records, deps.loop),
      changes_(callbacks_, directory_) {}

std::int64_t FirmYear::Between(std::int64_t least, std::int64_t most) {
  return std::uniform_int_distribution<std::int64_t>(least, most)(random_);
}

void FirmYear::Plan(Instant at, Happening what, std::size_t whom) { agenda_.push({at, ++planned_, what, whom}); }

void FirmYear::PlanTheYear() {
  const std::int64_t length = (kDay * options_.days).count();
  for (int i = 0; i < options_.callbacks; ++i) {
    // By day more often than at night, in the zone of none in particular.
    Instant at = options_.begin + Millis(Between(0, length - 1));
    if (!OneIn(4)) at = std::chrono::floor<std::chrono::days>(at) + 7h + Millis(Between(0, Millis(10h).count()));
    Plan(std::max(at, options_.begin), Happening::kCall);
  }
  for (int i = 0; i < options_.people * 6; ++i) {
    Plan(options_.begin + Millis(Between(0, length - 1)), Happening::kAbsence,
         static_cast<std::size_t>(Between(0, options_.people - 1)));
  }
  for (int i = 1; i <= options_.days; ++i) Plan(options_.begin + kDay * i, Happening::kDay);
  for (int i = 0; i < options_.days / 12; ++i) {
    const Instant from = options_.begin + Millis(Between(0, length - 1));
    outages_.emplace_back(from, from + Millis(Between(60'000, OneIn(4) ? kDay.count() * 2 : Millis(3h).count())));
  }
}

Instant FirmYear::BackInService(Instant at) const {
  Instant back = at;
  for (bool moved = true; moved;) {
    moved = false;
    for (const auto& [from, to] : outages_) {
      if (back >= from && back < to) {
        back = to;
        moved = true;
      }
    }
  }
  return back;
}

Task<std::string> FirmYear::Run() {
  auto read = firm_file::ReadFirmFile(FirmFileOfTheYear(options_.branches, options_.people), options_.begin);
  auto* firm = std::get_if<Firm>(&read);
  if (!firm) co_return std::string("the firm file of the year has faults");
  AppliedRequest request("00000000-0000-4000-8000-000000000001", 1);
  co_await deps_.move_time(options_.begin);
  auto applied = co_await directory_.Apply(std::move(*firm), std::move(request));
  if (!applied) co_return applied.refusal().message;
  firm_ = *applied;
  PlanTheYear();
  Instant time = options_.begin;
  while (wrong_.empty()) {
    const Instant next_look = looks_.empty() ? kNever : BackInService(std::max(time, looks_.begin()->first));
    if (agenda_.empty() && next_look == kNever) break;
    if (agenda_.empty() || next_look <= agenda_.top().at) {
      time = next_look;
      co_await deps_.move_time(time);
      co_await Look(looks_.begin()->second);
      continue;
    }
    const Planned planned = agenda_.top();
    agenda_.pop();
    time = std::max(time, planned.at);
    co_await deps_.move_time(time);
    if (planned.what == Happening::kCall) co_await Call(static_cast<std::size_t>(++calls_));
    if (planned.what == Happening::kAct) co_await Act(planned.whom);
    if (planned.what == Happening::kAbsence) co_await Leave(planned.whom);
    if (planned.what == Happening::kReturn) absences_.erase(absl::StrCat("p", planned.whom));
    if (planned.what == Happening::kDay) co_await JudgeTheDay();
  }
  if (wrong_.empty()) co_await JudgeTheDay();
  co_return wrong_;
}

void FirmYear::Wrong(std::size_t number, const std::string& words) {
  if (wrong_.empty()) wrong_ = absl::StrCat("callback ", number, " at step ", figures_.steps, ": ", words);
}

void FirmYear::Reindex(std::size_t number) {
  if (const auto old = look_of_.find(number); old != look_of_.end()) {
    looks_.erase({old->second, number});
    look_of_.erase(old);
  }
  if (const auto next = models_[number - 1]->NextLook()) {
    looks_.insert({*next, number});
    look_of_[number] = *next;
  }
}

Task<bool> FirmYear::Do(std::size_t number, std::string actor, Make make) {
  PromiseModel& model = *models_[number - 1];
  ++figures_.steps;
  std::optional<Command> made;
  std::optional<Reason> expected;
  directory::CallbackChanges::MakeCommand once = [&](const Firm& firm,
                                                     const store::LoadedCallback& loaded) -> Task<Result<Command>> {
    made = make(firm, loaded);
    expected = model.Refuses(*made, actor, loaded.now);
    co_return *made;
  };
  const bool by_service = actor == "simulation";
  AppliedRequest request = by_service ? AppliedRequest() : AppliedRequest(absl::StrCat("r", figures_.steps), 5);
  store::CallbackId id(model.branch(), model.id());
  Actor who(actor, by_service ? Role::kService : Role::kColleague, "", "desk-1");
  auto applied = co_await changes_.Apply(id, who, request, once);
  if (!applied) {
    ++figures_.refused;
    if (!expected || *expected != applied.refusal().reason) {
      Wrong(number, absl::StrCat("refused: ", applied.refusal().message));
    }
    co_return false;
  }
  if (expected) {
    Wrong(number, absl::StrCat("not refused, with reason ", static_cast<int>(*expected)));
    co_return false;
  }
  for (const auto& [name, count] : model.Tallies()) tallies_[name] -= count;
  open_of_branch_[model.branch()] -= model.open();
  if (const std::string differs = model.Follow(*made, actor, *applied); !differs.empty()) {
    Wrong(number, absl::StrCat("command ", made->index(), ": ", differs));
    co_return false;
  }
  for (const auto& [name, count] : model.Tallies()) tallies_[name] += count;
  open_of_branch_[model.branch()] += model.open();
  touched_.insert(number);
  Reindex(number);
  if (applied->record.open()) {
    records_[number] = applied->record;
  } else {
    records_.erase(number);
  }
  if (!by_service && OneIn(10)) {
    ++figures_.repeated;
    auto again = co_await changes_.Apply(id, who, request, once);
    if (!again || again->changed) {
      Wrong(number, "a repeated request was not answered as before");
    } else if (const std::string differs = model.Compare(again->record); !differs.empty()) {
      Wrong(number, "a repeated request changed " + differs);
    }
  }
  co_return applied->changed;
}

// What the assigner does, unless it is down; then it is done when it is back.
Task<bool> FirmYear::AssignWaiting(std::string branch) {
  auto now = co_await directory_.Now();
  if (!now || BackInService(*now) != *now) co_return false;
  auto waiting = co_await callbacks_.Unassigned(store::ShardOf(branch), 100);
  if (!waiting) co_return false;
  for (const store::CallbackId& id : *waiting) {
    const auto number = numbers_.find(id);
    if (number == numbers_.end()) {
      Wrong(0, "an unassigned callback that nobody noted");
      co_return false;
    }
    co_await Do(number->second, "simulation", [&](const Firm& firm, const store::LoadedCallback& loaded) -> Command {
      const CallbackRecord& record = loaded.record;
      const RouteQuestion question{record.branch,
                                   record.requested,
                                   loaded.now,
                                   record.promise.due_at,
                                   {record.let_expire.begin(), record.let_expire.end()}};
      const Route route = FindRoute(firm, absences_, {}, question);
      return Assign{route.assignee, route.alarm};
    });
  }
  co_return true;
}

Task<bool> FirmYear::Look(std::size_t number) {
  ++figures_.looks;
  PromiseModel& model = *models_[number - 1];
  auto due = co_await callbacks_.Due(store::ShardOf(model.branch()), 100000);
  const store::CallbackId id(model.branch(), model.id());
  if (!due || std::count(due->ids.begin(), due->ids.end(), id) != 1) {
    Wrong(number, "its look is due and the index of looks does not say so, once");
    co_return false;
  }
  for (std::size_t i = 0; i < due->ids.size(); ++i) {
    const auto known = numbers_.find(due->ids[i]);
    if (known == numbers_.end() || look_of_[known->second] != due->at[i]) Wrong(number, "a look that nobody expects");
  }
  const bool nobody_routes = OneIn(10);  // assignment does not answer
  const bool changed =
      co_await Do(number, "simulation", [&](const Firm&, const store::LoadedCallback& loaded) -> Command {
        if (nobody_routes || !NeedsNextAssignee(loaded.record, loaded.now)) return LookAt{};
        std::set<std::string> excluded(loaded.record.let_expire.begin(), loaded.record.let_expire.end());
        excluded.insert(loaded.record.assignee.id);
        const RouteQuestion question{loaded.record.branch, loaded.record.requested, loaded.now,
                                     loaded.record.promise.due_at, excluded};
        const Route route = FindRoute(*firm_, absences_, {}, question);
        return LookAt{route.assignee, route.alarm};
      });
  if (!changed && wrong_.empty()) Wrong(number, "a look was due and nothing happened");
  if (wrong_.empty()) co_await AssignWaiting(model.branch());
  co_return true;
}

Task<bool> FirmYear::JudgeTheDay() {
  // Every callback that needs one has its one look, at its instant, and there is no other.
  std::map<std::size_t, Instant> in_store;
  std::size_t found = 0;
  for (int shard = 0; shard < limits::kShards; ++shard) {
    auto looks = co_await callbacks_.NextLooks(shard, 1'000'000);
    if (!looks) continue;
    found += looks->ids.size();
    for (std::size_t i = 0; i < looks->ids.size(); ++i) {
      const auto number = numbers_.find(looks->ids[i]);
      if (number != numbers_.end()) in_store[number->second] = looks->at[i];
    }
    auto pending = co_await callbacks_.PendingNotices(shard, 1'000'000);
    if (!pending) continue;
    for (store::CallbackStore::PendingNotice& notice : *pending) {
      if (!told_.insert(notice.id).second && notice.id.find("/step") != std::string::npos) {
        Wrong(0, "told twice: " + notice.id);
      }
      co_await callbacks_.DeliverAtDesk(shard, std::move(notice));
    }
  }
  if (found != look_of_.size() || in_store != look_of_) Wrong(0, "the index of looks differs from what must be in it");

  for (const std::size_t number : std::exchange(touched_, {})) {
    for (const std::string& id : models_[number - 1]->told()) {
      if (!told_.contains(id)) Wrong(number, "nobody was told: " + id);
    }
  }
  auto tallies = co_await callbacks_.Tallies();
  if (!tallies) co_return false;
  const auto is_none = [](const auto& entry) { return entry.second == 0; };
  std::erase_if(*tallies, is_none);
  std::erase_if(tallies_, is_none);
  if (*tallies != tallies_) Wrong(0, "the tallies differ from what the histories add up to");
  figures_.tallies = tallies_;
  figures_.told = static_cast<std::int64_t>(told_.size());
  for (const Branch& branch : firm_->branches) {
    auto size = co_await callbacks_.BoardSize(branch.id);
    if (!size || *size != open_of_branch_[branch.id]) Wrong(0, "the board of " + branch.id + " is wrong");
  }
  co_return true;
}

}  // namespace krul::simulation
