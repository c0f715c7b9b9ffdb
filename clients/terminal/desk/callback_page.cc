#include "clients/terminal/desk/callback_page.h"

#include "absl/strings/str_cat.h"
#include "clients/terminal/phrases/callback_phrases.h"
#include "clients/terminal/phrases/caller_phrases.h"
#include "clients/terminal/phrases/event_phrases.h"
#include "clients/terminal/phrases/explanation_phrases.h"
#include "clients/terminal/phrases/moments.h"
#include "clients/terminal/phrases/standing.h"
#include "clients/terminal/text/clusters.h"
#include "clients/terminal/text/times.h"

namespace krul::terminal::desk {
namespace {

class Lines {
 public:
  explicit Lines(int columns) : columns_(columns) {}

  void Field(const std::string& label, const std::string& value, const Style& style = {}) {
    if (value.empty()) return;
    constexpr int kLabelColumns = 18;
    bool first = true;
    for (const std::string& line : Wrapped(value, columns_ - kLabelColumns)) {
      const std::string head = first ? label : "";
      lines_.push_back(
          {absl::StrCat(head, std::string(static_cast<size_t>(std::max(1, kLabelColumns - Columns(head))), ' '), line),
           style});
      first = false;
    }
  }
  void Heading(const std::string& text) {
    lines_.push_back({"", {}});
    lines_.push_back({text, kHeading});
  }
  void Text(const std::string& text, int indent, const Style& style = {}) {
    for (const std::string& line : Wrapped(text, columns_ - indent)) {
      lines_.push_back({absl::StrCat(std::string(static_cast<size_t>(indent), ' '), line), style});
    }
  }
  std::vector<PageLine> Take() { return std::move(lines_); }

 private:
  int columns_;
  std::vector<PageLine> lines_;
};

Style StyleOf(const v1::Callback& callback, absl::Time now) {
  const Tone tone = ToneAt(callback, now);
  return {.tone = tone, .bold = tone == Tone::kAlarm || tone == Tone::kWarning};
}

std::string PromisePhrase(const v1::Callback& callback, const Reader& reader) {
  const std::string word = StandingWord(callback, reader);
  const std::string deadline = DeadlineOf(callback, reader);
  return word == deadline ? word : absl::StrCat(word, ", ", deadline);
}

void AddEvents(const v1::Callback& callback, const Reader& reader, const Words& words, Lines& lines) {
  if (callback.history().empty()) return;
  lines.Heading(words("terminal_callback.history"));
  for (const v1::AuditEvent& event : callback.history()) {
    const std::string who = ActorPhrase(event, reader);
    lines.Text(absl::StrCat(Moment(FromProto(event.event_time()), reader), "  ", EventPhrase(event, reader), " · ", who,
                            event.desk().empty() ? "" : absl::StrCat(" (", event.desk(), ")")),
               0);
    lines.Text(event.remark(), 4, kDim);
  }
}

}  // namespace

Page CallbackPage(const v1::Callback& callback, const Reader& reader, const Words& words, int columns) {
  Page page;
  page.callback = callback.name();
  page.live = true;
  const v1::Caller& caller = callback.caller();
  page.title = caller.display_name().empty() ? words("callback.erased") : caller.display_name();
  Lines lines(columns);
  std::string number = NumberPhrase(caller, reader);
  if (!caller.extension().empty())
    number = words("callback.with_extension", {{"number", number}, {"extension", caller.extension()}});
  lines.Field(words("terminal_call.phone"), number, {.bold = true});
  lines.Field(words("terminal_call.contact"), caller.other_contact(), {.bold = true});
  lines.Field(words("terminal_call.reference"), caller.reference());
  lines.Field(words("terminal_call.window"), WindowPhrase(callback.window(), reader));
  lines.Field(words("terminal_call.who"), reader.book.PartyTitle(callback.requested(), reader.language));
  lines.Field(words("terminal_call.category"), reader.book.CategoryTitle(callback.category(), reader.language));
  lines.Field(words("terminal_call.reason"), callback.reason());
  lines.Field(words("terminal_callback.state"), StatePhrase(callback, reader));
  lines.Field(words("terminal_callback.promise"), PromisePhrase(callback, reader), StyleOf(callback, reader.now));
  const v1::Promise& promise = callback.promise();
  if (promise.has_original_due_time() && promise.has_due_time() &&
      FromProto(promise.original_due_time()) != FromProto(promise.due_time())) {
    lines.Field(words("terminal_callback.first_promised"), Moment(FromProto(promise.original_due_time()), reader));
  }
  if (callback.has_called_time())
    lines.Field(words("terminal_callback.called"), Moment(FromProto(callback.called_time()), reader));
  if (callback.chaser_count() > 0)
    lines.Field(words("terminal_list.rang_again"), absl::StrCat(callback.chaser_count(), "×"));
  for (const std::string& name : callback.also_open()) lines.Field(words("terminal_callback.also_open"), name);
  if (!callback.attempts().empty()) lines.Heading(words("terminal_callback.attempts"));
  for (const v1::Attempt& attempt : callback.attempts()) {
    lines.Text(
        absl::StrCat(Moment(FromProto(attempt.attempt_time()), reader), "  ",
                     OutcomeWord(attempt.outcome(), reader.language), " · ", reader.book.PersonTitle(attempt.person())),
        0);
    lines.Text(attempt.remark(), 4, kDim);
  }
  AddEvents(callback, reader, words, lines);
  page.lines = lines.Take();
  return page;
}

Page ExplanationPage(const v1::ExplainDeadlineResponse& explained, const v1::Callback& callback, const Reader& reader,
                     int columns) {
  Page page;
  page.title =
      words::Say(reader.language, "terminal_callback.explanation", {{"name", callback.caller().display_name()}});
  page.callback = callback.name();
  Lines lines(columns);
  for (const std::string& line : ExplanationLines(explained, reader)) lines.Text(line, 0);
  page.lines = lines.Take();
  return page;
}

}  // namespace krul::terminal::desk
