#include "clients/terminal/phrases/callback_phrases.h"

#include <google/protobuf/generated_enum_reflection.h>

#include <algorithm>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "clients/terminal/phrases/moments.h"
#include "clients/terminal/phrases/standing.h"
#include "clients/terminal/text/resource_names.h"
#include "clients/terminal/text/times.h"

namespace krul::terminal {
namespace {

std::string InLowerCase(absl::string_view enum_name) {
  return absl::AsciiStrToLower(absl::StrReplaceAll(enum_name, {{"_", " "}}));
}

// The word for a value of an enum; for one that is newer than this program its name, so that something is said.
template <typename Enum>
std::string WordOf(const char* section, Enum value, words::Language language) {
  const auto* descriptor = google::protobuf::GetEnumDescriptor<Enum>()->FindValueByNumber(value);
  if (descriptor == nullptr) return absl::StrCat(section, " ", static_cast<int>(value));
  const std::optional<words::Key> key = words::Key::Find(section, descriptor->name());
  return key ? words::Say(language, *key) : InLowerCase(descriptor->name());
}

}  // namespace

std::string DeadlineOf(const v1::Callback& callback, const Reader& reader) {
  if (IsClosed(callback)) return StatusWord(callback.promise().status(), reader.language);
  if (LacksOnlyTick(callback)) return reader.Said("callback.only_tick");
  const absl::Time due = DueOf(callback);
  if (due == absl::InfiniteFuture()) return "";
  // The services may know of the passing a moment before this desk's clock does.
  Reader then = reader.At(BranchIn(callback.name()));
  const bool late = LevelAt(callback, reader.now) == v1::LATE;
  then.now = late ? std::max(reader.now, due + absl::Milliseconds(1)) : std::min(reader.now, due);
  const std::string deadline = Deadline(due, then);
  return IsToRetry(callback) ? reader.Said("callback.again", {{"deadline", deadline}}) : deadline;
}

std::string StatusWord(v1::PromiseStatus status, words::Language language) {
  return WordOf("status", status, language);
}

std::string StandingWord(const v1::Callback& callback, const Reader& reader) {
  if (IsClosed(callback)) return StatusWord(callback.promise().status(), reader.language);
  const v1::StandingLevel level = LevelAt(callback, reader.now);
  if (level == v1::LATE && IsToRetry(callback)) return reader.Said("standing.retry_due");
  return WordOf("standing", level, reader.language);
}

std::string OutcomeWord(v1::Outcome outcome, words::Language language) { return WordOf("outcome", outcome, language); }

std::string DispositionWord(v1::Disposition disposition, words::Language language) {
  return WordOf("disposition", disposition, language);
}

std::string StatePhrase(const v1::Callback& callback, const Reader& reader) {
  const bool mine = !reader.person.empty() && callback.assignee().person() == reader.person;
  const std::string who = reader.book.PartyTitle(callback.assignee(), reader.language);
  if (const std::string calling = CallingPerson(callback, reader.now); !calling.empty()) {
    if (calling == reader.person) return reader.Said("terminal_standing.you_call");
    return reader.Said("state.calling", {{"person", reader.book.PersonTitle(calling)}});
  }
  switch (callback.state()) {
    case v1::NOTED:
      return reader.Said("terminal_standing.nobodys");
    case v1::ASSIGNED:
      if (mine) return reader.Said("terminal_standing.waits_for_you");
      return reader.Said("terminal_standing.waits_for", {{"party", who}});
    case v1::ACKNOWLEDGED:
    case v1::CALLING:  // a lease that has lapsed
      if (mine) return reader.Said("terminal_standing.yours");
      return reader.Said("terminal_standing.with", {{"party", who}});
    case v1::COMPLETED:
    case v1::CANCELLED:
      return DispositionWord(callback.disposition(), reader.language);
    default:
      return InLowerCase(v1::State_Name(callback.state()));
  }
}

}  // namespace krul::terminal
