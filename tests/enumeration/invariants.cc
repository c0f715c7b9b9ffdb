#include "tests/enumeration/invariants.h"

#include <algorithm>
#include <chrono>
#include <set>

#include "services/domain/calendar/business_calendar.h"
#include "services/domain/promise/due_moment.h"
#include "services/domain/promise/escalation.h"
#include "services/domain/promise/promise.h"
#include "services/domain/report/forecast.h"

namespace krul::enumeration {
using namespace domain;
using namespace std::chrono_literals;

namespace {

constexpr Millis kLift = 1h;  // of who rang again

struct Heard {
  bool at_risk = false, missed = false;        // it is in the history
  bool of_at_risk = false, of_missed = false;  // somebody of the firm heard
  bool of_missed_who_is_there = false;
};

class Judge {
 public:
  explicit Judge(const World& world) : world_(world), record_(*world.record) {}

  std::vector<Invariant> All() {
    JudgeNotices();
    if (!record_.open()) {
      const bool erased_or_will_be = record_.erased ? !NextLook(record_) : NextLook(record_) == record_.erase_at;
      Must(erased_or_will_be && (record_.erased || record_.erase_at), Invariant::kClosedIsErased);
      return std::move(broken_);
    }
    moment_ = DueMomentOf(record_);
    late_at_ = LateAt();
    standing_ = StandingOf(record_, world_.now);
    JudgeLooks();
    JudgeStanding();
    JudgeForecastAndBoard();
    JudgeHolder();
    JudgePool();
    if (standing_.level != StandingLevel::kLate) JudgeWhatIsTold();
    return std::move(broken_);
  }

 private:
  void Must(bool holds, Invariant invariant) {
    if (!holds) broken_.push_back(invariant);
  }

  void JudgeNotices() {
    const std::set<std::size_t> distinct(world_.told.begin(), world_.told.end());
    Must(distinct.size() == world_.told.size(), Invariant::kToldOnce);
  }

  bool IsReachedOnly() const { return record_.promise.met_at && !record_.retry_at && !record_.retry_missed_at; }

  // Who is on the phone since before it passed holds it.
  Instant LateAt() const {
    const Instant passes = moment_.at + 1ms;
    const bool is_past = moment_.kind == DueMoment::Kind::kRetry && !record_.retry_at;
    if (is_past || record_.state != State::kCalling || !record_.lease_until) return passes;
    const Instant from = moment_.kind == DueMoment::Kind::kRetry ? Instant{} : AttemptsCountFrom(record_);
    const bool in_time = *record_.call_begun_at <= moment_.at && *record_.call_begun_at >= from;
    return in_time ? std::max(passes, *record_.lease_until + 1ms) : passes;
  }

  void JudgeLooks() {
    const auto look = NextLook(record_);
    if (standing_.level != StandingLevel::kLate) return Must(look && *look <= late_at_, Invariant::kLookInTime);
    // By the hours in force, or by those before: what was planned stays planned.
    const Firm& first = world_.firms->Version(1);
    const BusinessCalendar before(first.CalendarOf(world_.branch()), world_.branch().time_zone);
    const Instant end =
        std::max(before.ClosingOfWorkingDay(world_.now, 1), CalendarOf(world_).ClosingOfWorkingDay(world_.now, 1));
    Must(look && *look <= end + 1ms, Invariant::kLookedAtAgain);
  }

  void JudgeStanding() {
    const StandingLevel level = standing_.level;
    const bool late = world_.now >= late_at_;
    const bool soon = !late && world_.now >= moment_.soon_at;
    const PromiseStatus status = StatusOf(record_, world_.now);
    const bool agrees = level == (late ? StandingLevel::kLate : soon ? StandingLevel::kSoon : StandingLevel::kOnTime);
    const bool worsens = late || (standing_.worsens_at && *standing_.worsens_at > world_.now &&
                                  StandingOf(record_, *standing_.worsens_at).level == standing_.worsens_to &&
                                  StandingOf(record_, *standing_.worsens_at - 1ms).level == level);
    const bool of_promise = moment_.kind != DueMoment::Kind::kRetry;
    const bool status_agrees = (status != PromiseStatus::kBroken || (late && of_promise)) &&
                               (status != PromiseStatus::kAtRisk || late || soon);
    const bool told = !late || (of_promise ? record_.promise.broken_noticed : record_.retry_missed_at.has_value());
    Must(agrees && worsens && status_agrees && told, Invariant::kStandingAgrees);
  }

  void JudgeForecastAndBoard() {
    const Forecast forecast = ForecastOf(world_.firm(), world_.branch(), {}, {record_}, world_.now, 1);
    const bool counts = !IsReachedOnly();
    Must(forecast.late == (counts && standing_.level == StandingLevel::kLate) &&
             forecast.at_risk == (counts && standing_.level == StandingLevel::kSoon),
         Invariant::kForecastAgrees);
    const Millis lift = moment_.at - RankOf(record_);
    Must(lift == Millis(0) || (lift == kLift && record_.chaser_count > 0), Invariant::kBoardAgrees);
  }

