// Who acts, as the call's credentials say, never a request; and in which role, as the firm file says, never a call.
#pragma once
#include <string>
#include <utility>

namespace krul::domain {

struct Firm;

enum class Role { kDesk, kColleague, kManager, kHeadOffice, kOperator, kService };

struct Actor {
  Actor() = default;
  Actor(std::string person_, std::string branch_, std::string desk_)
      : person(std::move(person_)), branch(std::move(branch_)), desk(std::move(desk_)) {}
  static Actor Service(std::string name) {
    Actor actor(std::move(name), "", "");
    actor.is_service = true;
    return actor;
  }

  std::string person;  // id in the firm file, or the name of a service
  std::string branch;
  std::string desk;  // which device, for the history
  bool is_service = false;
};

// A service is one whatever it is named. A person has the role of the firm in force, so a new version changes it at
// once. Whom the firm does not know, or no longer, is a desk: a call is noted by whoever takes it.
Role RoleIn(const Firm& firm, const Actor& actor);

}  // namespace krul::domain
