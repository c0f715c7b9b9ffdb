#include "clients/terminal/views/callback_sheet.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/terminal/phrases/callback_phrases.h"
#include "clients/terminal/phrases/caller_phrases.h"
#include "clients/terminal/phrases/event_phrases.h"
#include "clients/terminal/phrases/moments.h"
#include "clients/terminal/phrases/name_phrases.h"
#include "clients/terminal/phrases/standing.h"
#include "clients/terminal/text/clusters.h"
#include "clients/terminal/text/resource_names.h"
#include "clients/terminal/text/text.h"
#include "clients/terminal/text/times.h"

namespace krul::terminal {
namespace {

using google::protobuf::Timestamp;

constexpr int kWholeSentences = 2000;

class Sheet {
 public:
  explicit Sheet(const Reader& reader) : reader_(reader) {}

  std::string Said(words::Key key, const words::Values& values = {}) const {
    return words::Say(reader_.language, key, values);
  }
  std::string When(bool known, const Timestamp& moment) const {
    return known ? Moment(FromProto(moment), reader_) : "";
  }
  void Labelled(const std::string& label, const std::string& value) {
    constexpr int kLabelColumns = 20;
    if (value.empty()) return;
    const int blanks = std::max(1, kLabelColumns - Columns(label));
    absl::StrAppend(&text_, label, std::string(static_cast<size_t>(blanks), ' '), value, "\n");
  }
  void Line(words::Key label, const std::string& value) { Labelled(Said(label), value); }
  void Add(const std::string& text) { absl::StrAppend(&text_, text); }
  const Reader& reader() const { return reader_; }
  const std::string& text() const { return text_; }

