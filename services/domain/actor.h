// Who is calling: taken from the call's credentials in rpc, never from a request.
#pragma once
#include <string>

namespace krul::domain {

enum class Role { kDesk, kColleague, kManager, kHeadOffice, kOperator, kService };

struct Actor {
  std::string person;  // id in the firm file, or the name of a service
  Role role = Role::kDesk;
  std::string branch;
  std::string desk;    // which device, for the history
};

}  // namespace krul::domain
