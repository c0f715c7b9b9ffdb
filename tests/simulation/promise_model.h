// What a callback must be, worked out a second time from PRODUCT's rules and from no code of callback_decisions: each
// command is followed, each timer kept by kind, and what the service decided is compared. Promised moments, who is
// there, and what reports count are worked out anew as well; taken over is only business time of reminders and steps,
// which has judges of its own (tests/domain), and who is next.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "services/changes/callback_changes.h"
#include "services/domain/calendar/business_calendar.h"
#include "services/domain/callback/callback_decisions.h"
#include "services/domain/promise/promise.h"
#include "tests/simulation/attendance.h"
#include "tests/simulation/promised_moments.h"

namespace krul::simulation {

enum class Timer {
  kLease,
  kAssign,
  kAcknowledge,
  kHolder,
  kOffer,
  kAtRisk,
  kBroken,
  kRetry,
  kStep,
  kTell,
  kReminder,
  kErase
};

// The firm in force, and each that ever was, by version.
struct FirmVersions {
  std::shared_ptr<const domain::Firm> current;
  std::map<std::int64_t, std::shared_ptr<const domain::Firm>> all;
};

// What reports count of a callback, by category, person (empty: nobody), measure and bucket.
using ReportField = std::tuple<std::string, std::string, std::string, int>;
using ReportCounts = std::map<ReportField, std::int64_t>;

class PromiseModel {
 public:
  // Both must outlive it.
  PromiseModel(const FirmVersions& firms, const domain::Absences& absences, std::string branch, std::string id);

  // Why `command` of `actor` must be refused at `now`; nullopt: it must not.
  std::optional<domain::Reason> Refuses(const domain::Command& command, const std::string& actor, domain::Role role,
                                        Instant told) const;
  // Follows an applied command; answers what differs from what the service made of it, "" if nothing.
  std::string Follow(const domain::Command& command, const std::string& actor, const changes::Applied& applied);
  // The same for what must have changed nothing.
  std::string Compare(const domain::CallbackRecord& record) const;

  std::optional<Instant> NextLook() const;
  bool open() const { return now_.open; }
  bool waits_in_pool() const { return now_.open && now_.waits; }
  // Its place in lists.
  Instant rank() const;
  // As tallied: "kept", "missed", "not_judged" of closed promises; "at_risk" or "broken" of an open one.
  std::map<std::string, int> Tallies() const;
  // Added to `counts`, which are those of its branch and local day of noting.
  void CountForReports(ReportCounts& counts) const;
  std::int64_t noted_day() const { return noted_day_; }
  bool waits_to_be_assigned() const { return now_.open && now_.state == domain::State::kNoted; }
  // Ids of all notices that told somebody.
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
  struct PromiseMade {
    int number = 1;
    std::int64_t version = 0;  // of the firm file
    Instant asked_at{};        // its clocks in reports begin
    Instant due{}, original_due{}, at_risk{};
    std::optional<Instant> reached, attempted, closed;
    Instant earliest{};             // the caller's own
    std::optional<Instant> agreed;  // when its moment was; and when that was met
    std::optional<Instant> met;
    int agreements = 0;
    bool at_risk_told = false, broken_told = false, agreed_otherwise = false;
    std::string agreed_person;  // by whom alone the caller wants to be called
    std::vector<Step> steps;
    std::optional<domain::Millis> mine_after, reached_after;
    std::optional<domain::PromiseStatus> verdict;
    domain::Disposition closed_as = domain::Disposition::kNone;
    std::string answered_by;
  };
  // All that an undo takes back.
  struct Situation {
    bool open = true;
    domain::State state = domain::State::kNoted;
    domain::Party assignee, meant_for;
    bool waits = false;  // in the pool because nobody was there
    std::optional<Instant> pooled;
    std::string away_told;  // somebody knows that this holder is away, until he is back
    Instant away_told_until{};
    std::optional<Instant> mine_since;                                // "mine" is waited for
    std::vector<std::string> passed_over;                             // asked again when nobody else is left
    std::vector<std::pair<std::int64_t, domain::EventType>> to_tell;  // at Timer::kTell, of which event
    std::int64_t closed_told = 0;
    Window window;
    PromiseMade promise;
    std::vector<PromiseMade> former;
    Instant retry_at_risk{};  // of the retry that is planned
    std::optional<Instant> missed_retry;
    bool rang = false;               // since the last attempt
    std::map<Timer, Instant> fires;  // those that are not of the promise, by when they fire
    std::string on_the_phone;
    std::optional<Instant> phoned_at;
    std::string phoned_last;  // and did not hang up before the lease ran out
    std::optional<Instant> phoned_last_at;
    int attempts = 0, failed_attempts = 0, chasers = 0;
    bool erased = false, handled_at_desk = false;
  };
  struct Due {
    Instant at{};
    Timer timer = Timer::kLease;
    std::size_t step = 0;
    auto Order() const { return std::tuple(at, timer, step); }
  };

  // What the holder must be there for.
  struct Holding {
    domain::Party assignee;
    domain::State state = domain::State::kNoted;
    Attendance::Moment moment;
    bool operator==(const Holding&) const = default;
  };

