// What the readers of the parts of a firm file share while they fill the firm.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "services/domain/firm/firm.h"
#include "services/firm_file/document.h"
#include "services/firm_file/fields.h"
#include "services/firm_file/holidays_ics.h"

namespace krul::firm_file {

enum class Named { kCalendar, kBranch, kTeam, kPerson, kCategory };

// All ids of one kind, and the places that name one: these are looked up when everything has been read.
class Ids {
 public:
  // false and a fault when the id is missing, faulty or taken.
  bool Define(Named kind, const Written& id, Faults& faults);
  void Refer(Named kind, const Written& id);
  void CheckReferences(Faults& faults) const;
  bool Defined(Named kind, const std::string& id) const;

 private:
  struct Reference {
    Named kind;
    Written id;
  };
  std::unordered_map<std::string, int> lines_[5];  // by kind
  std::vector<Reference> references_;
};

// Zones by name: ten thousand branches have a handful of them.
using Zones = std::map<std::string, absl::TimeZone, std::less<>>;

struct Reading {
  domain::Firm firm;
  domain::Instant from{};
  Faults faults;
  Ids ids;
  IcsBudget ics_budget;
  std::size_t date_rules = 0;    // of all calendars so far
  std::string default_calendar;  // "default" if there is one, else the first
  Zones zones;                   // read so far
};

// Each reads one part of the document into the firm; `node` is nullptr when the part is absent.
void ReadCalendars(const Node* node, const std::string& path, Reading& reading);
// Of the fields of a calendar those that name dates.
void ReadSpecialDays(Fields& fields, domain::CalendarRules& rules, Reading& reading);
// The hours of one day, as a text or a list of texts; nothing means closed.
std::vector<domain::Opening> OpeningsOf(const Node& node, const std::string& field, Faults& faults);
// Of the field `time_zone`. nullopt: it is empty and so is `otherwise`, or it is a fault.
std::optional<absl::TimeZone> ZoneOf(Fields& fields, const std::string& otherwise, Reading& reading);
void ReadBranches(const Node* node, const std::string& path, Reading& reading);
void ReadTeams(const Node* node, const std::string& path, Reading& reading);
void ReadPeople(const Node* node, const std::string& path, Reading& reading);
void ReadCategories(const Node* node, const std::string& path, Reading& reading);
// Of a category that lists no steps.
std::vector<domain::EscalationStep> DefaultEscalation();
std::vector<domain::EscalationStep> ReadEscalation(const Node& node, const std::string& path, Reading& reading);

}  // namespace krul::firm_file
