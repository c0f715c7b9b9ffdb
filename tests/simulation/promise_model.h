// What a callback must be, worked out a second time from PRODUCT's rules and from no code of callback_decisions: each
// command is followed, each timer kept by kind, and what the service decided is compared. Taken over are business time,
// which has judges of its own (tests/domain), and the due moment of a reopened promise (PlanPromise).
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "services/domain/business_calendar.h"
#include "services/domain/callback_decisions.h"
#include "services/store/callback_store.h"

namespace krul::simulation {

using domain::Instant;

enum class Timer { kLease, kAssign, kAcknowledge, kAtRisk, kBroken, kRetry, kStep, kReminder, kErase };

class PromiseModel {
 public:
  PromiseModel(const domain::Firm& firm, std::string branch, std::string id);

  // Why `command` of `actor` must be refused at `now`; nullopt: it must not.
  std::optional<domain::Reason> Refuses(const domain::Command& command, const std::string& actor, Instant told) const;
  // Follows an applied command; answers what differs from what the service made of it, "" if nothing.
  std::string Follow(const domain::Command& command, const std::string& actor, const store::Applied& applied);
  // The same for what must have changed nothing.
  std::string Compare(const domain::CallbackRecord& record) const;

  std::optional<Instant> NextLook() const;
  bool open() const { return now_.open; }
  // As tallied: "kept", "missed", "not_judged" of closed promises; "at_risk" or "broken" of an open one.
  std::map<std::string, int> Tallies() const;
  // Ids of all notices of escalation steps that told somebody.
  const std::set<std::string>& told() const { return told_; }
  const std::string& branch() const { return branch_; }
  const std::string& id() const { return id_; }
  std::int64_t latest_event() const { return events_; }

 private:
  struct Step {
    domain::EscalationStep spec;
    Instant at = domain::kNever;
    bool taken = false;
  };
  // All that an undo takes back.
  struct Situation {
    bool open = true;
    domain::State state = domain::State::kNoted;
    domain::Party assignee;
    int promise = 1;
    Instant due{}, original_due{}, at_risk{};
    std::optional<Instant> reached, attempted;
    bool at_risk_told = false, broken_told = false;
    std::vector<Step> steps;
    std::map<Timer, Instant> fires;  // those that are not of the promise, by when they fire
    std::string on_the_phone;
    std::optional<Instant> phoned_at;
    std::set<std::string> expired;
    int attempts = 0, failed_attempts = 0, chasers = 0;
    bool erased = false, handled_at_desk = false;
    std::optional<domain::PromiseStatus> verdict;
    std::vector<domain::PromiseStatus> former_verdicts;
  };
  struct Due {
    Instant at{};
    Timer timer = Timer::kLease;
    std::size_t step = 0;
    auto Order() const { return std::tuple(at, timer, step); }
  };

  std::vector<Due> Pending() const;
  bool Settled() const;
  bool OnThePhone(Instant now) const;
  Instant PhonedAt(const std::string& actor, Instant now) const;
  const domain::Branch& home() const { return *firm_.FindBranch(branch_); }
  domain::BusinessCalendar Calendar() const;

  void Do(const domain::Command& command, const std::string& actor, Instant now);
  void Promise(Instant due, Instant now);
  void Begin(domain::StepCondition condition, Instant began);
  void GiveTo(const domain::Party& party, Instant now);
  void Take(const std::string& actor);
  void HangUp();
  void Close(domain::State state, domain::Disposition disposition, Instant now);
  void Look(const domain::LookAt& look, Instant now);
  void Fire(const Due& due, const domain::LookAt& look, Instant now);
  void TakeStep(std::size_t index, Instant now);
  std::vector<std::string> PeopleOf(const domain::EscalationStep& step) const;
  Instant Reminder(Instant now) const;
  void NeverWithoutLook(Instant now);
  void Happened(domain::EventType type);

  const domain::Firm& firm_;
  const std::string branch_, id_;
  const domain::Category* category_ = nullptr;
  domain::Party requested_;
  Situation now_;
  std::int64_t events_ = 0;
  Instant latest_at_{};                      // time never steps back for a callback, even if the store's clock does
  std::vector<domain::EventType> happened_;  // by the command that is followed
  std::set<std::string> told_;
  // What an undo restores, of which event and when.
  std::shared_ptr<const Situation> before_;
  std::int64_t undoable_ = 0;
  Instant undoable_at_{};
};

}  // namespace krul::simulation
