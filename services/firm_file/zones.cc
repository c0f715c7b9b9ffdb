// The field `time_zone` of branches and people.
#include <string>

#include "services/domain/limits.h"
#include "services/firm_file/reading.h"
#include "services/firm_file/written_values.h"

namespace krul::firm_file {
namespace {

bool LoadZone(const std::string& name, Zones& zones) {
  if (zones.contains(name)) return true;
  // The name becomes a path below the system's zones, so it may not lead out of there; nor is it that of this machine.
  const bool plain = name == "UTC" || (name.find('/') != std::string::npos && name.front() != '/' && name.size() < 64 &&
                                       name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                                              "0123456789/_-+") == std::string::npos);
  absl::TimeZone zone;
  if (!plain || !absl::LoadTimeZone(name, &zone)) return false;
  zones.emplace(name, zone);
  return true;
}

}  // namespace

std::optional<absl::TimeZone> ZoneOf(Fields& fields, const std::string& otherwise, Reading& reading) {
  const std::string name = fields.Text("time_zone", otherwise, domain::limits::kTitleLength);
  if (name.empty()) return std::nullopt;
  if (LoadZone(name, reading.zones)) return reading.zones[name];
  const Node* written = fields.Find("time_zone");
  reading.faults.Add(written != nullptr ? written->line : fields.line(), fields.PathOf("time_zone"),
                     "There is no time zone " + Quoted(name) + "; write one such as Europe/Amsterdam.");
  return std::nullopt;
}

}  // namespace krul::firm_file
