// quote, note: what is said to the caller, read back to him, and only then saved.
#include <iostream>
#include <memory>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "clients/terminal/connection/identifiers.h"
#include "clients/terminal/text/call_window_words.h"
#include "clients/terminal/text/resource_names.h"
#include "clients/terminal/text/text.h"
#include "clients/terminal/text/times.h"
#include "clients/terminal/text/typed_names.h"
#include "clients/terminal/verbs/note_saving.h"
#include "clients/terminal/verbs/saving_command.h"
#include "clients/terminal/verbs/verbs.h"
#include "clients/terminal/views/callback_view.h"
#include "clients/terminal/views/quote_view.h"

namespace krul::terminal {
namespace {

struct NoteWords {
  std::string who, category, at, window, not_before;
  std::string name, phone, contact, reference, extension;
  std::string reason, id, called, quote;
  int proposal = 0;  // 0: the promise itself
  bool read_back = false;
  bool consent = false;
  bool another_matter = false;
};

v1::Caller CallerOf(const NoteWords& words) {
  v1::Caller caller;
  caller.set_display_name(words.name);
  caller.set_phone_number(words.phone);
  caller.set_other_contact(words.contact);
  caller.set_reference(words.reference);
  caller.set_extension(words.extension);
  return caller;
}

// The times of the call, on the wall of the branch. All that was typed is looked at before anybody is asked for its
// clock.
struct Times {
  std::optional<google::protobuf::Timestamp> at, called;
  std::optional<v1::CallWindow> window;
};

Times TimesOf(Terminal& terminal, const NoteWords& words) {
  const auto typed = [](const std::string& text, const char* option, Direction direction) {
    return text.empty() ? std::nullopt : std::optional(TypedMoment(text, option, direction));
  };
  const auto at = typed(words.at, "--at", Direction::kAhead);
  const auto called = typed(words.called, "--called", Direction::kBack);
  const auto not_before = typed(words.not_before, "--not-before", Direction::kAhead);
  Times times;
  if (!words.window.empty()) times.window = ParseCallWindow(words.window, "--window");
  const auto moment = [&terminal](const TypedMoment& one) {
    return terminal.clock.MomentOf(one, RequiredBranch(terminal.settings));
  };
  if (at) times.at = moment(*at);
  if (called) times.called = moment(*called);
  if (!not_before) return times;
  if (!times.window) times.window.emplace();
  *times.window->mutable_not_before_time() = moment(*not_before);
  return times;
}

v1::QuotePromiseResponse Quote(Terminal& terminal, const NoteWords& words, const Times& times) {
  v1::QuotePromiseRequest request;
  request.set_branch(RequiredBranch(terminal.settings));
  *request.mutable_requested() = ParseParty(words.who, "--for");
  request.set_category(words.category);
  if (times.at) *request.mutable_at_time() = *times.at;
  const v1::Caller caller = CallerOf(words);
  if (caller.ByteSizeLong() > 0) *request.mutable_caller() = caller;
  if (times.window) *request.mutable_window() = *times.window;
  if (times.called) *request.mutable_called_time() = *times.called;
  return terminal.connection.Call(&v1::IntakeService::Stub::QuotePromise, request);
}

// Of the promise, or of the proposal that was chosen instead; empty when there is no such proposal.
std::string ChosenQuote(const v1::QuotePromiseResponse& quote, int proposal) {
  if (proposal == 0) return quote.quote();
  return proposal <= quote.proposals_size() ? quote.proposals(proposal - 1).quote() : "";
}

Failure NoSuchProposal(const v1::QuotePromiseResponse& quote, int proposal) {
  const int count = quote.proposals_size();
  const Told::Parts parts = {{"number", proposal}, {"last", count}};
  return Failed(
      "FAILED_PRECONDITION", "NO_SUCH_PROPOSAL",
      count == 0 ? Told("terminal_error.no_proposals", parts) : Told("terminal_error.no_such_proposal", parts));
}

[[noreturn]] void RefuseUnread(Terminal& terminal, const NoteWords& words, const Times& times,
                               v1::NoteCallbackRequest request) {
  const auto quote = Quote(terminal, words, times);
  std::cout << (terminal.settings.json
                    ? Json(quote)
                    : QuoteScript(quote, {terminal.settings.branch, words.another_matter, terminal.reader()}));
  request.set_quote(ChosenQuote(quote, words.proposal));
  if (request.quote().empty()) throw NoSuchProposal(quote, words.proposal);
  const bool ask = words.proposal > 0 && quote.proposals(words.proposal - 1).needs_consent();
  request.set_consent_confirmed(words.consent || ask);
  Failure failure(ExitCode::kWrongUsage, "FAILED_PRECONDITION", "READ_BACK_MISSING",
                  Told("terminal_error.read_back_first"));
  failure.advice = {ask ? Told("terminal_advice.save_if_agreed") : Told("terminal_advice.save_with_read_back"),
                    Told::AsItIs(absl::StrCat("  ", SavingCommand(terminal.settings, request)))};
  throw failure;
}

// A note of somebody who has an open promise became a chaser of that one; this says so, and the way back.
void PrintAttached(const Terminal& terminal, const v1::Callback& callback, v1::NoteCallbackRequest request) {
  const NameParts parts = SplitName(callback.name());
  if (parts.branch == request.branch() && parts.id == absl::AsciiStrToLower(request.callback_id())) return;
  request.set_callback_id(NewUuid());
  request.set_another_matter(true);
  std::cout << terminal.Said("terminal_verb.attached") << "\n"
            << "  " << terminal.Said("terminal_verb.note_apart") << "\n"
            << "  krul undo " << ShellWord(callback.name()) << "\n"
            << "  " << SavingCommand(terminal.settings, request) << "\n";
}

// Puts the quote of what was chosen into the request, and shows what to say. While nobody can be asked the note is kept
// without one, unless it is for a proposal: that only a service can make.
void QuoteFor(Terminal& terminal, const NoteWords& words, const Times& times, v1::NoteCallbackRequest& request) {
  v1::QuotePromiseResponse quote;
  try {
    quote = Quote(terminal, words, times);
  } catch (const Failure& failure) {
    if (words.proposal > 0) throw;
    KeepWithoutQuote(terminal, request, times.window, failure);
  }
  request.set_quote(ChosenQuote(quote, words.proposal));
  (terminal.settings.json ? std::cerr : std::cout)
      << QuoteScript(quote, {terminal.settings.branch, words.another_matter, terminal.reader()}) << std::flush;
  if (request.quote().empty()) throw NoSuchProposal(quote, words.proposal);
}

ExitCode Note(Terminal& terminal, const NoteWords& words) {
  v1::NoteCallbackRequest request;
  request.set_branch(RequiredBranch(terminal.settings));
  *request.mutable_requested() = ParseParty(words.who, "--for");
  if (words.phone.empty() && words.contact.empty()) {
    throw WrongUsage(Told("terminal_error.how_reached"));
  }
  const Times times = TimesOf(terminal, words);
  if (times.called) *request.mutable_called_time() = *times.called;
  request.set_callback_id(words.id.empty() ? RequestId(terminal) : words.id);
  request.set_another_matter(words.another_matter);
  request.set_consent_confirmed(words.consent);
  if (!words.read_back) RefuseUnread(terminal, words, times, request);

  *request.mutable_caller() = CallerOf(words);
  request.set_category(words.category);
  request.set_reason(words.reason);
  request.set_read_back_confirmed(true);
  request.set_quote(words.quote);
  if (words.quote.empty()) QuoteFor(terminal, words, times, request);
  const auto callback = SaveNote(terminal, request, times.window);
  PrintChanged(terminal, callback);
  if (!terminal.settings.json) PrintAttached(terminal, callback, request);
  return ExitCode::kOk;
}

// What both verbs ask: who is wanted, about what, who calls, and when he wants to be called.
void AddCall(CLI::App* verb, NoteWords& words) {
  verb->add_option("--for", words.who)->required()->type_name("WHO");
  verb->add_option("--category", words.category)->type_name("CATEGORY");
  verb->add_option("--phone", words.phone)->type_name("PHONE");
  verb->add_option("--extension", words.extension)->type_name("DIGITS");
  verb->add_option("--contact", words.contact)->type_name("TEXT");
  verb->add_option("--window", words.window)->type_name("HOURS");
  verb->add_option("--not-before", words.not_before)->type_name("TIME");
}

}  // namespace

void AddNoteVerbs(CLI::App& app, Terminal& terminal) {
  const auto asked = std::make_shared<NoteWords>();
  CLI::App* quote = AddVerb(
      app, terminal, "quote", "krul quote --for team:sales --category complaint --branch centrum", [&terminal, asked] {
        const auto response = Quote(terminal, *asked, TimesOf(terminal, *asked));
        std::cout << (terminal.settings.json
                          ? Json(response)
                          : QuoteScript(response, {terminal.settings.branch, false, terminal.reader()}));
        if (!terminal.settings.json && !response.quote().empty()) {
          std::cout << "--quote     " << Visible(response.quote()) << "\n";
        }
        return ExitCode::kOk;
      });
  AddCall(quote, *asked);
  quote->add_option("--name", asked->name)->type_name("NAME");
  quote->add_option("--at", asked->at)->type_name("TIME");

  const auto noted = std::make_shared<NoteWords>();
  CLI::App* note =
      AddVerb(app, terminal, "note", "krul note --for anna --name \"Mrs Jansen\" --phone 06-12345678 --branch centrum",
              [&terminal, noted] { return Note(terminal, *noted); });
  AddCall(note, *noted);
  note->add_option("--name", noted->name)->required()->type_name("NAME");
  note->add_option("--reason", noted->reason)->type_name("TEXT");
  note->add_option("--reference", noted->reference)->type_name("TEXT");
  note->add_option("--id", noted->id)->type_name("UUID");
  note->add_option("--called", noted->called)->type_name("TIME");
  note->add_option("--quote", noted->quote)->type_name("QUOTE");
  note->add_option("--proposal", noted->proposal)->type_name("N")->check(CLI::PositiveNumber);
  note->add_flag("--read-back", noted->read_back);
  note->add_flag("--consent", noted->consent);
  note->add_flag("--another-matter", noted->another_matter);
  AddRequestId(note, terminal);
}

}  // namespace krul::terminal
