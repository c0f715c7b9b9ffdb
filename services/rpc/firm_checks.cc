#include "services/rpc/firm_checks.h"

namespace krul::rpc {

domain::Result<const domain::Branch*> BranchIn(const domain::Firm& firm, std::string_view field,
                                               const std::string& id) {
  if (const domain::Branch* branch = firm.FindBranch(id)) return branch;
  return domain::NotFound(std::string(field), domain::FaultCode::kUnknownBranch);
}

domain::Result<const domain::Category*> CategoryIn(const domain::Firm& firm, std::string_view field,
                                                   const std::string& id) {
  if (id.empty()) return &firm.categories.front();
  if (const domain::Category* category = firm.FindCategory(id)) return category;
  return domain::NotFound(std::string(field), domain::FaultCode::kUnknownCategory);
}

std::optional<domain::Refusal> PartyIn(const domain::Firm& firm, std::string_view field, const domain::Party& party) {
  switch (party.kind) {
    case domain::Party::Kind::kPerson:
      if (firm.FindPerson(party.id)) return std::nullopt;
      return domain::NotFound(std::string(field) + ".person", domain::FaultCode::kUnknownPerson);
    case domain::Party::Kind::kTeam:
      if (firm.FindTeam(party.id)) return std::nullopt;
      return domain::NotFound(std::string(field) + ".team", domain::FaultCode::kUnknownTeam);
    case domain::Party::Kind::kPool:
      if (firm.FindBranch(party.id)) return std::nullopt;
      return domain::NotFound(std::string(field) + ".pool", domain::FaultCode::kUnknownBranch);
    case domain::Party::Kind::kNobody:
      break;
  }
  return domain::InvalidField(std::string(field), domain::FaultCode::kRequired);
}

}  // namespace krul::rpc
