#include "clients/terminal/views/callback_view.h"

#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/terminal/connection/errors.h"
#include "clients/terminal/text/call_window_words.h"
#include "clients/terminal/text/text.h"
#include "clients/terminal/text/times.h"
#include "clients/terminal/verbs/names.h"
#include "google/protobuf/util/json_util.h"

namespace krul::terminal {
namespace {

using google::protobuf::Timestamp;
using Callbacks = google::protobuf::RepeatedPtrField<v1::Callback>;

std::string CallerName(const v1::Callback& callback) {
  if (!callback.caller().display_name().empty()) return Visible(callback.caller().display_name());
  // Whoever was helped at once was never asked for a name.
  return callback.disposition() == v1::HANDLED_AT_DESK ? "" : "(erased)";
}

std::string WayToReach(const v1::Caller& caller) {
  return Visible(caller.phone_number().empty() ? caller.other_contact() : caller.phone_number());
}

std::string StateOf(const v1::Callback& callback) {
  const std::string state = InWords(callback.state());
  if (callback.state() == v1::CALLING && !callback.calling_person().empty()) {
    return absl::StrCat(state, " (", Visible(callback.calling_person()), ")");
  }
  return IsClosed(callback) && callback.disposition() != v1::DISPOSITION_UNSPECIFIED
             ? absl::StrCat(state, " (", InWords(callback.disposition()), ")")
             : state;
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

void Line(std::string* out, absl::string_view label, const std::string& value) {
  if (value.empty()) return;
  absl::StrAppend(out, label, std::string(std::max<size_t>(1, 15 - label.size()), ' '), value, "\n");
}

std::string When(bool known, const Timestamp& timestamp) { return known ? MomentInWords(timestamp) : ""; }

std::string InOneSentence(const v1::Callback& callback) {
  std::vector<std::string> words;
  const auto add = [&words](const std::string& word) {
    if (!word.empty()) words.push_back(word);
  };
  add(CallerName(callback));
  add(WayToReach(callback.caller()));
  if (!IsClosed(callback))
    add(absl::StrCat("with ", callback.has_assignee() ? InWords(callback.assignee()) : "nobody yet"));
  add(Toned(DeadlineOf(callback), ToneOf(callback.promise().status())));
  return absl::StrCat(StateOf(callback), ": ", absl::StrJoin(words, ", "));
}

std::string PromiseInWords(const v1::Callback& callback) {
  const v1::Promise& promise = callback.promise();
  std::vector<std::string> words;
  if (const std::string status = InWords(promise.status()); !status.empty()) {
    words.push_back(Toned(status, ToneOf(promise.status())));
  }
  if (!IsClosed(callback)) {
    words.push_back(DeadlineOf(callback));
  } else if (promise.has_due_time()) {
    words.push_back(absl::StrCat("by ", MomentInWords(promise.due_time())));
  }
  if (promise.reached()) words.push_back("reached");
  if (promise.attempted()) words.push_back("attempted");
  const bool moved = promise.has_original_due_time() && promise.has_due_time() &&
                     FromProto(promise.original_due_time()) != FromProto(promise.due_time());
  if (moved) words.push_back(absl::StrCat("first promised by ", MomentInWords(promise.original_due_time())));
  if (promise.agreed_otherwise()) words.push_back("agreed otherwise");
  if (promise.number() > 1) words.push_back(absl::StrCat("promise ", promise.number()));
  return absl::StrJoin(words, ", ");
}

// Nobody spoke a promise to a caller who came another way than through a desk.
bool IsTarget(const v1::Callback& callback) {
  return callback.origin() != v1::DESK && callback.origin() != v1::ORIGIN_UNSPECIFIED;
}

}  // namespace

std::string DeadlineOf(const v1::Callback& callback) {
  if (IsClosed(callback)) return InWords(callback.promise().status());
  // After an attempt in time it is the retry that presses.
  if (callback.has_retry_time()) return absl::StrCat("again ", DeadlineInWords(callback.retry_time()));
  return callback.promise().has_due_time() ? DeadlineInWords(callback.promise().due_time()) : "";
}

std::string CallbackTable(const Callbacks& callbacks, const std::string& branch) {
  Table table(
      {"ID", "PROMISE", "DEADLINE", "STATE", "CALLER", "REACH AT", "FOR", "WITH", "CATEGORY", "RANG AGAIN", "REASON"});
  const std::vector<std::string> ids = ShownIds(callbacks, branch);
  for (int i = 0; i < callbacks.size(); ++i) {
    const v1::Callback& callback = callbacks[i];
    const Tone tone = ToneOf(callback.promise().status());
    table.Add({ids[static_cast<size_t>(i)],
               {InWords(callback.promise().status()), tone},
               {IsClosed(callback) ? "" : DeadlineOf(callback), tone},
               StateOf(callback),
               CallerName(callback),
               WayToReach(callback.caller()),
               InWords(callback.requested()),
               InWords(callback.assignee()),
               Visible(callback.category()),
               callback.chaser_count() > 0 ? absl::StrCat(callback.chaser_count(), "x") : "",
               Visible(callback.reason())});
  }
  return table.Render();
}

std::string CallbackRow(const v1::Callback& callback) {
  return absl::StrCat(InOneSentence(callback), "  ", Visible(callback.name()));
}

std::string CallbackLine(const v1::Callback& callback) {
  return absl::StrCat(InOneSentence(callback), "\n  ", Visible(callback.name()), "\n");
}

std::string CallbackPage(const v1::Callback& callback) {
  const v1::Caller& caller = callback.caller();
  std::string number = Visible(caller.phone_number());
  if (!caller.phone_number_e164().empty()) absl::StrAppend(&number, " (", Visible(caller.phone_number_e164()), ")");
  std::string out = absl::StrCat(Toned(Visible(callback.name()), Tone::kHeading), "\n");
  Line(&out, "caller", CallerName(callback));
  Line(&out, "number", number);
  Line(&out, "other contact", Visible(caller.other_contact()));
  Line(&out, "reference", Visible(caller.reference()));
  Line(&out, "extension", Visible(caller.extension()));
  Line(&out, "window", InWords(callback.window()));
  Line(&out, "for", InWords(callback.requested()));
  Line(&out, "with", InWords(callback.assignee()));
  Line(&out, "category", Visible(callback.category()));
  Line(&out, "reason", Visible(callback.reason()));
  Line(&out, "state", StateOf(callback));
  Line(&out, IsTarget(callback) ? "target" : "promise", PromiseInWords(callback));
  for (const v1::Promise& former : callback.former_promises()) {
    Line(&out, absl::StrCat("promise ", former.number()),
         absl::StrCat(InWords(former.status()), ", by ", MomentInWords(former.due_time())));
  }
  Line(&out, "acknowledge by", When(callback.has_acknowledge_by_time(), callback.acknowledge_by_time()));
  Line(&out, "origin", InWords(callback.origin()));
  Line(&out, "called", When(callback.has_called_time(), callback.called_time()));
  Line(&out, "noted", When(callback.has_noted_time(), callback.noted_time()));
  Line(&out, "calling until", When(callback.has_call_lease_end_time(), callback.call_lease_end_time()));
  Line(&out, "next look", When(callback.has_next_look_time(), callback.next_look_time()));
  if (callback.chaser_count() > 0) Line(&out, "rang again", absl::StrCat(callback.chaser_count(), "x"));
  if (callback.urgency() > 0) Line(&out, "urgency", absl::StrCat(callback.urgency()));
  for (const std::string& name : callback.also_open()) Line(&out, "also open", Visible(name));

  constexpr int kWholeSentences = 2000;
  Table attempts({"ATTEMPT", "WHEN", "WHO", "REMARK"}, kWholeSentences);
  for (const v1::Attempt& attempt : callback.attempts()) {
    attempts.Add({InWords(attempt.outcome()), When(attempt.has_attempt_time(), attempt.attempt_time()),
                  Visible(attempt.person()), Visible(attempt.remark())});
  }
  if (!callback.attempts().empty()) absl::StrAppend(&out, "\n", attempts.Render());
  Table history({"#", "WHEN", "WHAT", "WHO", "DESK", "DETAIL"}, kWholeSentences);
  for (const v1::AuditEvent& event : callback.history()) {
    history.Add({absl::StrCat(event.sequence()), When(event.has_event_time(), event.event_time()),
                 InWords(event.type()), Visible(event.actor()), Visible(event.desk()), Visible(WholeSentence(event))});
  }
  if (!callback.history().empty()) absl::StrAppend(&out, "\n", history.Render());
  return out;
}

std::string Json(const google::protobuf::Message& message, bool one_line) {
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  options.always_print_primitive_fields = true;
  options.add_whitespace = !one_line && isatty(STDOUT_FILENO) == 1;
  std::string json;
  const auto status = google::protobuf::util::MessageToJsonString(message, &json, options);
  if (!status.ok()) throw Failed("INTERNAL", "NO_JSON", "the answer cannot be written as JSON");
  while (json.ends_with('\n')) json.pop_back();
  return TerminalSafeJson(json) + "\n";
}

std::string WholeSentence(const v1::AuditEvent& event) {
  return absl::StrCat(event.sentence(), event.sentence().empty() || event.remark().empty() ? "" : ": ", event.remark());
}

void PrintChanged(const v1::Callback& callback, bool json) {
  std::cout << (json ? Json(callback) : CallbackLine(callback));
  if (json || callback.also_open().empty()) return;
  std::cout << "this caller also waits for the following; what is settled too is ticked off with:\n";
  for (const std::string& name : callback.also_open()) std::cout << "  krul done " << ShellWord(name) << "\n";
}

}  // namespace krul::terminal
