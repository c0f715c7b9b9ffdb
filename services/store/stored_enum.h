// Enums in records are kept as the numbers of the domain, which are never given to another value. One that this program
// does not know was written by a newer one.
#pragma once
#include "services/domain/callback/callback.h"
#include "services/domain/review/review_round.h"

namespace krul::store {

template <class E>
inline constexpr E kLast = E::kThereMustBeASpecialisation;
template <>
inline constexpr auto kLast<domain::State> = domain::State::kCancelled;
template <>
inline constexpr auto kLast<domain::PromiseStatus> = domain::PromiseStatus::kNotJudged;
template <>
inline constexpr auto kLast<domain::Outcome> = domain::Outcome::kRescheduled;
template <>
inline constexpr auto kLast<domain::Disposition> = domain::Disposition::kHandledAtDesk;
template <>
inline constexpr auto kLast<domain::Origin> = domain::Origin::kWebForm;
template <>
inline constexpr auto kLast<domain::EventType> = domain::EventType::kRoundSigned;
template <>
inline constexpr auto kLast<domain::EventCause> = domain::EventCause::kNobodyYet;
template <>
inline constexpr auto kLast<domain::Party::Kind> = domain::Party::Kind::kPool;
template <>
inline constexpr auto kLast<domain::StepCondition> = domain::StepCondition::kRetryDue;
template <>
inline constexpr auto kLast<domain::Recipient> = domain::Recipient::kNamedPerson;
template <>
inline constexpr auto kLast<domain::StepAction> = domain::StepAction::kReassign;
template <>
inline constexpr auto kLast<domain::AbsenceKind> = domain::AbsenceKind::kUnplanned;
template <>
inline constexpr auto kLast<domain::RoundState> = domain::RoundState::kNotHeld;

// False: not known, and `to` is as it was.
template <class E>
bool ReadEnum(int stored, E& to) {
  if (stored < 0 || stored > static_cast<int>(kLast<E>)) return false;
  to = static_cast<E>(stored);
  return true;
}
// Kept as one more than its number; 0: none.
template <class E>
bool ReadEnum(int stored, std::optional<E>& to) {
  if (stored == 0) return true;
  E value{};
  if (!ReadEnum(stored - 1, value)) return false;
  to = value;
  return true;
}

}  // namespace krul::store
