#include "clients/terminal/phrases/name_phrases.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "clients/terminal/text/text.h"

namespace krul::terminal {

std::string InWords(const v1::Party& party, words::Language language) {
  switch (party.kind_case()) {
    case v1::Party::kPerson:
      return Visible(party.person());
    case v1::Party::kTeam:
      return words::Say(language, "terminal_label.team", {{"team", Visible(party.team())}});
    case v1::Party::kPool:
      return words::Say(language, "callback.pool_of", {{"branch", Visible(party.pool())}});
    case v1::Party::KIND_NOT_SET:
      return "";
  }
  return "";
}

std::string InWords(v1::Origin origin, words::Language language) {
  if (origin == v1::ORIGIN_UNSPECIFIED || !v1::Origin_IsValid(origin)) return "";
  const auto key = words::Key::Find("origin", v1::Origin_Name(origin));
  return key ? words::Say(language, *key) : "";
}

std::string InWords(v1::EventType type, words::Language language) {
  const std::string name(absl::StripPrefix(v1::EventType_Name(type), "EVENT_"));
  const auto key = words::Key::Find("terminal_event", name);
  return key ? words::Say(language, *key) : absl::AsciiStrToLower(absl::StrReplaceAll(name, {{"_", " "}}));
}

}  // namespace krul::terminal
