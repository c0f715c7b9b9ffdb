#include "clients/terminal/verbs/note_saving.h"

#include <algorithm>
#include <iostream>

#include "absl/strings/str_cat.h"
#include "clients/terminal/spool/firm_memory.h"
#include "clients/terminal/spool/spool_delivery.h"
#include "clients/terminal/spool/spool_report.h"
#include "clients/terminal/text/text.h"
#include "clients/terminal/verbs/saving_command.h"

namespace krul::terminal {
namespace {

// The service is away, or what became of the note is unknown. Anything else is told, and nothing is kept.
bool IsAway(const Failure& failure) {
  return failure.outcome_unknown || failure.reason == "UNREACHABLE" || failure.code == "DEADLINE_EXCEEDED" ||
         failure.code == "UNAVAILABLE";
}

Failure KeptFailure(const std::string& id, const Failure& failure) {
  Failure kept(ExitCode::kKept, failure.code, "KEPT",
               absl::StrCat("kept, not yet confirmed, as ", id, ": ", VisibleLines(failure.message)));
  kept.outcome_unknown = failure.outcome_unknown;
  kept.advice = {
      "the next `krul note` that succeeds, a desk, or `krul spool deliver` delivers it, once, under this id"};
  return kept;
}

SpooledNote NoteToKeep(const Terminal& terminal, const v1::NoteCallbackRequest& request,
                       const std::optional<v1::CallWindow>& window) {
  SpooledNote note = NewSpooledNote(terminal.settings, request);
  if (window) *note.mutable_window() = *window;
  return note;
}

// Nowhere to keep it: sent all the same, and the way to repeat it is on the screen.
v1::Callback SendUnkept(Terminal& terminal, const v1::NoteCallbackRequest& request) {
  try {
    return terminal.connection.Call(&v1::IntakeService::Stub::NoteCallback, request);
  } catch (Failure& failure) {
    if (failure.outcome_unknown) {
      failure.advice.push_back("it may have been saved or not; this is safe to repeat, and saves it once:");
      failure.advice.push_back(absl::StrCat("  ", SavingCommand(terminal.settings, request)));
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
  v1::GetFirmRequest request;
  request.set_without_document(true);
  memory.Remember(connection.Call(&v1::AssignmentService::Stub::GetFirm, request));
}

void DeliverTheRest(const Terminal& terminal, const Spool& spool) {
  try {
    SpoolDelivery({spool, terminal.settings}).DeliverAll([](const SpooledNote& note, const Delivered& delivered) {
      std::cerr << DeliveryLine(note, delivered) << "\n";
    });
    RememberFirm(terminal, spool);
  } catch (const Failure& failure) {
    // The note that was asked for is saved; what is left over waits for the next occasion.
    std::cerr << "krul: " << VisibleLines(failure.message) << "\n";
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
    std::cerr << "krul: " << VisibleLines(failure.message) << "; the note is sent without being kept here\n";
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
      if (!sentence.empty()) kept.advice.insert(kept.advice.begin(), absl::StrCat("say: ", Visible(sentence)));
    }
  } catch (const Failure& cannot_keep) {
    Failure lost = failure;
    lost.advice.insert(lost.advice.begin(), absl::StrCat("NOT KEPT: ", cannot_keep.message));
    throw lost;
  }
  throw kept;
}

}  // namespace krul::terminal
