// What the people of the year do: callers ring, colleagues act or forget, somebody leaves.
#include <algorithm>
#include <chrono>

#include "absl/strings/str_cat.h"
#include "services/domain/service_level.h"
#include "tests/simulation/firm_year.h"

namespace krul::simulation {
using namespace domain;
using namespace std::chrono_literals;
using runtime::Task;

namespace {

constexpr Millis kDay(24h);

std::string IdOf(std::size_t number) {
  char id[37];
  std::snprintf(id, sizeof id, "00000000-0000-7000-8000-%012zx", number);
  return id;
}

}  // namespace

std::string FirmYear::SomePerson() { return absl::StrCat("p", Between(0, options_.people - 1)); }

Party FirmYear::Somebody() {
  if (OneIn(8)) return {Party::Kind::kTeam, absl::StrCat("t", Between(0, (options_.people - 1) / 4))};
  return {Party::Kind::kPerson, SomePerson()};
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

}  // namespace krul::simulation
