// A decision while it is being made: the moves that several commands share. Used by callback_decisions and
// callback_look only.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/domain/calendar/business_calendar.h"
#include "services/domain/callback/callback_decisions.h"

namespace krul::domain {

class CallbackDraft {
 public:
  CallbackDraft(const CallbackRecord& before, const DecisionContext& context, const Branch& branch);

  CallbackRecord& record() { return decision_.record; }
  Promise& promise() { return decision_.record.promise; }
  Instant now() const { return now_; }
  const Firm& firm() const { return context_.firm; }
  const Branch& branch() const { return branch_; }
  // The category as the current firm file has it; the first one if it was removed.
  const Category& category() const;
  // What the promise and its steps count by: the version of the firm file that they were made under. People, routing
  // and quiet hours are the current ones.
  const Firm& promised_firm() const { return context_.promised_under ? *context_.promised_under : firm(); }
  const Branch& promised_branch() const;
  const Category& promised_category() const;
  const std::string& actor() const { return context_.actor.person; }
  BusinessCalendar calendar() const { return {firm().CalendarOf(branch_), branch_.time_zone}; }
  Availability availability() const { return {firm(), branch_, context_.absences}; }
  // Business time since the promise was asked for: the call, or its reopening.
  Millis SinceAsked(Instant at) const;

  // One line of history. `at` is now, or the instant at which a timer passed was seen: history never runs backwards.
  std::int64_t Append(EventType type, EventFacts facts = {}, std::string_view remark = {});
  // Tells a person; `what` tells apart notices of one promise.
  void Tell(const std::string& person, EventType about, std::string_view what);
  void TellAll(const std::vector<std::string>& people, EventType about, std::string_view what);
  // An alarm of the latest event: outside the branch's hours it is told at the next opening.
  void TellManager(EventType about);
  // Whatever was kept for this opening, as far as it still holds.
  void TellWhatWaited();

  // "Mine" is waited for from now on, in the person's own time.
  void AssignTo(const Party& party, EventType because, EventFacts facts = {}, std::string_view remark = {});
  void PlanMine();
  // Nobody was there for it: the pool has it, until it is offered again.
  void LeaveToPool(std::optional<Instant> offer_at);
  // Whatever comes back by itself comes once a week when the history fills, so that it never runs over.
  bool IsShort() const;
  // Who has it is asked again only when nobody else is left.
  void PassOverHolder();
  // The actor says "mine", by word or by deed.
  void TakeByActor();
  void EndCall();
  // Its lease is over: whoever called may still tell what came of it.
  void LapseCall();
  // It was told, or another call began.
  void ForgetLapsedCall();
  // With its steps.
  void DropRetry();
  void PlanReminder();
  // Drops what is personal. The statistics stay.
  void Erase();
  void Close(State state, Disposition disposition, EventType type, std::string_view remark);

  // Before it ends it is asked whether who holds it can meet the moment, where that may have changed; this asks always.
  void JudgeHolder() { judge_holder_ = true; }
  // Ends the decision: who asked is remembered, an open callback has a next look, history stays bounded.
  Decision Finish(bool can_be_undone);
  // The same; nullopt where nothing happened and no timer is another.
  std::optional<Decision> FinishIfChanged();

 private:
  void Tell(const ToTell& alarm);
  bool MustJudgeHolder() const;
  bool IsLeftAlone() const;

  Decision decision_;
  const CallbackRecord& before_;
  const DecisionContext& context_;
  const Branch& branch_;
  Instant now_;
  bool judge_holder_ = false;
};

}  // namespace krul::domain
