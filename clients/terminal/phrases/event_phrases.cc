#include "clients/terminal/phrases/event_phrases.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "clients/terminal/phrases/callback_phrases.h"
#include "clients/terminal/phrases/moments.h"
#include "clients/terminal/phrases/name_phrases.h"
#include "clients/terminal/text/times.h"

namespace krul::terminal {
namespace {

// Without this fact there is nothing to tell.
bool HasItsFacts(const v1::AuditEvent& event) {
  switch (event.type()) {
    case v1::EVENT_NOTED:
    case v1::EVENT_ASSIGNED:
    case v1::EVENT_ACKNOWLEDGEMENT_EXPIRED:
    case v1::EVENT_LEASE_LAPSED:
    case v1::EVENT_FORWARDED:
    case v1::EVENT_REASSIGNED:
    case v1::EVENT_HOLDER_AWAY:
      return event.has_party();
    case v1::EVENT_ATTEMPTED:
      return event.outcome() != v1::OUTCOME_UNSPECIFIED;
    case v1::EVENT_RENEGOTIATED:
      return event.has_moment();
    case v1::EVENT_CHASED:
    case v1::EVENT_ESCALATED:
      return event.number() > 0;
    case v1::EVENT_COMPLETED:
    case v1::EVENT_CANCELLED:
      return event.disposition() != v1::DISPOSITION_UNSPECIFIED;
    case v1::EVENT_UNDONE:
      return event.undone_sequence() > 0;
    case v1::EVENT_CLOSED_WHEN_DUE:
      return event.firm_version() > 0;
    case v1::EVENT_REOPENED:
      return event.has_party() || event.cause() != v1::EVENT_CAUSE_UNSPECIFIED;
    default:
      return true;
  }
}

// A type with several causes has a sentence for each.
std::optional<words::Key> SentenceOf(const v1::AuditEvent& event) {
  const std::string type(absl::StripPrefix(v1::EventType_Name(event.type()), "EVENT_"));
  if (event.type() == v1::EVENT_ESCALATED && event.people().empty()) return words::Key("event.escalated_to_nobody");
  if (event.type() == v1::EVENT_ATTEMPTED && event.has_moment()) return words::Key("event.attempted_again");
  if (event.cause() != v1::EVENT_CAUSE_UNSPECIFIED) {
    const auto with_cause = words::Key::Find("event", absl::StrCat(type, "_", v1::EventCause_Name(event.cause())));
    if (with_cause) return with_cause;
  }
  return words::Key::Find("event", type);
}

}  // namespace

std::string EventPhrase(const v1::AuditEvent& event, const Reader& reader) {
  const std::optional<words::Key> sentence = SentenceOf(event);
  if (!sentence || !HasItsFacts(event)) {
    return absl::StrCat(InWords(event.type(), reader.language), event.sentence().empty() ? "" : ": ", event.sentence());
  }
  std::vector<std::string> people;
  for (const std::string& person : event.people()) people.push_back(reader.book.PersonTitle(person));
  const int64_t number = event.number() > 0            ? event.number()
                         : event.undone_sequence() > 0 ? event.undone_sequence()
                                                       : event.firm_version();
  words::Values values = {{"party", reader.book.PartyTitle(event.party(), reader.language)},
                          {"people", absl::StrJoin(people, ", ")},
                          {"number", number}};
  if (event.outcome() != v1::OUTCOME_UNSPECIFIED) {
    values.emplace_back("outcome", OutcomeWord(event.outcome(), reader.language));
  }
  if (event.disposition() != v1::DISPOSITION_UNSPECIFIED) {
    values.emplace_back("disposition", DispositionWord(event.disposition(), reader.language));
  }
  if (event.has_moment()) values.emplace_back("moment", Moment(FromProto(event.moment()), reader));
  return words::Say(reader.language, *sentence, values);
}

std::string ActorPhrase(const v1::AuditEvent& event, const Reader& reader) {
  for (const char* service : {"assignment", "deadline-watcher", "intake"}) {
    if (event.actor() == service) return words::Say(reader.language, "event.by_service");
  }
  return reader.book.PersonTitle(event.actor());
}

}  // namespace krul::terminal
