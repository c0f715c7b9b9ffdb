#include "clients/terminal/verbs/note_saving.h"

#include <algorithm>
#include <iostream>

#include "absl/strings/str_cat.h"
#include "clients/terminal/connection/firm_asking.h"
#include "clients/terminal/spool/firm_memory.h"
#include "clients/terminal/spool/spool_delivery.h"
#include "clients/terminal/spool/spool_report.h"
#include "clients/terminal/text/text.h"
#include "clients/terminal/text/times.h"
#include "clients/terminal/verbs/saving_command.h"

namespace krul::terminal {
namespace {

// The service is away, or what became of the note is unknown. Anything else is told, and nothing is kept.
bool IsAway(const Failure& failure) {
  return failure.outcome_unknown || failure.reason == "UNREACHABLE" || failure.code == "DEADLINE_EXCEEDED" ||
         failure.code == "UNAVAILABLE" || failure.reason == "TOO_BUSY";
}

Failure KeptFailure(const std::string& id, const Failure& failure) {
  Failure kept(ExitCode::kKept, failure.code, "KEPT", Told("terminal_error.kept", {{"id", id}, {"why", failure.told}}));
  kept.outcome_unknown = failure.outcome_unknown;
  kept.advice = {Told("terminal_advice.kept")};
  return kept;
}

SpooledNote NoteToKeep(Terminal& terminal, const v1::NoteCallbackRequest& request,
                       const std::optional<v1::CallWindow>& window) {
  const absl::Time taken = request.has_called_time() ? FromProto(request.called_time()) : terminal.clock.Now();
  SpooledNote note = NewSpooledNote(terminal.settings, request, taken);
  if (window) *note.mutable_window() = *window;
  return note;
}

// Nowhere to keep it: sent all the same, and the way to repeat it is on the screen.
v1::Callback SendUnkept(Terminal& terminal, const v1::NoteCallbackRequest& request) {
  try {
    return terminal.connection.Call(&v1::IntakeService::Stub::NoteCallback, request);
  } catch (Failure& failure) {
    if (failure.outcome_unknown) {
      failure.advice.push_back(Told("terminal_advice.repeat_command"));
      failure.advice.push_back(Told::AsItIs(absl::StrCat("  ", SavingCommand(terminal.settings, request))));
    }
    throw;
  }
}

// So that the firm's sentence is known on the day when nobody can be asked.
void RememberFirm(const Terminal& terminal, const Spool& spool) {
  const FirmMemory memory(spool, terminal.settings);
  if (!memory.IsOld()) return;
  // Nobody waits for it: the note is saved.
  Settings impatient = terminal.settings;
  impatient.timeout_seconds = std::min(impatient.timeout_seconds, 1.0);
  Connection connection(impatient);
  memory.Remember(AskFirm(connection));
}

void DeliverTheRest(const Terminal& terminal, const Spool& spool) {
  try {
    SpoolDelivery({spool, terminal.settings})
        .DeliverAll([&terminal](const SpooledNote& note, const Delivered& delivered) {
          std::cerr << DeliveryLine(note, delivered, terminal.language()) << "\n";
        });
    RememberFirm(terminal, spool);
  } catch (const Failure& failure) {
    // The note that was asked for is saved; what is left over waits for the next occasion.
    std::cerr << "krul: " << VisibleLines(failure.told.In(terminal.language())) << "\n";
  }
}

}  // namespace

v1::Callback SaveNote(Terminal& terminal, const v1::NoteCallbackRequest& request,
                      const std::optional<v1::CallWindow>& window) {
  std::optional<Spool> spool;
  std::optional<Delivered> delivered;
  try {
    spool.emplace(Spool::DefaultFolder());
    delivered = SpoolDelivery({*spool, terminal.settings}).KeepAndSend(NoteToKeep(terminal, request, window));
  } catch (const Failure& failure) {
    if (failure.reason != "CANNOT_KEEP") throw;
    const Told told("terminal_error.sent_unkept", {{"why", failure.told}});
    std::cerr << "krul: " << VisibleLines(told.In(terminal.language())) << "\n";
    return SendUnkept(terminal, request);
  }
  if (delivered->fate == Fate::kConfirmed) {
    DeliverTheRest(terminal, *spool);
    return delivered->callback;
  }
  if (IsAway(*delivered->failure)) throw KeptFailure(request.callback_id(), *delivered->failure);
  spool->Drop(request.callback_id());
  throw *delivered->failure;
}

void KeepWithoutQuote(Terminal& terminal, const v1::NoteCallbackRequest& request,
                      const std::optional<v1::CallWindow>& window, const Failure& failure) {
  if (!IsAway(failure)) throw failure;
  Failure kept = KeptFailure(request.callback_id(), failure);
  try {
    const Spool spool(Spool::DefaultFolder());
    spool.Keep(NoteToKeep(terminal, request, window));
    if (const auto firm = FirmMemory(spool, terminal.settings).Recall()) {
      const std::string sentence = OfflineSentence(*firm, request.branch());
      if (!sentence.empty()) {
        kept.advice.insert(kept.advice.begin(), Told("terminal_advice.say", {{"sentence", Visible(sentence)}}));
      }
    }
  } catch (const Failure& cannot_keep) {
    Failure lost = failure;
    lost.advice.insert(lost.advice.begin(), Told("terminal_error.not_kept", {{"why", cannot_keep.told}}));
    throw lost;
  }
  throw kept;
}

}  // namespace krul::terminal
