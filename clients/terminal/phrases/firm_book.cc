#include "clients/terminal/phrases/firm_book.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "clients/words/catalogue.h"

namespace krul::terminal {

FirmBook::FirmBook(v1::Firm firm, std::string branch) : firm_(std::move(firm)) {
  branch_.set_id(std::move(branch));
  for (const v1::Branch& one : firm_.branches()) {
    if (one.id() == branch_.id()) branch_ = one;
    zones_.emplace(one.id(), ZoneNamed(one.time_zone(), zone_));
  }
  // Whoever works at none of them reads the clock of the first.
  if (!firm_.branches().empty()) zone_ = zones_.at(firm_.branches(0).id());
  zone_ = ZoneOf(branch_.id());
}

absl::TimeZone FirmBook::ZoneOf(const std::string& branch) const {
  const auto found = zones_.find(branch);
  return found == zones_.end() ? zone_ : found->second;
}

const std::string& FirmBook::BranchOf(const v1::Person& person) const {
  return IsHere(person) ? branch_.id() : person.branches(0);
}

const v1::Person* FirmBook::FindPerson(const std::string& id) const {
  const auto found = std::find_if(firm_.people().begin(), firm_.people().end(),
                                  [&id](const v1::Person& person) { return person.id() == id; });
  return found == firm_.people().end() ? nullptr : &*found;
}

v1::Role FirmBook::RoleOf(const std::string& person) const {
  const v1::Person* known = FindPerson(person);
  return known == nullptr ? v1::ROLE_DESK : known->role();
}

std::string FirmBook::PersonTitle(const std::string& id) const {
  const v1::Person* person = FindPerson(id);
  return person == nullptr || person->title().empty() ? id : person->title();
}

std::string FirmBook::PartyTitle(const v1::Party& party, words::Language language) const {
  switch (party.kind_case()) {
    case v1::Party::kPerson:
      return PersonTitle(party.person());
    case v1::Party::kTeam:
      for (const v1::Team& team : firm_.teams()) {
        if (team.id() == party.team() && !team.title().empty()) return team.title();
      }
      return party.team();
    case v1::Party::kPool:
      for (const v1::Branch& branch : firm_.branches()) {
        if (branch.id() == party.pool() && !branch.title().empty()) {
          return words::Say(language, "callback.pool_of", {{"branch", branch.title()}});
        }
      }
      return party.pool();
    case v1::Party::KIND_NOT_SET:
      return "";
  }
  return "";
}

std::string FirmBook::CategoryTitle(const std::string& id, words::Language language) const {
  for (const v1::Category& category : firm_.categories()) {
    if (category.id() != id) continue;
    const auto title = category.title().find(std::string(words::CodeOf(language)));
    if (title != category.title().end() && !title->second.empty()) return title->second;
  }
  return id;
}

bool FirmBook::IsHere(const v1::Person& person) const {
  return person.branches().empty() ||
         std::find(person.branches().begin(), person.branches().end(), branch_.id()) != person.branches().end();
}

std::vector<v1::Party> FirmBook::Askable() const {
  std::vector<v1::Party> parties;
  const auto add_people = [&](bool here) {
    for (const v1::Person& person : firm_.people()) {
      if (IsHere(person) == here) parties.emplace_back().set_person(person.id());
    }
  };
  add_people(true);
  for (const v1::Team& team : firm_.teams()) parties.emplace_back().set_team(team.id());
  add_people(false);
  return parties;
}

}  // namespace krul::terminal
