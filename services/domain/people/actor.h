// Who is calling: taken from the call's credentials in rpc, never from a request.
#pragma once
#include <string>
#include <utility>

namespace krul::domain {

enum class Role { kDesk, kColleague, kManager, kHeadOffice, kOperator, kService };

struct Actor {
  Actor() = default;
  Actor(std::string person_, Role role_, std::string branch_, std::string desk_)
      : person(std::move(person_)), role(role_), branch(std::move(branch_)), desk(std::move(desk_)) {}
  std::string person;  // id in the firm file, or the name of a service
  Role role = Role::kDesk;
  std::string branch;
  std::string desk;  // which device, for the history
};

}  // namespace krul::domain
