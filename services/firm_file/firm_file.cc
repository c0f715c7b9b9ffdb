#include "services/firm_file/firm_file.h"

#include <utility>

#include "services/domain/limits.h"
#include "services/firm_file/document.h"
#include "services/firm_file/fields.h"
#include "services/firm_file/reading.h"

namespace krul::firm_file {
namespace {

void ReadRetention(const Node* node, const std::string& path, Reading& reading) {
  if (node == nullptr) return;
  Fields fields(*node, path, reading.faults);
  domain::Firm& firm = reading.firm;
  firm.erase_after_days = fields.Number("erase_after_days", firm.erase_after_days, 1, 3650);
  firm.attempts_before_giving_up =
      fields.Number("attempts_before_giving_up", firm.attempts_before_giving_up, 1, domain::limits::kMaxAttempts);
  fields.RefuseOthers();
}

// It names no time: a desk without connection cannot compute one.
std::map<std::string, std::string> OfflineSentenceOf(Fields& fields) {
  std::map<std::string, std::string> sentences =
      fields.TextByLanguage("offline_sentence", domain::limits::kOfflineSentenceLength);
  sentences.emplace("nl", "We bellen u zo spoedig mogelijk terug.");
  sentences.emplace("en", "We will call you back as soon as we can.");
  return sentences;
}

// Calendars come before the branches that take the default one, branches before the people who manage them.
void ReadFirm(const Node& root, Reading& reading) {
  Fields fields(root, "", reading.faults);
  reading.firm.title = fields.Text("title", "", domain::limits::kTitleLength);
  if (reading.firm.title.empty()) reading.faults.Add(root.line, "title", "Write the name of the firm.");
  reading.firm.offline_sentence = OfflineSentenceOf(fields);
  ReadCalendars(fields.Find("calendars"), "calendars", reading);
  ReadBranches(fields.Find("branches"), "branches", reading);
  ReadTeams(fields.Find("teams"), "teams", reading);
  ReadPeople(fields.Find("people"), "people", reading);
  ReadCategories(fields.Find("categories"), "categories", reading);
  ReadRetention(fields.Find("retention"), "retention", reading);
  fields.RefuseOthers();
  reading.ids.CheckReferences(reading.faults);
}

}  // namespace

std::variant<domain::Firm, std::vector<Fault>> ReadFirmFile(std::string_view document, domain::Instant from) {
  Reading reading;
  reading.from = from;
  if (const std::optional<Node> root = ReadDocument(document, reading.faults)) ReadFirm(*root, reading);
  if (!reading.faults.empty()) return reading.faults.Take();
  reading.firm.document = document;
  reading.firm.BuildIndex();
  return std::move(reading.firm);
}

}  // namespace krul::firm_file
