#include "services/domain/callback/command.h"

namespace krul::domain {

bool Includes(Audience audience, Role role) {
  switch (role) {
    case Role::kService:
      return audience == Audience::kServices;
    case Role::kOperator:
      return false;
    case Role::kDesk:
    case Role::kColleague:
      return audience == Audience::kPeople;
    case Role::kManager:
    case Role::kHeadOffice:
      return audience != Audience::kServices;
  }
  return false;
}

CommandTraits TraitsOf(Action action) {
  switch (action) {
    case Action::kAcknowledge:
      return Traits(Acknowledge{});
    case Action::kBeginCall:
      return Traits(BeginCall{});
    case Action::kRecordAttempt:
      return Traits(RecordAttempt{});
    case Action::kForward:
      return Traits(Forward{});
    case Action::kRenegotiate:
      return Traits(Renegotiate{});
    case Action::kChase:
      return Traits(Chase{});
    case Action::kComplete:
    case Action::kGiveUp:
      return Traits(Complete{});
    case Action::kCancel:
      return Traits(Cancel{});
    case Action::kReopen:
      return Traits(Reopen{});
    case Action::kUndo:
      return Traits(Undo{});
    case Action::kEraseCaller:
      return Traits(EraseCaller{});
  }
  return {};
}

namespace {
std::optional<Action> Of(const Note&) { return std::nullopt; }
std::optional<Action> Of(const HandleAtDesk&) { return std::nullopt; }
std::optional<Action> Of(const Assign&) { return std::nullopt; }
std::optional<Action> Of(const JudgeHolder&) { return std::nullopt; }
std::optional<Action> Of(const FollowFirm&) { return std::nullopt; }
std::optional<Action> Of(const LookAt&) { return std::nullopt; }
std::optional<Action> Of(const Acknowledge&) { return Action::kAcknowledge; }
std::optional<Action> Of(const BeginCall&) { return Action::kBeginCall; }
std::optional<Action> Of(const RecordAttempt&) { return Action::kRecordAttempt; }
std::optional<Action> Of(const Forward&) { return Action::kForward; }
std::optional<Action> Of(const Renegotiate&) { return Action::kRenegotiate; }
std::optional<Action> Of(const Chase&) { return Action::kChase; }
std::optional<Action> Of(const Complete& complete) {
  return complete.disposition == Disposition::kMaxAttemptsExceeded ? Action::kGiveUp : Action::kComplete;
}
std::optional<Action> Of(const Cancel&) { return Action::kCancel; }
std::optional<Action> Of(const Reopen&) { return Action::kReopen; }
std::optional<Action> Of(const Undo&) { return Action::kUndo; }
std::optional<Action> Of(const EraseCaller&) { return Action::kEraseCaller; }
}  // namespace

std::optional<Action> ActionOf(const Command& command) {
  return std::visit([](const auto& one) { return Of(one); }, command);
}

}  // namespace krul::domain