 private:
  const Reader& reader_;
  std::string text_;
};

std::string PromiseInWords(const v1::Callback& callback, const Sheet& sheet) {
  const v1::Promise& promise = callback.promise();
  const Tone tone = ToneAt(callback, sheet.reader().now);
  std::vector<std::string> said = {Toned(StandingWord(callback, sheet.reader()), tone)};
  const auto by = [&sheet](words::Key key, const Timestamp& moment) {
    return sheet.Said(key, {{"time", Moment(FromProto(moment), sheet.reader())}});
  };
  if (!IsClosed(callback)) said.push_back(DeadlineOf(callback, sheet.reader()));
  if (IsClosed(callback) && promise.has_due_time()) said.push_back(by("promise.by", promise.due_time()));
  if (promise.reached()) said.push_back(sheet.Said("promise.reached"));
  if (promise.attempted()) said.push_back(sheet.Said("promise.attempted"));
  const bool moved = promise.has_original_due_time() && promise.has_due_time() &&
                     FromProto(promise.original_due_time()) != FromProto(promise.due_time());
  if (moved) said.push_back(by("promise.first_by", promise.original_due_time()));
  if (promise.agreed_otherwise()) said.push_back(sheet.Said("promise.agreed_otherwise"));
  if (promise.number() > 1) said.push_back(sheet.Said("terminal_label.promise_number", {{"number", promise.number()}}));
  return absl::StrJoin(said, ", ");
}

void AddCaller(const v1::Callback& callback, Sheet& sheet) {
  const v1::Caller& caller = callback.caller();
  std::string number = Visible(NumberPhrase(caller, sheet.reader()));
  if (!caller.phone_number_e164().empty()) absl::StrAppend(&number, " (", Visible(caller.phone_number_e164()), ")");
  // Whoever was helped at once was never asked for a name.
  const bool erased = caller.display_name().empty() && callback.disposition() != v1::HANDLED_AT_DESK;
  sheet.Line("terminal_label.caller", erased ? sheet.Said("callback.erased") : Visible(caller.display_name()));
  sheet.Line("terminal_label.number", number);
  sheet.Line("fact.other_contact", Visible(caller.other_contact()));
  sheet.Line("terminal_call.reference", Visible(caller.reference()));
  sheet.Line("terminal_call.extension", Visible(caller.extension()));
  sheet.Line("fact.window", WindowPhrase(callback.window(), sheet.reader()));
}

void AddPromises(const v1::Callback& callback, Sheet& sheet) {
  // Nobody spoke a promise to a caller who came another way than through a desk.
  const bool is_target = callback.origin() != v1::DESK && callback.origin() != v1::ORIGIN_UNSPECIFIED;
  sheet.Line(is_target ? words::Key("callback.target") : words::Key("callback.promise"),
             PromiseInWords(callback, sheet));
  for (const v1::Promise& former : callback.former_promises()) {
    sheet.Labelled(absl::StrCat(sheet.Said("callback.promise"), " ", former.number()),
                   absl::StrCat(StatusWord(former.status(), sheet.reader().language), ", ",
                                sheet.Said("promise.by", {{"time", sheet.When(true, former.due_time())}})));
  }
}

void AddMoments(const v1::Callback& callback, Sheet& sheet) {
  sheet.Line("fact.acknowledge_by", sheet.When(callback.has_acknowledge_by_time(), callback.acknowledge_by_time()));
  sheet.Line("fact.origin", InWords(callback.origin(), sheet.reader().language));
  sheet.Line("fact.called", sheet.When(callback.has_called_time(), callback.called_time()));
  sheet.Line("terminal_label.noted", sheet.When(callback.has_noted_time(), callback.noted_time()));
  sheet.Line("terminal_label.calling_until",
             sheet.When(callback.has_call_lease_end_time(), callback.call_lease_end_time()));
  sheet.Line("terminal_label.next_look", sheet.When(callback.has_next_look_time(), callback.next_look_time()));
  if (callback.chaser_count() > 0) sheet.Line("fact.chasers", absl::StrCat(callback.chaser_count(), "x"));
  if (callback.urgency() > 0) sheet.Line("terminal_label.urgency", absl::StrCat(callback.urgency()));
  for (const std::string& name : callback.also_open()) sheet.Line("terminal_callback.also_open", Visible(name));
}

void AddAttempts(const v1::Callback& callback, Sheet& sheet) {
  if (callback.attempts().empty()) return;
  const words::Language language = sheet.reader().language;
  Table attempts({Heading("terminal_label.outcome", language), Heading("terminal_label.when", language),
                  Heading("terminal_label.who", language), Heading("terminal_label.remark", language)},
                 kWholeSentences);
  for (const v1::Attempt& attempt : callback.attempts()) {
    attempts.Add({OutcomeWord(attempt.outcome(), language),
                  sheet.When(attempt.has_attempt_time(), attempt.attempt_time()), Visible(attempt.person()),
                  Visible(attempt.remark())});
  }
  sheet.Add("\n" + attempts.Render());
}

void AddHistory(const v1::Callback& callback, Sheet& sheet) {
  if (callback.history().empty()) return;
  const words::Language language = sheet.reader().language;
  Table history({"#", Heading("terminal_label.when", language), Heading("terminal_label.what", language),
                 Heading("terminal_label.who", language), Heading("terminal_label.desk", language),
                 Heading("terminal_label.remark", language)},
                kWholeSentences);
  for (const v1::AuditEvent& event : callback.history()) {
    history.Add({absl::StrCat(event.sequence()), sheet.When(event.has_event_time(), event.event_time()),
                 Visible(EventPhrase(event, sheet.reader())), Visible(ActorPhrase(event, sheet.reader())),
                 Visible(event.desk()), Visible(event.remark())});
  }
  sheet.Add("\n" + history.Render());
}

}  // namespace

std::string CallbackSheet(const v1::Callback& callback, const Reader& anywhere) {
  const Reader reader = anywhere.At(BranchIn(callback.name()));
  const words::Language language = reader.language;
  Sheet sheet(reader);
  sheet.Add(absl::StrCat(Toned(Visible(callback.name()), Tone::kHeading), "\n"));
  AddCaller(callback, sheet);
  sheet.Line("fact.for", InWords(callback.requested(), language));
  sheet.Line("fact.with", InWords(callback.assignee(), language));
  sheet.Line("fact.category", Visible(callback.category()));
  sheet.Line("terminal_call.reason", Visible(callback.reason()));
  sheet.Line("terminal_callback.state", StatePhrase(callback, reader));
  AddPromises(callback, sheet);
  AddMoments(callback, sheet);
  AddAttempts(callback, sheet);
  AddHistory(callback, sheet);
  return sheet.text();
}

}  // namespace krul::terminal
