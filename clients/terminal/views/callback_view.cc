#include "clients/terminal/views/callback_view.h"

#include <unistd.h>

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/terminal/phrases/callback_phrases.h"
#include "clients/terminal/phrases/caller_phrases.h"
#include "clients/terminal/phrases/name_phrases.h"
#include "clients/terminal/text/failure.h"
#include "clients/terminal/text/resource_names.h"
#include "clients/terminal/text/text.h"
#include "clients/terminal/text/times.h"
#include "google/protobuf/util/json_util.h"

namespace krul::terminal {
namespace {

using google::protobuf::Timestamp;
using words::Language;
using Callbacks = google::protobuf::RepeatedPtrField<v1::Callback>;

std::string CallerName(const v1::Callback& callback, Language language) {
  if (!callback.caller().display_name().empty()) return Visible(callback.caller().display_name());
  // Whoever was helped at once was never asked for a name.
  return callback.disposition() == v1::HANDLED_AT_DESK ? "" : words::Say(language, "callback.erased");
}

std::string StateOf(const v1::Callback& callback, const Reader& reader) {
  const std::string calling = CallingPerson(callback, reader.now);
  if (!calling.empty()) return words::Say(reader.language, "state.calling", {{"person", Visible(calling)}});
  if (IsClosed(callback)) return DispositionWord(callback.disposition(), reader.language);
  if (callback.assignee().person().empty()) return words::Say(reader.language, "state.nobody");
  const bool taken_on = callback.state() == v1::ACKNOWLEDGED || callback.state() == v1::CALLING;
  return words::Say(reader.language, taken_on ? words::Key("state.acknowledged") : words::Key("state.assigned"));
}

// Open callbacks of one branch are looked up on its board by the start of their id; others only by all of it.
std::vector<std::string> ShownIds(const Callbacks& callbacks, const std::string& branch) {
  std::vector<std::string> ids;
  for (const v1::Callback& callback : callbacks) ids.push_back(SplitName(callback.name()).id);
  const size_t length = ClearLength(std::move(ids));
  std::vector<std::string> shown;
  for (const v1::Callback& callback : callbacks) {
    const NameParts parts = SplitName(callback.name());
    const bool here = !branch.empty() && parts.branch == branch;
    shown.push_back(Visible(!here ? callback.name() : IsClosed(callback) ? parts.id : parts.id.substr(0, length)));
  }
  return shown;
}

std::string InOneSentence(const v1::Callback& callback, const Reader& reader) {
  std::vector<std::string> said;
  const auto add = [&said](const std::string& part) {
    if (!part.empty()) said.push_back(part);
  };
  add(CallerName(callback, reader.language));
  add(Visible(WayToReach(callback.caller(), reader)));
  if (!IsClosed(callback) && callback.has_assignee()) {
    add(words::Say(reader.language, "terminal_standing.with",
                   {{"party", InWords(callback.assignee(), reader.language)}}));
  }
  add(Toned(DeadlineOf(callback, reader), ToneAt(callback, reader.now)));
  return absl::StrCat(StateOf(callback, reader), ": ", absl::StrJoin(said, ", "));
}

}  // namespace

std::string CallbackTable(const Callbacks& callbacks, const std::string& branch, const Reader& reader) {
  const Language language = reader.language;
  const auto heading = [language](words::Key key) { return Heading(key, language); };
  Table table({"ID", heading("terminal_label.standing"), heading("terminal_label.deadline"),
               heading("terminal_label.state"), heading("terminal_label.caller"), heading("terminal_label.reach_at"),
               heading("terminal_label.for"), heading("terminal_label.with"), heading("terminal_label.category"),
               heading("terminal_label.rang_again"), heading("terminal_label.reason")});
  const std::vector<std::string> ids = ShownIds(callbacks, branch);
  for (int i = 0; i < callbacks.size(); ++i) {
    const v1::Callback& callback = callbacks[i];
    const Tone tone = ToneAt(callback, reader.now);
    table.Add({ids[static_cast<size_t>(i)],
               {StandingWord(callback, reader), tone},
               {IsClosed(callback) ? "" : DeadlineOf(callback, reader), tone},
               StateOf(callback, reader),
               CallerName(callback, language),
               Visible(WayToReach(callback.caller(), reader)),
               InWords(callback.requested(), language),
               InWords(callback.assignee(), language),
               Visible(callback.category()),
               callback.chaser_count() > 0 ? absl::StrCat(callback.chaser_count(), "x") : "",
               Visible(callback.reason())});
  }
  return table.Render();
}

std::string CallbackRow(const v1::Callback& callback, const Reader& reader) {
  return absl::StrCat(InOneSentence(callback, reader), "  ", Visible(callback.name()));
}

std::string CallbackLine(const v1::Callback& callback, const Reader& reader) {
  return absl::StrCat(InOneSentence(callback, reader), "\n  ", Visible(callback.name()), "\n");
}

std::string Json(const google::protobuf::Message& message, bool one_line) {
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  options.always_print_primitive_fields = true;
  options.add_whitespace = !one_line && isatty(STDOUT_FILENO) == 1;
  std::string json;
  const auto status = google::protobuf::util::MessageToJsonString(message, &json, options);
  if (!status.ok()) throw Failed("INTERNAL", "NO_JSON", Told("terminal_error.no_json"));
  while (json.ends_with('\n')) json.pop_back();
  return TerminalSafeJson(json) + "\n";
}

}  // namespace krul::terminal
