#include "tests/simulation/firm_year.h"

#include <algorithm>
#include <chrono>

#include "absl/strings/str_cat.h"
#include "services/domain/limits.h"
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
      metrics_("simulation"),
      borders_(metrics_),
      directory_(deps.records, deps.loop, borders_),
      changes_(callbacks_, directory_),
      firm_changes_(deps.records, directory_),
      absence_changes_(deps.records, directory_),
      reports_(deps.records, Secret()) {}

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
  Plan(options_.begin + Millis(Between(length * 4 / 10, length * 6 / 10)), Happening::kNewFirm);
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
  auto read =
      firm_file::ReadFirmFile(FirmFileOfTheYear(options_.branches, options_.people, std::nullopt), options_.begin);
  auto* firm = std::get_if<Firm>(&read);
  if (!firm) co_return std::string("the firm file of the year has faults");
  AppliedRequest request("00000000-0000-4000-8000-000000000001", 1);
  co_await deps_.move_time(options_.begin);
  auto applied = co_await firm_changes_.Apply(std::move(*firm), std::move(request));
  if (!applied) co_return applied.refusal().message;
  firms_.current = firms_.all[(*applied)->version] = *applied;
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
    if (planned.what == Happening::kReturn) co_await GiveFromPool();
    if (planned.what == Happening::kTakenBack) co_await Return(planned.whom);
    if (planned.what == Happening::kNewFirm) time = std::max(time, co_await ChangeTheFirm());
    if (planned.what == Happening::kDay) co_await JudgeTheDay();
  }
  if (wrong_.empty()) co_await JudgeTheDay();
  if (wrong_.empty()) co_await JudgeTheYear();
  co_return wrong_;
}

void FirmYear::Wrong(std::size_t number, const std::string& words) {
  if (wrong_.empty()) wrong_ = absl::StrCat("callback ", number, " at step ", figures_.steps, ": ", words);
}

std::size_t FirmYear::NumberOf(const store::CallbackId& id) const {
  const std::size_t number = id.id.size() < 36 ? 0 : std::strtoull(id.id.c_str() + 24, nullptr, 16);
  const bool known = number > 0 && number <= models_.size() && models_[number - 1]->id() == id.id &&
                     models_[number - 1]->branch() == id.branch;
  return known ? number : 0;
}

void FirmYear::Reindex(std::size_t number) {
  const PromiseModel& model = *models_[number - 1];
  look_of_.resize(models_.size() + 1, kNever);
  looks_.erase({look_of_[number], number});
  look_of_[number] = model.NextLook().value_or(kNever);
  if (look_of_[number] != kNever) looks_.insert({look_of_[number], number});
  if (model.waits_in_pool()) {
    figures_.waited_in_pool += waiting_.insert(number).second;
  } else {
    waiting_.erase(number);
  }
}

void FirmYear::Count(const Command& made, const changes::Applied& applied) {
  for (const EventType type : applied.events) {
    figures_.holders_away += type == EventType::kHolderAway;
    figures_.taken_from_holders += type == EventType::kReassigned;
    figures_.closed_when_due += type == EventType::kClosedWhenDue;
  }
  if (const auto* forward = std::get_if<Forward>(&made)) {
    figures_.although_away += applied.record.away_told == forward->assignee.id;
  }
  if (const auto* note = std::get_if<Note>(&made)) {
    figures_.windows += note->window.has_value();
    figures_.targets += note->origin != Origin::kDesk;
    figures_.agreed_otherwise += note->agreed_otherwise;
    figures_.by_an_older_quote += note->firm_version != firms_.current->version;
  }
}

Task<bool> FirmYear::DoAsService(std::size_t number, Make make) {
  co_return co_await Do(number, Actor::Service("simulation"), std::move(make));
}

Task<bool> FirmYear::Do(std::size_t number, Actor who, Make make) {
  PromiseModel& model = *models_[number - 1];
  ++figures_.steps;
  std::optional<Command> made;
  std::optional<Reason> expected;
  changes::CallbackChanges::MakeCommand once = [&](const Firm& firm,
                                                   const store::LoadedCallback& loaded) -> Task<Result<Command>> {
    made = make(firm, loaded);
    const Person* person = firm.FindPerson(who.person);
    const Role role = who.is_service ? Role::kService : person ? person->role : Role::kDesk;
    expected = model.Refuses(*made, who.person, role, loaded.now);
    co_return *made;
  };
  AppliedRequest request = who.is_service ? AppliedRequest() : AppliedRequest(absl::StrCat("r", figures_.steps), 5);
  store::CallbackId id(model.branch(), model.id());
  const bool is_new = number >= look_of_.size();
  auto applied = co_await changes_.Apply(id, who, request, once);
  if (!applied) {
    ++figures_.refused;
    figures_.not_allowed += applied.refusal().reason == Reason::kNotAllowed;
    figures_.refused_as_away += applied.refusal().reason == Reason::kAssigneeAway;
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
  if (const std::string differs = model.Follow(*made, who.person, *applied); !differs.empty()) {
    Wrong(number, absl::StrCat("command ", made->index(), ": ", differs));
    co_return false;
  }
  for (const auto& [name, count] : model.Tallies()) tallies_[name] += count;
  open_of_branch_[model.branch()] += model.open();
  if (is_new) noted_on_[model.branch()][model.noted_day()].push_back(number);
  touched_.insert(number);
  Reindex(number);
  Count(*made, *applied);
  if (applied->record.open()) {
    records_[number] = applied->record;
  } else {
    records_.erase(number);
  }
  if (!who.is_service && OneIn(10)) {
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

Task<bool> FirmYear::Look(std::size_t number) {
  ++figures_.looks;
  PromiseModel& model = *models_[number - 1];
  auto due = co_await callbacks_.Due(store::ShardOf(model.branch()), 0, 100000);
  const store::CallbackId id(model.branch(), model.id());
  if (!due || std::count(due->ids.begin(), due->ids.end(), id) != 1) {
    Wrong(number, "its look is due and the index of looks does not say so, once");
    co_return false;
  }
  for (std::size_t i = 0; i < due->ids.size(); ++i) {
    if (look_of_[NumberOf(due->ids[i])] != due->at[i]) Wrong(number, "a look that nobody expects");
  }
  const bool nobody_routes = OneIn(10);  // assignment does not answer
  const bool changed = co_await DoAsService(number, [&](const Firm&, const store::LoadedCallback& loaded) -> Command {
    if (nobody_routes || !NeedsNextAssignee(loaded.record, loaded.now)) return LookAt{};
    const Route route = NextFor(QuestionOf(loaded.record, loaded.now));
    return LookAt{route.assignee, route.alarm, route.offer_at};
  });
  if (!changed && wrong_.empty()) Wrong(number, "a look was due and nothing happened");
  if (wrong_.empty()) co_await AssignWaiting(model.branch());
  co_return true;
}

}  // namespace krul::simulation
