#include "clients/terminal/phrases/presence.h"

#include "clients/terminal/phrases/moments.h"
#include "clients/terminal/text/times.h"

namespace krul::terminal {
namespace {

// So far ahead that it stands for "until told otherwise".
bool IsForEver(absl::Time moment, absl::Time now) { return moment > now + absl::Hours(24 * 400); }

}  // namespace

bool IsAbsent(const v1::Person& person, absl::Time now) {
  return person.has_absent_until() && FromProto(person.absent_until()) > now;
}

std::string Presence(const v1::Person& person, const Reader& reader) {
  if (!IsAbsent(person, reader.now)) {
    return reader.Said(person.at_desk() ? words::Key("presence.at_desk") : words::Key("terminal_presence.present"));
  }
  const absl::Time until = FromProto(person.absent_until());
  if (IsForEver(until, reader.now)) return reader.Said("presence.away");
  return reader.Said("terminal_presence.back", {{"time", Moment(until, reader)}});
}

}  // namespace krul::terminal
