#include "services/domain/review/review_round.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/domain/calendar/business_calendar.h"
#include "services/domain/limits.h"
#include "services/domain/promise/escalation.h"
#include "services/domain/promise/promise.h"

namespace krul::domain {
namespace {

Refusal Over() { return {Reason::kRoundOver, "This round is over: look at the newest one of the branch.", {}}; }

class RoundDecider {
 public:
  RoundDecider(const ReviewRound& before, const DecisionContext& context, const Branch& branch)
      : context_(context), branch_(branch), now_(context.now) {
    decision_.round = before;
  }

  Result<RoundDecision> operator()(const OpenRound& open) {
    ReviewRound& round = decision_.round;
    if (round.version > 0) return Unchanged();
    round.holder = open.holder;
    round.opened_at = now_;
    round.next_at = NextReviewMoment(context_.firm, branch_, now_);
    const Millis within = branch_.review_within > Millis(0) ? branch_.review_within : Millis(limits::kReviewWithin);
    const BusinessCalendar calendar(context_.firm.CalendarOf(branch_), branch_.time_zone);
    // From the moment, not from when somebody found that it had come; made up for later, from then.
    const Instant by = calendar.Add(open.moment.at, within);
    round.hold_by = std::min(by > now_ ? by : calendar.Add(now_, within), round.next_at);
    round.entries = open.entries;
    for (RoundEntry& entry : round.entries) ++entry.rounds;
    round.left_out = open.left_out;
    if (round.entries.empty()) {  // nobody needs to be asked
      round.state = RoundState::kSigned;
      round.signed_at = now_;
      round.signed_by = context_.actor.person;
      round.remark = "nothing was open";
      return Happened(EventType::kRoundSigned, {});
    }
    return Happened(EventType::kRoundOpened, {round.holder});
  }

  Result<RoundDecision> operator()(const ReviewEntry& review) {
    if (auto refusal = NotHere()) return *refusal;
    for (RoundEntry& entry : decision_.round.entries) {
      if (entry.callback != review.callback) continue;
      entry.reviewed_at = now_;
      entry.reviewed_by = context_.actor.person;
      entry.remark = review.remark;
      return Remembered();
    }
    return NotFound("callback", FaultCode::kNotInRound);
  }

  Result<RoundDecision> operator()(const SignRound& sign) {
    if (auto refusal = NotHere()) return *refusal;
    ReviewRound& round = decision_.round;
    Refusal unread{Reason::kNotReviewed, "", {}};
    for (const RoundEntry& entry : round.entries) {
      if (!entry.reviewed_at && sign.still_open.contains(entry.callback))
        unread.fields.push_back({entry.callback, FaultCode::kNotGoneThrough});
    }
    if (!unread.fields.empty()) {
      unread.arguments = {{"count", unread.fields.size()}};
      unread.message =
          absl::StrCat(unread.fields.size(), " of the round's callbacks are open and were not gone through.");
      return unread;
    }
    round.state = RoundState::kSigned;
    round.signed_at = now_;
    round.signed_by = context_.actor.person;
    round.remark = sign.remark;
    Happened(EventType::kRoundSigned, {});
    return Remembered();
  }

  Result<RoundDecision> operator()(const LookAtRound&) {
    ReviewRound& round = decision_.round;
    const std::optional<Instant> look = NextLook(round);
    if (!look || now_ < *look) return Unchanged();
    if (now_ >= round.next_at) {
      const bool told = round.state == RoundState::kLate;
      round.state = RoundState::kNotHeld;
      return Happened(EventType::kRoundNotHeld, told ? std::vector<std::string>() : ThoseAbove());
    }
    round.state = RoundState::kLate;
    return Happened(EventType::kRoundNotHeld, ThoseAbove());
  }

 private:
  RoundDecision Unchanged() { return {decision_.round, {}, {}, false}; }

  RoundDecision Happened(EventType type, const std::vector<std::string>& people) {
    const ReviewRound& round = decision_.round;
    decision_.events.push_back(type);
    for (const std::string& person : people) {
      if (person.empty()) continue;
      Notice notice{absl::StrCat(round.branch, "/rounds/", round.id, "/", static_cast<int>(type), "/", person),
                    person,
                    type,
                    round.branch,
                    "",
                    now_,
                    round.id};
      decision_.notices.push_back(std::move(notice));
    }
    decision_.changed = true;
    return decision_;
  }

  RoundDecision Remembered() {
    Remember(context_.request, decision_.round.applied);
    decision_.changed = true;
    return decision_;
  }

  std::optional<Refusal> NotHere() const {
    const ReviewRound& round = decision_.round;
    if (round.over()) return Over();
    const Role role = RoleIn(context_.firm, context_.actor);
    const bool leads = role == Role::kManager || role == Role::kHeadOffice;
    if (context_.actor.person == round.holder || leads) return std::nullopt;
    return Refusal{Reason::kNotAllowed, "This round is for its holder, a manager or head office.", {}};
  }

  // Who hears that it was not held: the holder, the manager and head office.
  std::vector<std::string> ThoseAbove() const {
    std::vector<std::string> people = {decision_.round.holder};
    const auto add = [&](const std::string& person) {
      if (std::find(people.begin(), people.end(), person) == people.end()) people.push_back(person);
    };
    add(branch_.manager);
    for (const std::string& person : RecipientsInRole(context_.firm, Role::kHeadOffice)) add(person);
    return people;
  }

  RoundDecision decision_;
  const DecisionContext& context_;
  const Branch& branch_;
  Instant now_;
};

}  // namespace

int ReviewRound::reviewed() const {
  return static_cast<int>(std::count_if(entries.begin(), entries.end(),
                                        [](const RoundEntry& entry) { return entry.reviewed_at.has_value(); }));
}

std::optional<Instant> NextLook(const ReviewRound& round) {
  if (round.over()) return std::nullopt;
  const Instant next =
      round.state == RoundState::kLate ? round.next_at : std::min(FirstInstantAfter(round.hold_by), round.next_at);
  if (next == kNever) return std::nullopt;
  return next;
}

Result<RoundDecision> DecideRound(const ReviewRound& round, const RoundCommand& command,
                                  const DecisionContext& context) {
  if (round.version == 0 && !std::holds_alternative<OpenRound>(command))
    return NotFound("name", FaultCode::kNoSuchRound);
  const Branch* branch = context.firm.FindBranch(round.branch);
  if (!branch && std::holds_alternative<LookAtRound>(command)) {  // closed for good, and its round with it
    RoundDecision ended{round, {}, {EventType::kRoundNotHeld}, true};
    ended.round.state = RoundState::kNotHeld;
    return ended;
  }
  if (!branch) return NotFound("branch", FaultCode::kUnknownBranch);
  Result<bool> repeated = WasApplied(round.applied, context.request);
  if (!repeated) return repeated.refusal();
  if (*repeated) return RoundDecision{round, {}, {}, false};
  return std::visit(RoundDecider(round, context, *branch), command);
}

}  // namespace krul::domain
