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
  // Business time since the promise was asked for: the call, or its reopening.
  Millis SinceAsked(Instant at) const;

  // One line of history. `at` is now, or the instant at which a timer passed was seen: history never runs backwards.
  std::int64_t Append(EventType type, EventFacts facts = {}, std::string_view remark = {});
  // Tells a person; `what` tells apart notices of one promise.
  void Tell(const std::string& person, EventType about, std::string_view what);
  void TellAll(const std::vector<std::string>& people, EventType about, std::string_view what);
  // Of the latest event.
  void TellManager(EventType about);

  // "Mine" is waited for from now on, or from when somebody is back.
  void AssignTo(const Party& party, EventType because, EventFacts facts = {}, std::string_view remark = {},
                Instant back_at = {});
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

  // Ends the decision: who asked is remembered, an open callback has a next look, history stays bounded.
  Decision Finish(bool can_be_undone);

 private:
  Decision decision_;
  const CallbackRecord& before_;
  const DecisionContext& context_;
  const Branch& branch_;
  Instant now_;
};

}  // namespace krul::domain
