#include "services/domain/callback/callback.h"

namespace krul::domain {

std::string Describe(const Party& party) {
  switch (party.kind) {
    case Party::Kind::kNobody:
      return "nobody";
    case Party::Kind::kPerson:
      return party.id;
    case Party::Kind::kTeam:
      return "team " + party.id;
    case Party::Kind::kPool:
      return "the open pool of " + party.id;
  }
  return "nobody";
}

}  // namespace krul::domain