  // Somebody of those who are asked is there: nobody is asked at night, and who was silent is asked again the next day.
  void JudgePool() {
    if (!record_.waits_for_people) return;
    World later = world_;
    const Instant end = CalendarOf(world_).ClosingOfWorkingDay(world_.now, 1);
    for (auto look = NextLook(*later.record); look && *look <= end && later.record->waits_for_people;
         look = NextLook(*later.record)) {
      later.now = std::max(later.now, *look);
      if (!Look(later).done) return Must(false, Invariant::kLookInTime);
    }
    later.now = end - 1ms;
    const bool stands_in = later.record->waits_for_people && RouteOf(later).assignee.kind == Party::Kind::kPerson;
    Must(!stands_in, Invariant::kNobodyWaitsInThePool);
  }

  void JudgeHolder() {
    if (record_.assignee.kind != Party::Kind::kPerson || record_.state == State::kCalling) return;
    const std::string& holder = record_.assignee.id;
    const bool known = record_.away_told == holder;
    Must(known || world_.firm().FindPerson(holder), Invariant::kLeftIsKnown);
    // What was spoken of and is not done presses at no hour: it is asked at each closing. At the moment itself it is
    // too late to tell of it before, and too early to tell that it was missed.
    Must(known || world_.now == moment_.at || IsReachedOnly() ||
             world_.who().CanMeet(holder, MomentToMeetOf(record_), world_.now),
         Invariant::kAwayIsKnown);
  }

  void Hear(const World& at, const Happened& happened, Heard& heard) const {
    const StepCondition missed =
        moment_.kind == DueMoment::Kind::kRetry ? StepCondition::kRetryDue : StepCondition::kBroken;
    const bool is_late = at.now >= late_at_;
    for (const AuditEvent& event : happened.events) {
      const EventType type = event.type;
      heard.at_risk |= type == EventType::kAtRisk;
      heard.missed |=
          is_late && (type == EventType::kBroken || type == EventType::kRetryDue || type == EventType::kReminded);
      std::vector<std::string> people = event.facts.people;
      const bool reminded = type == EventType::kReminded && IsReachedOnly();
      if (reminded) people = ManagersOf(at.who(), at.now);
      if (type != EventType::kEscalated && !reminded) continue;
      const StepCondition of = reminded ? missed : StepOf(at, event);
      for (const std::string& person : people) {
        if (!at.firm().FindPerson(person)) continue;
        heard.of_at_risk |= of == StepCondition::kAtRisk;
        if (of != missed || !is_late) continue;
        heard.of_missed = true;
        heard.of_missed_who_is_there |= !at.IsAway(person);
      }
    }
  }
  static StepCondition StepOf(const World& at, const AuditEvent& event) {
    return at.record->promise.steps[static_cast<std::size_t>(event.facts.number - 1)].step.condition;
  }

  // Lets time pass, with nobody doing anything, until the first opening after it passed.
  void JudgeWhatIsTold() {
    World later = world_;
    Heard heard;
    const BusinessCalendar calendar = CalendarOf(world_);
    const bool has_point = world_.now < moment_.soon_at && moment_.soon_at < late_at_;
    bool at_risk_in_time = !has_point;
    const Instant told_at = calendar.NextOpening(late_at_);
    while (const auto look = NextLook(*later.record)) {
      if (*look > told_at) break;
      later.now = std::max(later.now, *look);
      const Happened happened = Look(later);
      if (!happened.done) return Must(false, Invariant::kLookInTime);
      Hear(later, happened, heard);
      if (later.now == moment_.soon_at) at_risk_in_time |= heard.at_risk;
    }
    Must(at_risk_in_time && (!has_point || heard.of_at_risk), Invariant::kAtRiskIsTold);
    Must(heard.missed && heard.of_missed, Invariant::kMissIsTold);
    later.now = told_at;
    const bool nobody = std::ranges::all_of(kPeople, [&](const char* person) { return later.IsAway(person); });
    Must(heard.of_missed_who_is_there || nobody, Invariant::kMissReachesWhoIsThere);
  }

  const World& world_;
  const CallbackRecord& record_;
  DueMoment moment_;
  Instant late_at_{};
  Standing standing_;
  std::vector<Invariant> broken_;
};

}  // namespace

std::string_view NameOf(Invariant invariant) {
  static constexpr std::string_view kNames[kInvariants] = {
      "a look no later than the moment passes",
      "what is late is looked at again by the end of the next working day",
      "somebody hears that it is at risk",
      "somebody hears that it was missed",
      "each notice comes once",
      "standing, status and what was told agree",
      "the forecast agrees with the standing",
      "the place in lists is that of the moment",
      "what is closed is erased in time",
      "what somebody has who left is known",
      "somebody who is there hears that it was missed",
      "what somebody has who cannot meet the moment is known",
      "what lies in the pool is offered to who is there"};
  return kNames[static_cast<std::size_t>(invariant)];
}

std::vector<Invariant> BrokenIn(const World& world) {
  World settled = world;  // the watcher looks at once at what is due already
  PassTo(settled, world.now);
  return Judge(settled).All();
}

}  // namespace krul::enumeration
