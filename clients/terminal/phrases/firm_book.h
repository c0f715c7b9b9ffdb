// The firm as a desk looks things up in it: names of people, teams and categories, who is away until when.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "clients/terminal/text/wall_clock.h"
#include "clients/words/language.h"
#include "krul/v1/callback.pb.h"
#include "krul/v1/firm.pb.h"

namespace krul::terminal {

class FirmBook {
 public:
  FirmBook() = default;
  FirmBook(v1::Firm firm, std::string branch);

  bool known() const { return firm_.version() > 0; }
  const v1::Firm& firm() const { return firm_; }
  const v1::Branch& branch() const { return branch_; }
  // Of this branch. Where the firm is not known yet, the machine's own.
  absl::TimeZone zone() const { return zone_; }
  // Of another; this one's where the firm has no such branch.
  absl::TimeZone ZoneOf(const std::string& branch) const;
  // 31: numbers of it are shown here as their country writes them.
  int phone_country_code() const { return branch_.phone_country_code(); }
  words::Language language() const { return words::LanguageOf(branch_.language()); }

  // What is not in the firm file goes by its id.
  std::string PersonTitle(const std::string& id) const;
  std::string PartyTitle(const v1::Party& party, words::Language language) const;  // empty when unset
  std::string CategoryTitle(const std::string& id, words::Language language) const;
  const v1::Person* FindPerson(const std::string& id) const;
  // Where somebody is looked for: this branch if he works here, else the first of his own.
  const std::string& BranchOf(const v1::Person& person) const;
  // As the services take a call of this person: of somebody whom they do not know, that of a desk.
  v1::Role RoleOf(const std::string& person) const;

  // Whom a caller can ask for: people and teams, those of this branch first.
  std::vector<v1::Party> Askable() const;

 private:
  bool IsHere(const v1::Person& person) const;

  v1::Firm firm_;
  v1::Branch branch_;
  absl::TimeZone zone_ = OwnZone();
  std::map<std::string, absl::TimeZone> zones_;  // by branch
};

}  // namespace krul::terminal
