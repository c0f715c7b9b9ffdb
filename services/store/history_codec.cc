#include "services/store/history_codec.h"

#include "services/store/stored_enum.h"

namespace krul::store {
using domain::FromMillis;
using domain::ToMillis;

void Encode(const domain::Party& from, storage::Party* to) {
  to->set_kind(static_cast<int>(from.kind));
  to->set_id(from.id);
}
bool Decode(const storage::Party& from, domain::Party& to) {
  to.id = from.id();
  return ReadEnum(from.kind(), to.kind);
}

void Encode(const domain::AuditEvent& from, storage::AuditEvent* to) {
  to->set_sequence(from.sequence);
  to->set_type(static_cast<int>(from.type));
  to->set_at(ToMillis(from.at));
  to->set_actor(from.actor);
  to->set_desk(from.desk);
  to->set_detail(from.told_as);
  const domain::EventFacts& facts = from.facts;
  if (facts.party.kind != domain::Party::Kind::kNobody) Encode(facts.party, to->mutable_party());
  for (const std::string& person : facts.people) to->add_people(person);
  if (facts.outcome) to->set_outcome(static_cast<int>(*facts.outcome) + 1);
  to->set_disposition(static_cast<int>(facts.disposition));
  to->set_moment(Encode(facts.moment));
  to->set_number(facts.number);
  to->set_undone_sequence(facts.undone_sequence);
  to->set_firm_version(facts.firm_version);
  to->set_cause(static_cast<int>(facts.cause));
}

bool Decode(const storage::AuditEvent& from, domain::AuditEvent& to) {
  to.sequence = from.sequence();
  to.at = FromMillis(from.at());
  to.actor = from.actor();
  to.desk = from.desk();
  to.told_as = from.detail();
  to.facts.people.assign(from.people().begin(), from.people().end());
  to.facts.moment = Decode(from.moment());
  to.facts.number = from.number();
  to.facts.undone_sequence = from.undone_sequence();
  to.facts.firm_version = from.firm_version();
  return ReadEnum(from.type(), to.type) && Decode(from.party(), to.facts.party) &&
         ReadEnum(from.outcome(), to.facts.outcome) && ReadEnum(from.disposition(), to.facts.disposition) &&
         ReadEnum(from.cause(), to.facts.cause);
}

}  // namespace krul::store
