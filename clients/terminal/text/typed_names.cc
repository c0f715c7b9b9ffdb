#include "clients/terminal/text/typed_names.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "clients/terminal/text/failure.h"

namespace krul::terminal {
namespace {

// NO_ANSWER as it is typed: no-answer.
std::string TypedName(absl::string_view enum_name) {
  return absl::AsciiStrToLower(absl::StrReplaceAll(enum_name, {{"_", "-"}}));
}

std::string EnumName(absl::string_view typed) {
  return absl::AsciiStrToUpper(absl::StrReplaceAll(typed, {{"-", "_"}}));
}

std::string Lower(absl::string_view enum_name) {
  return absl::AsciiStrToLower(absl::StrReplaceAll(enum_name, {{"_", " "}}));
}

Failure NoneOf(absl::string_view option, absl::string_view text, const std::string& allowed) {
  return WrongUsage(Told("terminal_error.none_of", {{"option", option}, {"text", text}, {"allowed", allowed}}));
}

}  // namespace

v1::Party ParseParty(absl::string_view text, absl::string_view option) {
  v1::Party party;
  const std::vector<std::string> parts = absl::StrSplit(text, absl::MaxSplits(':', 1));
  if (parts.size() == 1 && !parts[0].empty()) {
    party.set_person(parts[0]);
  } else if (parts.size() == 2 && !parts[1].empty() && parts[0] == "person") {
    party.set_person(parts[1]);
  } else if (parts.size() == 2 && !parts[1].empty() && parts[0] == "team") {
    party.set_team(parts[1]);
  } else if (parts.size() == 2 && !parts[1].empty() && parts[0] == "pool") {
    party.set_pool(parts[1]);
  } else {
    throw WrongUsage(Told("terminal_error.names_nobody", {{"option", option}, {"text", text}}));
  }
  return party;
}

v1::Outcome ParseOutcome(absl::string_view text) {
  v1::Outcome outcome = v1::OUTCOME_UNSPECIFIED;
  if (v1::Outcome_Parse(EnumName(text), &outcome) && outcome != v1::OUTCOME_UNSPECIFIED) return outcome;
  std::vector<std::string> allowed;
  const auto* descriptor = v1::Outcome_descriptor();
  for (int i = 0; i < descriptor->value_count(); ++i) {
    if (descriptor->value(i)->number() != 0) allowed.push_back(TypedName(descriptor->value(i)->name()));
  }
  throw NoneOf("OUTCOME", text, absl::StrJoin(allowed, ", "));
}

v1::Origin ParseOrigin(absl::string_view text) {
  v1::Origin origin = v1::ORIGIN_UNSPECIFIED;
  return v1::Origin_Parse(EnumName(text), &origin) ? origin : v1::ORIGIN_UNSPECIFIED;
}

v1::Disposition ParseDisposition(absl::string_view text, std::initializer_list<v1::Disposition> allowed) {
  v1::Disposition disposition = v1::DISPOSITION_UNSPECIFIED;
  if (v1::Disposition_Parse(EnumName(text), &disposition) &&
      std::find(allowed.begin(), allowed.end(), disposition) != allowed.end()) {
    return disposition;
  }
  const auto typed = [](std::string* out, v1::Disposition value) {
    absl::StrAppend(out, TypedName(v1::Disposition_Name(value)));
  };
  throw NoneOf("DISPOSITION", text, absl::StrJoin(allowed, ", ", typed));
}

std::string Typed(const v1::Party& party) {
  switch (party.kind_case()) {
    case v1::Party::kPerson:
      return party.person();
    case v1::Party::kTeam:
      return absl::StrCat("team:", party.team());
    case v1::Party::kPool:
      return absl::StrCat("pool:", party.pool());
    case v1::Party::KIND_NOT_SET:
      return "";
  }
  return "";
}

std::string Typed(v1::Origin origin) {
  return origin != v1::ORIGIN_UNSPECIFIED && v1::Origin_IsValid(origin) ? TypedName(v1::Origin_Name(origin)) : "";
}

// An enum value newer than this client has no name; its number still says that there is something.
std::string ForFiles(v1::State state) {
  if (state == v1::STATE_UNSPECIFIED) return "";
  return v1::State_IsValid(state) ? Lower(v1::State_Name(state)) : absl::StrCat("state ", static_cast<int>(state));
}

std::string ForFiles(v1::PromiseStatus status) {
  if (status == v1::PROMISE_STATUS_UNSPECIFIED) return "";
  return v1::PromiseStatus_IsValid(status) ? Lower(v1::PromiseStatus_Name(status))
                                           : absl::StrCat("status ", static_cast<int>(status));
}

std::string ForFiles(v1::Disposition disposition) {
  if (disposition == v1::DISPOSITION_UNSPECIFIED) return "";
  return v1::Disposition_IsValid(disposition) ? Lower(v1::Disposition_Name(disposition))
                                              : absl::StrCat("disposition ", static_cast<int>(disposition));
}

}  // namespace krul::terminal
