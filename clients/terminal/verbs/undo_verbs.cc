// undo, reopen, cancel: what was done is taken back, done again, or not needed after all.
#include <algorithm>
#include <iostream>
#include <memory>

#include "clients/terminal/phrases/event_phrases.h"
#include "clients/terminal/text/resource_names.h"
#include "clients/terminal/text/text.h"
#include "clients/terminal/text/typed_names.h"
#include "clients/terminal/verbs/callback_lookup.h"
#include "clients/terminal/verbs/verbs.h"
#include "clients/terminal/views/callback_view.h"

namespace krul::terminal {
namespace {

struct UndoWords {
  std::string id, reason, remark;
  std::string disposition = "withdrawn";
  int64_t sequence = 0;  // 0: the latest event
};

ExitCode Undo(Terminal& terminal, const UndoWords& words) {
  if (words.sequence == 0 && !terminal.settings.request_id.empty()) {
    throw WrongUsage(Told("terminal_error.needs_sequence"));
  }
  v1::UndoRequest request;
  request.set_name(FindName(terminal, words.id));
  request.set_request_id(RequestId(terminal));
  request.set_sequence(words.sequence);
  if (words.sequence == 0) {
    v1::GetCallbackRequest get;
    get.set_name(request.name());
    const auto callback = terminal.connection.Call(&v1::IntakeService::Stub::GetCallback, get);
    request.set_sequence(callback.possible().undo_sequence());
    const auto event =
        std::find_if(callback.history().begin(), callback.history().end(),
                     [&request](const v1::AuditEvent& one) { return one.sequence() == request.sequence(); });
    if (event == callback.history().end()) {
      throw Failed("FAILED_PRECONDITION", "NO_HISTORY", Told("terminal_error.nothing_to_undo"));
    }
    if (!terminal.settings.json) {
      const std::string phrase = EventPhrase(*event, terminal.reader().At(BranchIn(request.name())));
      std::cout << terminal.Said("terminal_verb.taking_back",
                                 {{"number", request.sequence()}, {"event", Visible(phrase)}})
                << std::endl;
    }
  }
  PrintChanged(terminal, terminal.connection.Call(&v1::AssignmentService::Stub::Undo, request));
  return ExitCode::kOk;
}

ExitCode Reopen(Terminal& terminal, const UndoWords& words) {
  v1::ReopenRequest request;
  request.set_name(FindName(terminal, words.id));
  request.set_request_id(RequestId(terminal));
  request.set_reason(words.reason);
  PrintChanged(terminal, terminal.connection.Call(&v1::AssignmentService::Stub::Reopen, request));
  return ExitCode::kOk;
}

ExitCode Cancel(Terminal& terminal, const UndoWords& words) {
  v1::CancelRequest request;
  request.set_disposition(ParseDisposition(words.disposition, {v1::WITHDRAWN, v1::DUPLICATE}));
  request.set_name(FindName(terminal, words.id));
  request.set_request_id(RequestId(terminal));
  request.set_remark(words.remark);
  PrintChanged(terminal, terminal.connection.Call(&v1::AssignmentService::Stub::Cancel, request));
  return ExitCode::kOk;
}

}  // namespace

void AddSecondThoughtVerbs(CLI::App& app, Terminal& terminal) {
  const auto undone = std::make_shared<UndoWords>();
  CLI::App* undo = AddVerb(app, terminal, "undo", "krul undo 0190ab12-3c4d-7e5f-8a6b-7c8d9e0f1a2b --branch centrum",
                           [&terminal, undone] { return Undo(terminal, *undone); });
  AddId(undo, undone->id);
  undo->add_option("SEQUENCE", undone->sequence)->type_name("")->check(CLI::PositiveNumber);
  AddRequestId(undo, terminal);

  const auto reopened = std::make_shared<UndoWords>();
  CLI::App* reopen =
      AddVerb(app, terminal, "reopen",
              "krul reopen 0190ab12-3c4d-7e5f-8a6b-7c8d9e0f1a2b --reason \"still broken\" --branch centrum",
              [&terminal, reopened] { return Reopen(terminal, *reopened); });
  AddId(reopen, reopened->id);
  reopen->add_option("--reason", reopened->reason)->required()->type_name("TEXT");
  AddRequestId(reopen, terminal);

  const auto cancelled = std::make_shared<UndoWords>();
  CLI::App* cancel =
      AddVerb(app, terminal, "cancel", "krul cancel 0190ab12 duplicate --remark \"see the first one\" --branch centrum",
              [&terminal, cancelled] { return Cancel(terminal, *cancelled); });
  AddId(cancel, cancelled->id);
  cancel->add_option("DISPOSITION", cancelled->disposition)->type_name("")->capture_default_str();
  cancel->add_option("--remark", cancelled->remark)->type_name("TEXT");
  AddRequestId(cancel, terminal);
}

}  // namespace krul::terminal
