#include "tests/simulation/firm_year.h"

#include <algorithm>
#include <chrono>

#include "absl/strings/str_cat.h"
#include "services/domain/limits.h"
#include "services/domain/routing.h"
#include "services/domain/service_level.h"
#include "services/firm_file/firm_file.h"
#include "services/store/keys.h"

namespace krul::simulation {
using namespace domain;
using namespace std::chrono_literals;
using runtime::Task;

namespace {

constexpr Millis kDay(24h);
const domain::Actor kService("simulation", Role::kService, "", "");

store::IndexSecret Secret() {
  store::IndexSecret secret{};
  secret.fill(7);
  return secret;
}

std::string IdOf(std::size_t number) {
  char id[37];
  std::snprintf(id, sizeof id, "00000000-0000-7000-8000-%012zx", number);
  return id;
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

std::string FirmYear::SomePerson() { return absl::StrCat("p", Between(0, options_.people - 1)); }

Party FirmYear::Somebody() {
  if (OneIn(8)) return {Party::Kind::kTeam, absl::StrCat("t", Between(0, (options_.people - 1) / 4))};
  return {Party::Kind::kPerson, SomePerson()};
}

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

Task<bool> FirmYear::Call(std::size_t number) {
  const std::string branch = absl::StrCat("b", Between(0, options_.branches - 1));
  models_.push_back(std::make_unique<PromiseModel>(*firm_, branch, IdOf(number)));
  ++open_of_branch_[branch];  // until it is found to be handled at once
  numbers_[store::CallbackId(branch, IdOf(number))] = number;
  const Party requested = Somebody();
  constexpr const char* kCategories[] = {"question", "complaint", "order"};
  const std::string category = kCategories[Between(0, 2)];
  const Millis ago(OneIn(20) ? Between(0, (kDay * 6).count()) : 0);
  const bool handled = OneIn(30);
  const Make make = [=](const Firm& firm, const store::LoadedCallback& loaded) -> Command {
    if (handled) return HandleAtDesk{category, "helped at once"};
    Note note;
    note.caller = {"Caller", "06 12345678", "+31612345678", "", ""};
    note.requested = requested;
    note.category = category;
    note.called_at = loaded.now - ago;
    note.due_at = PlanPromise(firm, *firm.FindBranch(branch), *firm.FindCategory(category), note.called_at).due_at;
    note.firm_version = firm.version;
    return note;
  };
  co_await Do(number, SomePerson(), make);
  if (!wrong_.empty()) co_return false;
  if (models_[number - 1]->open()) co_await AssignWaiting(branch);
  auto now = co_await directory_.Now();
  if (now) Plan(*now + Millis(Between(1000, Millis(6h).count())), Happening::kAct, number);
  co_return true;
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

Task<bool> FirmYear::Leave(std::size_t person) {
  auto now = co_await directory_.Now();
  if (!now) co_return false;
  const std::string id = absl::StrCat("p", person);
  const Instant until = *now + Millis(Between(Millis(1h).count(), (kDay * 5).count()));
  absences_[id] = until;
  Plan(until, Happening::kReturn, person);
  // What they have not acknowledged goes to others.
  std::vector<std::size_t> theirs;
  for (const auto& [number, record] : records_) {
    if (record.open() && record.state == State::kAssigned && record.assignee == Party{Party::Kind::kPerson, id}) {
      theirs.push_back(number);
    }
  }
  for (const std::size_t number : theirs) {
    co_await Do(number, "simulation",
                [&](const Firm&, const store::LoadedCallback&) -> Command { return Unassign{id}; });
    if (!wrong_.empty()) co_return false;
    co_await AssignWaiting(models_[number - 1]->branch());
  }
  co_return true;
}

Task<bool> FirmYear::Act(std::size_t number) {
  std::string actor;
  const auto known = records_.find(number);
  auto now = co_await directory_.Now();
  if (!now) co_return false;
  const bool open = models_[number - 1]->open();
  const Command command =
      known == records_.end() || OneIn(25) ? WildCommand(*now) : SomeCommand(known->second, *now, actor);
  if (actor.empty()) actor = SomePerson();
  if (const auto* undo = std::get_if<Undo>(&command); undo && undo->sequence == 0) {
    co_await Do(number, actor, [&](const Firm&, const store::LoadedCallback&) -> Command {
      return Undo{models_[number - 1]->latest_event()};
    });
  } else {
    co_await Do(number, actor, [&](const Firm&, const store::LoadedCallback&) { return command; });
  }
  if (!wrong_.empty()) co_return false;
  const bool open_now = models_[number - 1]->open();
  if (open_now) co_await AssignWaiting(models_[number - 1]->branch());
  ++acts_[number];
  // What was closed is sometimes looked at again: undone at once, reopened later, touched by mistake.
  if (open_now) {
    Plan(*now + Millis(Between(1000, Millis(OneIn(3) ? 20h : 20min).count())), Happening::kAct, number);
  } else if (open || OneIn(3)) {
    if (OneIn(4)) Plan(*now + Millis(Between(1000, Millis(OneIn(2) ? 15min : 48h).count())), Happening::kAct, number);
  }
  co_return true;
}

Command FirmYear::WildCommand(Instant now) {
  switch (Between(0, 11)) {
    case 0:
      return Acknowledge{};
    case 1:
      return BeginCall{};
    case 2:
      return RecordAttempt{Outcome::kBusy, "", std::nullopt};
    case 3:
      return Forward{Somebody(), ""};
    case 4:
      return Renegotiate{now + Millis(Between(1, (kDay * 9).count())), "the caller asked"};
    case 5:
      return Chase{"rang again"};
    case 6:
      return Complete{Disposition::kMaxAttemptsExceeded, ""};
    case 7:
      return Complete{Disposition::kCallerReachedUs, ""};
    case 8:
      return Cancel{OneIn(2) ? Disposition::kWithdrawn : Disposition::kDuplicate, ""};
    case 9:
      return Reopen{"not settled after all"};
    case 10:
      return Undo{Between(1, 5)};
    default:
      return Undo{0};  // the latest event
  }
}

Command FirmYear::SomeCommand(const CallbackRecord& record, Instant now, std::string& actor) {
  const int acts = acts_[static_cast<std::size_t>(numbers_[store::CallbackId(record.branch, record.id)])];
  actor = record.assignee.kind == Party::Kind::kPerson ? record.assignee.id : SomePerson();
  if (!record.calling_person.empty()) actor = record.calling_person;
  if (acts > 25) return Complete{Disposition::kResolved, "at last"};
  switch (record.state) {
    case State::kNoted:
    case State::kAssigned:
      if (OneIn(8)) return Forward{Somebody(), "better you"};
      if (OneIn(12)) return Chase{"rang again"};
      if (OneIn(5)) return BeginCall{};
      return Acknowledge{};
    case State::kAcknowledged:
      if (record.promise.reached_at && !OneIn(4)) return Complete{Disposition::kResolved, "settled"};
      if (OneIn(10)) return Renegotiate{now + Millis(Between(60'000, (kDay * 4).count())), "tomorrow is better"};
      if (OneIn(8)) return RecordAttempt{Outcome::kNoAnswer, "", std::nullopt};
      if (OneIn(30)) return Cancel{Disposition::kWithdrawn, ""};
      if (record.attempts.size() > 3) return Complete{Disposition::kMaxAttemptsExceeded, ""};
      return BeginCall{};
    case State::kCalling:
      if (OneIn(3)) return RecordAttempt{Outcome::kConnected, "", std::nullopt};
      if (OneIn(3)) return Complete{Disposition::kResolved, "settled"};
      if (OneIn(3)) {
        return RecordAttempt{Outcome::kRescheduled, "", now + Millis(Between(60'000, (kDay * 3).count()))};
      }
      return RecordAttempt{Outcome::kLeftVoicemail, "", std::nullopt};
    default:
      return WildCommand(now);
  }
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
