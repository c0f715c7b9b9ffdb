#include "services/domain/firm/firm.h"

namespace krul::domain {
namespace {

// firm_file refuses a branch or person whose calendar does not exist; a firm made otherwise is closed rather than
// undefined.
const CalendarRules& NamedCalendar(const Firm& firm, std::string_view id) {
  static const CalendarRules kAlwaysClosed;
  const auto found = firm.calendars.find(id);
  return found == firm.calendars.end() ? kAlwaysClosed : found->second;
}

}  // namespace

const Branch* Firm::FindBranch(std::string_view id) const { return branch_index.Find(branches, id); }

const Team* Firm::FindTeam(std::string_view id) const { return team_index.Find(teams, id); }

const Person* Firm::FindPerson(std::string_view id) const { return person_index.Find(people, id); }

const Category* Firm::FindCategory(std::string_view id) const {
  if (id.empty()) return categories.empty() ? nullptr : &categories.front();
  return category_index.Find(categories, id);
}

const CalendarRules& Firm::CalendarOf(const Branch& branch) const { return NamedCalendar(*this, branch.calendar); }

const CalendarRules& Firm::CalendarOf(const Person& person, const Branch& branch) const {
  return NamedCalendar(*this, person.calendar.empty() ? branch.calendar : person.calendar);
}

void Firm::BuildIndex() {
  branch_index.Build(branches);
  team_index.Build(teams);
  person_index.Build(people);
  category_index.Build(categories);
}

}  // namespace krul::domain
