// The parts `branches` and `teams` of a firm file.
#include <algorithm>
#include <array>
#include <utility>

#include "services/domain/caller/phone_number.h"
#include "services/domain/limits.h"
#include "services/firm_file/reading.h"
#include "services/firm_file/written_values.h"

namespace krul::firm_file {
namespace {

namespace limits = domain::limits;

// Three looks a day at what is open, when somebody is there to hold them.
std::vector<int> DefaultReviewMoments(bool has_manager) {
  return has_manager ? std::vector<int>{9 * 60, 12 * 60 + 30, 16 * 60 + 30} : std::vector<int>{};
}

std::vector<int> ReviewMomentsOf(const Node& node, const std::string& path, Faults& faults) {
  std::vector<int> moments;
  ForEachItem(node, path, faults, [&](const Node& item, const std::string& item_path) {
    const Written written = TextOf(item, item_path, faults);
    if (item.kind != Node::Kind::kText) return;
    const std::optional<int> minute = ReadTime(written.text);
    if (minute && *minute < 24 * 60) return moments.push_back(*minute);
    faults.Add(item.line, item_path, Quoted(written.text) + " is no time of day; " + kTimeForm + ".");
  });
  if (moments.size() > limits::kReviewMoments) {
    faults.Add(node.line, path, "Write at most " + std::to_string(limits::kReviewMoments) + " moments a day.");
  }
  std::sort(moments.begin(), moments.end());
  moments.erase(std::unique(moments.begin(), moments.end()), moments.end());
  return moments;
}

void ReadBranch(const Node& node, const std::string& path, Reading& reading) {
  Faults& faults = reading.faults;
  Fields fields(node, path, faults, "id");
  const Written id = fields.OwnId();
  domain::Branch branch;
  branch.id = id.text;
  branch.title = fields.Text("title", id.text, limits::kTitleLength);

  if (const auto zone = ZoneOf(fields, "Europe/Amsterdam", reading)) branch.time_zone = *zone;
  branch.phone_region = fields.Text("phone_region", "NL", limits::kTitleLength);
  if (!domain::IsPhoneRegion(branch.phone_region)) {
    fields.Fault(*fields.Find("phone_region"), "phone_region",
                 "There is no region " + Quoted(branch.phone_region) + "; write two capitals such as NL.");
  }
  branch.language = fields.Text("language", "nl", limits::kTitleLength);
  if (branch.language != "nl" && branch.language != "en") {
    fields.Fault(*fields.Find("language"), "language", "Write nl or en.");
  }

  const Written calendar = fields.Id("calendar");
  branch.calendar = calendar.text.empty() ? reading.default_calendar : calendar.text;
  reading.ids.Refer(Named::kCalendar, calendar);
  const Written manager = fields.Id("manager");
  branch.manager = manager.text;
  reading.ids.Refer(Named::kPerson, manager);
  for (const Written& person : fields.Ids("answer_order")) {
    branch.answer_order.push_back(person.text);
    reading.ids.Refer(Named::kPerson, person);
  }
  const Node* moments = fields.Find("review_moments");
  branch.review_minutes = moments == nullptr ? DefaultReviewMoments(!branch.manager.empty())
                                             : ReviewMomentsOf(*moments, fields.PathOf("review_moments"), faults);
  branch.review_within = fields.Duration("review_within", limits::kReviewWithin, false);
  fields.RefuseOthers();
  if (reading.ids.Define(Named::kBranch, id, faults)) reading.firm.branches.push_back(std::move(branch));
}

void ReadTeam(const Node& node, const std::string& path, Reading& reading) {
  Fields fields(node, path, reading.faults);
  const Written id = fields.OwnId();
  domain::Team team;
  team.id = id.text;
  team.title = fields.Text("title", id.text, limits::kTitleLength);
  for (const Written& person : fields.Ids("members")) {
    team.members.push_back(person.text);
    reading.ids.Refer(Named::kPerson, person);
  }
  if (team.members.empty()) {
    reading.faults.Add(fields.line(), fields.PathOf("members"), "Write the people of this team, at least one.");
  }
  fields.RefuseOthers();
  if (reading.ids.Define(Named::kTeam, id, reading.faults)) reading.firm.teams.push_back(std::move(team));
}

}  // namespace

void ReadBranches(const Node* node, const std::string& path, Reading& reading) {
  if (node == nullptr || (node->kind == Node::Kind::kList && node->items.empty())) {
    reading.faults.Add(node == nullptr ? 0 : node->line, path, "Write at least one branch, such as - id: utrecht.");
    return;
  }
  ForEachItem(*node, path, reading.faults,
              [&](const Node& item, const std::string& item_path) { ReadBranch(item, item_path, reading); });
}

void ReadTeams(const Node* node, const std::string& path, Reading& reading) {
  if (node == nullptr) return;
  ForEachItem(*node, path, reading.faults,
              [&](const Node& item, const std::string& item_path) { ReadTeam(item, item_path, reading); });
}

}  // namespace krul::firm_file
