#include "services/domain/callback/permissions.h"

namespace krul::domain {
namespace {

template <class... Commands>
bool IsOneOf(const Command& command) {
  return (std::holds_alternative<Commands>(command) || ...);
}

}  // namespace

bool MayDo(Role role, const Command& command) {
  const bool for_services = IsOneOf<Assign, Unassign, FollowFirm, LookAt>(command);
  switch (role) {
    case Role::kService:
      return for_services;
    case Role::kOperator:
      return false;
    case Role::kDesk:
    case Role::kColleague:
      return !for_services && !IsOneOf<EraseCaller>(command);
    case Role::kManager:
    case Role::kHeadOffice:
      return !for_services;
  }
  return false;
}

}  // namespace krul::domain
