// The part `people` of a firm file.
#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "services/domain/limits.h"
#include "services/firm_file/channels.h"
#include "services/firm_file/reading.h"

namespace krul::firm_file {
namespace {

using domain::Role;

// By the name of the role; the service's own is none of a person.
const std::map<std::string_view, Role>& Roles() {
  static const std::map<std::string_view, Role> roles = {{"desk", Role::kDesk},
                                                         {"colleague", Role::kColleague},
                                                         {"manager", Role::kManager},
                                                         {"head-office", Role::kHeadOffice},
                                                         {"operator", Role::kOperator}};
  return roles;
}

Role RoleOf(Fields& fields, Role otherwise) {
  const Node* node = fields.Find("role");
  if (node == nullptr) return otherwise;
  if (const auto role = Roles().find(node->text); role != Roles().end()) return role->second;
  fields.Fault(*node, "role", "Write desk, colleague, manager, head-office or operator.");
  return otherwise;
}

// The desk is always there: a list names what comes beside it.
std::vector<std::string> NotifyOf(Fields& fields, Faults& faults) {
  std::vector<std::string> channels = {std::string(kDeskChannel)};
  const Node* node = fields.Find("notify");
  if (node == nullptr) return channels;
  const std::string path = fields.PathOf("notify");
  const auto read = [&](const Node& item, const std::string& item_path) {
    const Written written = TextOf(item, item_path, faults);
    if (item.kind != Node::Kind::kText) return;
    if (!IsChannel(written.text)) {
      return faults.Add(item.line, item_path, Quoted(written.text) + " is no channel; " + kChannelForm + ".");
    }
    if (std::find(channels.begin(), channels.end(), written.text) == channels.end()) channels.push_back(written.text);
  };
  if (node->kind == Node::Kind::kText) {
    read(*node, path);
  } else {
    ForEachItem(*node, path, faults, read);
  }
  if (channels.size() > domain::limits::kNotifyChannels) {
    faults.Add(node->line, path,
               "Write at most " + std::to_string(domain::limits::kNotifyChannels) + " channels, the desk counted.");
  }
  return channels;
}

}  // namespace

void ReadPeople(const Node* node, const std::string& path, Reading& reading) {
  if (node == nullptr || (node->kind == Node::Kind::kList && node->items.empty())) {
    reading.faults.Add(node == nullptr ? 0 : node->line, path, "Write at least one person, such as - id: anna.");
    return;
  }
  // Who manages a branch needs no role of its own to be allowed to.
  std::set<std::string, std::less<>> managers;
  for (const domain::Branch& branch : reading.firm.branches) managers.insert(branch.manager);

  ForEachItem(*node, path, reading.faults, [&](const Node& item, const std::string& item_path) {
    Fields fields(item, item_path, reading.faults, "id");
    const Written id = fields.OwnId();
    domain::Person person;
    person.id = id.text;
    person.title = fields.Text("name", id.text, domain::limits::kTitleLength);
    for (const Written& branch : fields.Ids("branches")) {
      person.branches.push_back(branch.text);
      reading.ids.Refer(Named::kBranch, branch);
    }
    person.role = RoleOf(fields, managers.contains(id.text) ? Role::kManager : Role::kColleague);
    const Written deputy = fields.Id("deputy");
    person.deputy = deputy.text;
    reading.ids.Refer(Named::kPerson, deputy);
    const Written calendar = fields.Id("calendar");
    person.calendar = calendar.text;
    reading.ids.Refer(Named::kCalendar, calendar);
    person.time_zone = ZoneOf(fields, "", reading);
    person.notify = NotifyOf(fields, reading.faults);
    fields.RefuseOthers();
    if (reading.ids.Define(Named::kPerson, id, reading.faults)) reading.firm.people.push_back(std::move(person));
  });
}

}  // namespace krul::firm_file