  std::vector<Due> Pending() const;
  bool Settled() const { return now_.promise.met.has_value(); }
  std::optional<Instant> Planned(Timer timer) const;  // when it fires
  Instant CountsFrom() const;
  Instant Missed() const;
  Instant RetryMissed() const;
  std::optional<Instant> AtRiskAt() const;
  Instant StepAt(const Step& step) const;
  bool IsPending(const Step& step) const;
  void Unplan(domain::StepCondition condition);
  bool OnThePhone(Instant now) const;
  Instant PhonedAt(const std::string& actor, Instant now) const;
  const domain::Firm& firm() const { return *firms_.current; }
  const domain::Branch& home() const { return *firm().FindBranch(branch_); }
  const domain::Category& category() const { return *firm().FindCategory(category_); }
  std::string holder() const;  // "": nobody, or a pool
  Attendance People() const { return {firm(), home(), absences_}; }
  Instant MomentAt() const;
  Holding HoldingNow() const;
  domain::BusinessCalendar Calendar() const { return {firm().CalendarOf(home()), home().time_zone}; }
  PromisedMoments Moments() const { return {firm(), home(), now_.window}; }
  // The version of the firm file that the promise keeps.
  const domain::Firm& under() const { return *firms_.all.at(now_.promise.version); }
  const domain::Branch& promised_home() const { return *under().FindBranch(branch_); }
  const domain::Category& promised_category() const { return *under().FindCategory(category_); }
  PromisedMoments PromisedClock() const { return {under(), promised_home(), now_.window}; }
  domain::BusinessCalendar PromisedCalendar() const {
    return {under().CalendarOf(promised_home()), promised_home().time_zone};
  }

  void Do(const domain::Command& command, const std::string& actor, Instant now);
  void EndWith(const Holding& before, Instant now);
  void NoteIt(const domain::Note& note, Instant now);
  void AssignIt(const domain::Assign& assign, Instant now);
  void ForwardIt(const domain::Forward& forward, Instant now);
  void AttemptIt(const domain::RecordAttempt& attempt, const std::string& actor, Instant now);
  void RetryIt(Instant again, Instant now);
  void RenegotiateIt(const domain::Renegotiate& agreed, Instant now);
  void ReopenIt(Instant now);
  void UndoIt(Instant now);
  void ChaseIt(Instant now);
  void TellIfClosed(Instant now);
  void PromiseIt(const domain::Firm& firm, Instant due, Instant asked_at);
  void Begin(domain::StepCondition condition, Instant began, const domain::BusinessCalendar& calendar);
  void GiveTo(const domain::Party& party, domain::EventType because, Instant now);
  void LeaveToPool(std::optional<Instant> offer, Instant now);
  void PassOver();
  void WaitForMine(Instant now);
  void SettleHolder(Instant now);
  void KnowAway(Instant now);
  void Take(const std::string& actor, Instant now);
  void Reach(Instant at);
  void HangUp();
  void ForgetPhoned();
  void BeginCallIt(const std::string& actor, Instant now);
  void LeaveToAssign(Instant now);
  void Close(domain::State state, domain::Disposition disposition, Instant now);
  domain::PromiseStatus VerdictAt(Instant now, domain::Disposition disposition) const;
  void Look(const domain::LookAt& look, Instant now);
  void Fire(const Due& due, const domain::LookAt& look, Instant now);
  void Expire(const domain::LookAt& look, Instant now);
  void PassOn(const domain::LookAt& look, Instant now);
  void Offer(const domain::LookAt& look, Instant now);
  void TakeStep(std::size_t index, Instant now);
  bool IsQuiet(const domain::EscalationStep& step, Instant now) const;
  bool AStepGivesItAway(Instant now) const;
  std::string TakerOf(const domain::EscalationStep& step, Instant now) const;
  std::vector<std::string> PeopleOf(const domain::EscalationStep& step, Instant now) const;
  std::vector<std::string> PeopleMeantBy(const domain::EscalationStep& step, Instant now) const;
  Instant Reminder(Instant now) const;
  void NeverWithoutLook(Instant now);
  void Happened(domain::EventType type);
  void Tell(const std::string& person, const std::string& what);
  void Tell(std::int64_t event, domain::EventType about, Instant now);
  void ManagerIsTold(domain::EventType about, Instant now);  // of the latest event, once the branch is open
  void TellWhatWaited(Instant now);
  std::string MeasureOf(const PromiseMade& promise) const;

  const FirmVersions& firms_;
  const domain::Absences& absences_;
  const std::string branch_, id_;
  std::string category_;
  domain::Party requested_;
  bool spoken_ = true;  // else it carries a target
  std::int64_t noted_day_ = 0;
  Situation now_;
  std::int64_t events_ = 0, changes_ = 0;
  Instant latest_at_{};                      // time never steps back for a callback, even if the store's clock does
  std::vector<domain::EventType> happened_;  // by the command that is followed
  bool looked_ = false;                      // a timer had passed
  bool judges_ = false;                      // whether its holder can meet the moment, though it is the same
  std::set<std::pair<domain::StepCondition, std::string>> told_in_look_;
  std::string differs_;  // in what was promised
  std::set<std::string> told_;
  // What an undo restores, of which event and when.
  std::shared_ptr<const Situation> before_;
  std::int64_t undoable_ = 0;
  Instant undoable_at_{};
};

}  // namespace krul::simulation
