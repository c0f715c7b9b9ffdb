// A review round: at the fixed moments of a branch all that is open is laid before a named person, who goes through it
// and signs. Values and rules; pure, like callback_decisions.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "services/domain/callback/callback_decisions.h"
#include "services/domain/people/actor.h"
#include "services/domain/people/routing.h"

namespace krul::domain {

enum class RoundState { kOpen, kLate, kSigned, kNotHeld };

struct RoundEntry {
  std::string callback;                            // id, in the branch of the round
  PromiseStatus status = PromiseStatus::kOnTrack;  // when the round opened
  Instant due_at{};
  Party assignee;
  int rounds = 1;  // how many in a row it has been on, this one included
  std::optional<Instant> reviewed_at;
  std::string reviewed_by;
  std::string remark;
};

struct ReviewRound {
  std::string branch;
  std::string id;            // 2026-11-24-0900, on the wall of the branch
  std::int64_t version = 0;  // 0: not opened
  RoundState state = RoundState::kOpen;
  std::string holder;  // person; empty: there is nobody
  Instant opened_at{};
  Instant hold_by{};  // signed at or before it is in time
  Instant next_at{};  // the next round of the branch, which takes its place; kNever: none
  std::optional<Instant> signed_at;
  std::string signed_by;
  std::string remark;
  std::vector<RoundEntry> entries;  // most urgent first
  int left_out = 0;                 // open ones beyond limits::kRoundEntries
  std::vector<AppliedRequest> applied;

  bool over() const { return state == RoundState::kSigned || state == RoundState::kNotHeld; }
  int reviewed() const;
};

// --- moments ---
struct ReviewMoment {
  Instant at{};
  std::string id;
};
// The latest moment of a branch that has come, on a day on which it opens, not longer than limits::kReviewMissed ago.
std::optional<ReviewMoment> LatestReviewMoment(const Firm& firm, const Branch& branch, Instant now);
// The first one after `now`; kNever: the branch has none.
Instant NextReviewMoment(const Firm& firm, const Branch& branch, Instant now);
// Who is to hold it: the manager, else who stands in for him, else the first in the answer order who is there, else
// head office; who is away only when nobody is there.
std::string ReviewHolder(const Firm& firm, const Branch& branch, const Absences& absences, Instant now);

// --- commands ---
struct OpenRound {
  ReviewMoment moment;
  std::string holder;
  std::vector<RoundEntry> entries;  // `rounds` as in the round before, 0 when it was not on it
  int left_out = 0;
};
struct ReviewEntry {
  std::string callback;
  std::string remark;
};
struct SignRound {
  std::string remark;
  std::set<std::string> still_open;  // callbacks of its entries
};
struct LookAtRound {};
using RoundCommand = std::variant<OpenRound, ReviewEntry, SignRound, LookAtRound>;

struct RoundDecision {
  ReviewRound round;
  std::vector<Notice> notices;
  std::vector<EventType> events;
  bool changed = false;
};

// When somebody must look at it; nullopt: it is over.
std::optional<Instant> NextLook(const ReviewRound& round);

// kRoundOver, kNotReviewed (fields name the callbacks), kNotAllowed, kNotFound, kRequestIdReused.
Result<RoundDecision> DecideRound(const ReviewRound& round, const RoundCommand& command,
                                  const DecisionContext& context);

}  // namespace krul::domain
