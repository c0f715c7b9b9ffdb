// quote, note: what is said to the caller, read back to him, and only then saved.
#include <algorithm>
#include <array>
#include <iostream>
#include <memory>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/terminal/callback_view.h"
#include "clients/terminal/identifiers.h"
#include "clients/terminal/names.h"
#include "clients/terminal/text.h"
#include "clients/terminal/times.h"
#include "clients/terminal/verbs.h"

namespace krul::terminal {
namespace {

struct Words {
  std::string who, category, at;
  std::string name, phone, contact, reference;
  std::string reason, id, called, quote;
  bool read_back = false;
};

v1::QuotePromiseResponse Quote(Terminal& terminal, const Words& words) {
  v1::QuotePromiseRequest request;
  request.set_branch(RequiredBranch(terminal.settings));
  *request.mutable_requested() = ParseParty(words.who, "--for");
  request.set_category(words.category);
  if (!words.at.empty()) *request.mutable_at_time() = MomentOf(words.at, "--at", Direction::kAhead);
  v1::Caller caller;
  caller.set_display_name(words.name);
  caller.set_phone_number(words.phone);
  caller.set_other_contact(words.contact);
  caller.set_reference(words.reference);
  if (caller.ByteSizeLong() > 0) *request.mutable_caller() = caller;
  return terminal.connection.Call(&v1::IntakeService::Stub::QuotePromise, request);
}

// In the order in which the desk speaks.
std::string Script(const v1::QuotePromiseResponse& quote) {
  std::string script;
  const auto line = [&script](absl::string_view label, absl::string_view text) {
    if (!text.empty()) absl::StrAppend(&script, label, Visible(text), "\n");
  };
  line("say        ", quote.refusal());
  line("say        ", quote.sentence());
  line("read back  ", quote.read_back());
  line("goodbye    ", quote.goodbye());
  line("who calls  ", InWords(quote.agreed()));
  if (quote.has_due_time()) line("by         ", MomentInWords(quote.due_time()));
  if (!quote.presence_known()) line("note       ", "who is present could not be asked");
  return script;
}

// Somebody who rings again is told of the promise he has already. Advice only: when it fails, noting goes on.
std::string OpenPromises(Terminal& terminal, const std::string& phone) {
  if (phone.empty()) return "";
  v1::FindCallbacksRequest request;
  request.set_phone_number(phone);
  request.set_branch(terminal.settings.branch);
  try {
    const auto found = terminal.connection.Call(&v1::IntakeService::Stub::FindCallbacks, request);
    if (found.callbacks().empty()) return "";
    return absl::StrCat("This number has an open promise already; `krul chase ID` is for the same matter:\n",
                        CallbackTable(found.callbacks(), terminal.settings.branch));
  } catch (const Failure& failure) {
    return absl::StrCat("Whether this number rang before could not be looked up: ", VisibleLines(failure.message),
                        "\n");
  }
}

// What was typed, made to save exactly what was spoken: with this id, this quote, and the confirmation.
std::string SavingCommand(const Terminal& terminal, const v1::NoteCallbackRequest& request, const std::string& quote) {
  constexpr std::array<absl::string_view, 4> kReplaced = {"--id", "--quote", "--request-id", "--called"};
  std::vector<std::string> kept;
  const std::vector<std::string>& typed = terminal.settings.command_line;
  for (size_t i = 0; i < typed.size(); ++i) {
    const absl::string_view option = typed[i];
    if (std::find(kReplaced.begin(), kReplaced.end(), option) != kReplaced.end()) {
      ++i;  // its value goes too
      continue;
    }
    const bool with_value = std::any_of(kReplaced.begin(), kReplaced.end(), [option](absl::string_view replaced) {
      return absl::StartsWith(option, absl::StrCat(replaced, "="));
    });
    if (!with_value && option != "--read-back") kept.push_back(ShellWord(option));
  }
  std::string command = absl::StrCat(absl::StrJoin(kept, " "), " --id ", ShellWord(request.callback_id()));
  if (request.has_called_time()) {
    // "-20m" would be another moment when it is typed again.
    absl::StrAppend(&command, " --called ",
                    absl::FormatTime(absl::RFC3339_full, FromProto(request.called_time()), absl::UTCTimeZone()));
  }
  return absl::StrCat(command, " --quote ", ShellWord(quote), " --read-back");
}

[[noreturn]] void RefuseUnread(Terminal& terminal, const Words& words, const v1::NoteCallbackRequest& request) {
  const auto quote = Quote(terminal, words);
  if (terminal.settings.json) {
    std::cout << Json(quote);
  } else {
    std::cout << OpenPromises(terminal, words.phone) << Script(quote);
  }
  Failure failure(ExitCode::kWrongUsage, "FAILED_PRECONDITION", "READ_BACK_MISSING",
                  "nothing is saved yet: read name and number back to the caller first");
  failure.advice = {"then save with the same command and --read-back:",
                    absl::StrCat("  ", SavingCommand(terminal, request, quote.quote()))};
  throw failure;
}

ExitCode Note(Terminal& terminal, const Words& words) {
  v1::NoteCallbackRequest request;
  request.set_branch(RequiredBranch(terminal.settings));
  *request.mutable_requested() = ParseParty(words.who, "--for");
  if (words.phone.empty() && words.contact.empty()) {
    throw WrongUsage("how is the caller reached? Give --phone, or --contact when the number is withheld");
  }
  if (!words.called.empty()) *request.mutable_called_time() = MomentOf(words.called, "--called", Direction::kBack);
  request.set_callback_id(words.id.empty() ? RequestId(terminal) : words.id);
  if (!words.read_back) RefuseUnread(terminal, words, request);

  request.set_quote(words.quote);
  if (words.quote.empty()) {
    const auto quote = Quote(terminal, words);
    request.set_quote(quote.quote());
    (terminal.settings.json ? std::cerr : std::cout) << Script(quote) << std::flush;
  }
  request.mutable_caller()->set_display_name(words.name);
  request.mutable_caller()->set_phone_number(words.phone);
  request.mutable_caller()->set_other_contact(words.contact);
  request.mutable_caller()->set_reference(words.reference);
  request.set_category(words.category);
  request.set_reason(words.reason);
  request.set_read_back_confirmed(true);
  try {
    PrintChanged(terminal.connection.Call(&v1::IntakeService::Stub::NoteCallback, request), terminal.settings.json);
  } catch (Failure& failure) {
    if (failure.outcome_unknown) {
      failure.advice.push_back("it may have been saved or not; this is safe to repeat, and saves it once:");
      failure.advice.push_back(absl::StrCat("  ", SavingCommand(terminal, request, request.quote())));
    }
    throw;
  }
  return ExitCode::kOk;
}

void AddCaller(CLI::App* verb, const std::shared_ptr<Words>& words) {
  verb->add_option("--for", words->who, "who is asked for: anna or team:sales")->required()->type_name("WHO");
  verb->add_option("--category", words->category, "what it is about; else the firm's first")->type_name("CATEGORY");
}

}  // namespace

void AddNoteVerbs(CLI::App& app, Terminal& terminal) {
  const auto asked = std::make_shared<Words>();
  CLI::App* quote = AddVerb(app, terminal, "quote", "what can be promised, and the sentence to speak; saves nothing",
                            "krul quote --for team:sales --category complaint --branch centrum", [&terminal, asked] {
                              const auto response = Quote(terminal, *asked);
                              std::cout << (terminal.settings.json ? Json(response) : Script(response));
                              if (!terminal.settings.json && !response.quote().empty()) {
                                std::cout << "quote      " << Visible(response.quote()) << "\n";
                              }
                              return ExitCode::kOk;
                            });
  AddCaller(quote, asked);
  quote->add_option("--name", asked->name, "the caller, to hear what to read back")->type_name("NAME");
  quote->add_option("--phone", asked->phone, "the number, as the caller says it")->type_name("PHONE");
  quote->add_option("--contact", asked->contact, "another way to reach the caller")->type_name("TEXT");
  quote->add_option("--at", asked->at, "as though the call came then")->type_name("TIME");

  const auto noted = std::make_shared<Words>();
  CLI::App* note = AddVerb(app, terminal, "note", "save a callback, once it was read back to the caller",
                           "krul note --for anna --name \"Mrs Jansen\" --phone 06-12345678 --branch centrum\n"
                           "  and the same again with --read-back, when the caller has agreed",
                           [&terminal, noted] { return Note(terminal, *noted); });
  AddCaller(note, noted);
  note->add_option("--name", noted->name, "the caller")->required()->type_name("NAME");
  note->add_option("--phone", noted->phone, "the number, as the caller says it")->type_name("PHONE");
  note->add_option("--contact", noted->contact, "another way to reach the caller, if the number is withheld")
      ->type_name("TEXT");
  note->add_option("--reason", noted->reason, "what it is about, in short")->type_name("TEXT");
  note->add_option("--reference", noted->reference, "a customer or order number")->type_name("TEXT");
  note->add_option("--id", noted->id, "the id of the callback; the same again saves it once; else a fresh one")
      ->type_name("UUID");
  note->add_option("--called", noted->called, "when the call came, if not now: 14:00 or -20m")->type_name("TIME");
  note->add_option("--quote", noted->quote, "the quote that was spoken; else quotes first")->type_name("QUOTE");
  note->add_flag("--read-back", noted->read_back, "name and number were read back, and the caller agreed");
  AddRequestId(note, terminal);
}

}  // namespace krul::terminal
