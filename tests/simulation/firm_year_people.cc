// What the people of the year do: callers ring, colleagues act or forget, some try what is not for them.
#include <algorithm>
#include <chrono>

#include "absl/strings/str_cat.h"
#include "services/domain/promise/service_level.h"
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

std::string FirmYear::SomePerson() {
  std::string person;
  do {
    person = absl::StrCat("p", Between(0, options_.people - 1));
  } while (!firms_.current->FindPerson(person));
  return person;
}

// Mostly that person; at times one of those who may not.
Actor FirmYear::Mostly(const std::string& person) {
  if (!OneIn(80)) return AtDesk(person);
  return OneIn(2) ? AtDesk(kOperator) : Actor::Service(person);
}

// "Not before 15:00", "between 9 and 11", "not before Thursday".
Window FirmYear::SomeWindow(Instant now) {
  CallWindow window;
  if (!OneIn(3)) window.from_minute = static_cast<int>(Between(0, 1300));
  if (OneIn(2)) window.until_minute = static_cast<int>(Between(window.from_minute + 30, 1440));
  if (window.all_day() || OneIn(4)) window.not_before = now + Millis(Between(-3'600'000, (kDay * 5).count()));
  return window;
}

Party FirmYear::Somebody() {
  if (OneIn(8)) return {Party::Kind::kTeam, absl::StrCat("t", Between(0, (options_.people - 1) / 4))};
  return {Party::Kind::kPerson, SomePerson()};
}

// What intake makes of a call; what is drawn for it is drawn once, though it may be decided twice.
struct FirmYear::Asked {
  std::string branch, category;
  Party requested;
  Millis ago{0};
  Window window;
  std::optional<Millis> target_in;  // of an import, a missed call or a web form
  std::optional<Millis> later_by;   // the caller consented to another time
  std::shared_ptr<const Firm> quoted_under;
};

FirmYear::Asked FirmYear::SomeQuestion(std::string branch, Instant now) {
  constexpr const char* kCategories[] = {"question", "complaint", "order"};
  Asked asked;
  asked.branch = std::move(branch);
  asked.category = kCategories[Between(0, 2)];
  asked.requested = Somebody();
  if (OneIn(20)) asked.ago = Millis(Between(0, (kDay * 6).count()));
  if (OneIn(20)) {
    asked.target_in = Millis(Between(60'000, (kDay * 4).count()));
  } else if (OneIn(10)) {
    asked.window = SomeWindow(now);
  } else if (OneIn(30)) {
    asked.later_by = Millis(Between(1, (kDay * 2).count()));
  }
  asked.quoted_under = OneIn(30) ? firms_.all.begin()->second : firms_.current;
  return asked;
}

Note FirmYear::NoteOf(const Asked& asked, Instant now) {
  const Firm& firm = *asked.quoted_under;
  Note note;
  note.caller = {"Caller", "06 12345678", "+31612345678", "", ""};
  note.requested = asked.requested;
  note.category = asked.category;
  note.called_at = now - asked.ago;
  note.firm_version = firm.version;
  note.window = asked.window;
  const auto plan = [&] {
    return PlanPromise(firm, *firm.FindBranch(asked.branch), *firm.FindCategory(asked.category), note.called_at,
                       note.window);
  };
  if (plan().due_at == kNever) note.window.reset();  // the desk hears that nobody is there at that time
  note.due_at = plan().due_at;
  note.agreed_otherwise = plan().beyond_level;
  if (asked.target_in) {
    constexpr Origin kOrigins[] = {Origin::kImport, Origin::kMissedCall, Origin::kWebForm};
    note.origin = kOrigins[asked.target_in->count() % 3];
    note.due_at = now + *asked.target_in;
  }
  if (asked.later_by) {
    note.due_at += *asked.later_by;
    note.agreed_otherwise = true;
    const bool by_him_alone = asked.later_by->count() % 2 == 0 && note.requested.kind == Party::Kind::kPerson;
    if (by_him_alone) note.agreed_person = note.requested.id;
  }
  return note;
}

Task<bool> FirmYear::Call(std::size_t number) {
  const std::string branch = absl::StrCat("b", Between(0, options_.branches - 1));
  auto now = co_await directory_.Now();
  if (!now) co_return false;
  models_.push_back(std::make_unique<PromiseModel>(firms_, directory_.absences(), branch, IdOf(number)));
  ++open_of_branch_[branch];  // until it is found to be handled at once
  const Asked asked = SomeQuestion(branch, *now);
  const bool handled = OneIn(30);
  const Make make = [&](const Firm&, const store::LoadedCallback& loaded) -> Command {
    if (handled) return HandleAtDesk{asked.category, "helped at once"};
    return NoteOf(asked, loaded.now);
  };
  co_await Do(number, AtDesk(SomePerson()), make);
  if (!wrong_.empty()) co_return false;
  if (models_[number - 1]->open()) co_await AssignWaiting(branch);
  Plan(*now + Millis(Between(1000, Millis(6h).count())), Happening::kAct, number);
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
  if (!firms_.current->FindPerson(actor)) actor = SomePerson();
  const Actor who = Mostly(actor);
  if (const auto* undo = std::get_if<Undo>(&command); undo && undo->sequence == 0) {
    co_await Do(number, who, [&](const Firm&, const store::LoadedCallback&) -> Command {
      return Undo{models_[number - 1]->latest_event()};
    });
  } else {
    co_await Do(number, who, [&](const Firm&, const store::LoadedCallback& loaded) { return Routed(command, loaded); });
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

// Some know that whom they give it to is away.
Forward FirmYear::SomeForward(std::string remark) {
  Forward forward{Somebody(), std::move(remark)};
  forward.although_away = OneIn(2);
  return forward;
}

// What is forwarded to a team goes to one of it.
Command FirmYear::Routed(Command command, const store::LoadedCallback& loaded) {
  auto* forward = std::get_if<Forward>(&command);
  if (!forward || forward->assignee.kind != Party::Kind::kTeam) return command;
  RouteQuestion question = QuestionOf(loaded.record, loaded.now);
  question.requested = forward->meant_for = forward->assignee;
  const Route route = NextFor(question);
  forward->assignee = route.assignee;
  forward->alarm = route.alarm;
  forward->offer_at = route.offer_at;
  return command;
}

Command FirmYear::WildCommand(Instant now) {
  switch (Between(0, 15)) {
    case 0:
      return Acknowledge{};
    case 1:
      return BeginCall{};
    case 2:
      return RecordAttempt{Outcome::kBusy, "", std::nullopt};
    case 3:
      return SomeForward("");
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
    case 11:
      return LookAt{};  // which is for services
    case 12:
      return Assign{Somebody()};
    case 13:
      return OneIn(2) ? Command(JudgeHolder{}) : Command(FollowFirm{});
    default:
      return Undo{0};  // the latest event
  }
}

Command FirmYear::SomeCommand(const CallbackRecord& record, Instant now, std::string& actor) {
  const int acts = acts_[NumberOf({record.branch, record.id})];
  actor = record.assignee.kind == Party::Kind::kPerson ? record.assignee.id : SomePerson();
  if (!record.calling_person.empty()) actor = record.calling_person;
  if (acts > 25) return Complete{Disposition::kResolved, "at last"};
  switch (record.state) {
    case State::kNoted:
    case State::kAssigned:
      if (OneIn(8)) return SomeForward("better you");
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
