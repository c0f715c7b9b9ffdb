#include "services/domain/people/actor.h"

#include "services/domain/firm/firm.h"

namespace krul::domain {

Role RoleIn(const Firm& firm, const Actor& actor) {
  if (actor.is_service) return Role::kService;
  const Person* person = firm.FindPerson(actor.person);
  return person != nullptr ? person->role : Role::kDesk;
}

}  // namespace krul::domain
