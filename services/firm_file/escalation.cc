// The steps by which a promise climbs, as a category of a firm file lists them.
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "services/domain/limits.h"
#include "services/firm_file/reading.h"
#include "services/firm_file/written_values.h"

namespace krul::firm_file {
namespace {

using domain::EscalationStep;
using domain::Recipient;
using domain::StepAction;
using domain::StepCondition;

constexpr const char* kRecipientForm = "write assignee, deputy, team, manager, head-office or person:ID";

// Recipient and, with kNamedPerson, who.
struct WrittenRecipient {
  Recipient recipient;
  std::string person;
};

std::optional<WrittenRecipient> RecipientOf(const Written& written, Reading& reading) {
  static const std::map<std::string_view, Recipient> names = {{"assignee", Recipient::kAssignee},
                                                              {"deputy", Recipient::kDeputy},
                                                              {"team", Recipient::kTeam},
                                                              {"manager", Recipient::kManager},
                                                              {"head-office", Recipient::kHeadOffice}};
  constexpr std::string_view kPerson = "person:";
  if (const auto name = names.find(written.text); name != names.end()) return WrittenRecipient{name->second, ""};
  if (written.text.starts_with(kPerson)) {
    const std::string person(Stripped(std::string_view(written.text).substr(kPerson.size())));
    if (IsId(person)) {
      reading.ids.Refer(Named::kPerson, {person, written.line, written.field});
      return WrittenRecipient{Recipient::kNamedPerson, person};
    }
  }
  reading.faults.Add(written.line, written.field, Quoted(written.text) + " is nobody; " + kRecipientForm + ".");
  return std::nullopt;
}

// Several people told at one moment are as many steps.
void AddSteps(const Node& node, const std::string& path, EscalationStep step, Reading& reading,
              std::vector<EscalationStep>& steps) {
  const auto add = [&](const Node& item, const std::string& item_path) {
    const Written written = TextOf(item, item_path, reading.faults);
    if (item.kind != Node::Kind::kText) return;
    const std::optional<WrittenRecipient> recipient = RecipientOf(written, reading);
    if (!recipient) return;
    step.recipient = recipient->recipient;
    step.named_person = recipient->person;
    if (step.action == StepAction::kReassign && step.recipient == Recipient::kAssignee) {
      reading.faults.Add(item.line, item_path, "The assignee has it already; name somebody else to reassign it to.");
    }
    steps.push_back(step);
  };
  if (node.kind != Node::Kind::kList) return add(node, path);
  if (step.action == StepAction::kReassign) {
    return reading.faults.Add(node.line, path,
                              std::string("It can be reassigned to one only; ") + kRecipientForm + ".");
  }
  ForEachItem(node, path, reading.faults, add);
}

void ReadStep(const Node& node, const std::string& path, Reading& reading, std::vector<EscalationStep>& steps) {
  static const std::map<std::string_view, StepCondition> conditions = {
      {"unacknowledged", StepCondition::kUnacknowledged},
      {"at-risk", StepCondition::kAtRisk},
      {"broken", StepCondition::kBroken},
      {"retry-due", StepCondition::kRetryDue}};
  Fields fields(node, path, reading.faults);
  EscalationStep step;
  const Node* when = fields.Find("when");
  const auto condition = when == nullptr ? conditions.end() : conditions.find(when->text);
  if (condition != conditions.end()) {
    step.condition = condition->second;
  } else {
    fields.Fault(when != nullptr ? *when : node, "when", "Write unacknowledged, at-risk, broken or retry-due.");
  }
  step.delay = fields.Duration("after", domain::Millis(0), true);
  if (const Node* time = fields.Find("time")) {
    step.wall_time = time->text == "wall";
    if (time->text != "wall" && time->text != "business") fields.Fault(*time, "time", "Write business or wall.");
  }
  step.outside_hours = fields.Flag("outside_hours", false);
  const Node* tell = fields.Find("tell");
  const Node* reassign = fields.Find("reassign");
  if ((tell == nullptr) == (reassign == nullptr)) {
    reading.faults.Add(node.line, path, std::string("Write one of tell and reassign: ") + kRecipientForm + ".");
  }
  if (tell != nullptr) AddSteps(*tell, fields.PathOf("tell"), step, reading, steps);
  if (reassign != nullptr) {
    step.action = StepAction::kReassign;
    AddSteps(*reassign, fields.PathOf("reassign"), step, reading, steps);
  }
  fields.RefuseOthers();
}

}  // namespace

std::vector<EscalationStep> DefaultEscalation() {
  using namespace std::chrono_literals;
  return {
      {.condition = StepCondition::kAtRisk, .recipient = Recipient::kAssignee},
      {.condition = StepCondition::kBroken, .recipient = Recipient::kManager},
      {.condition = StepCondition::kBroken, .recipient = Recipient::kAssignee},
      {.condition = StepCondition::kBroken, .delay = 8h, .recipient = Recipient::kHeadOffice},  // a business day later
      {.condition = StepCondition::kRetryDue, .recipient = Recipient::kAssignee},
      {.condition = StepCondition::kRetryDue, .recipient = Recipient::kManager},
  };
}

std::vector<EscalationStep> ReadEscalation(const Node& node, const std::string& path, Reading& reading) {
  std::vector<EscalationStep> steps;
  ForEachItem(node, path, reading.faults,
              [&](const Node& item, const std::string& item_path) { ReadStep(item, item_path, reading, steps); });
  if (steps.size() > domain::limits::kEscalationSteps) {
    reading.faults.Add(
        node.line, path,
        "Write at most " + std::to_string(domain::limits::kEscalationSteps) + " steps, each one told counted.");
  }
  return steps;
}

}  // namespace krul::firm_file
