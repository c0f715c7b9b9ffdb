// spool list, spool deliver, spool drop: the notes that were taken while the services were away.
#include <iostream>
#include <memory>

#include "clients/terminal/spool/spool_delivery.h"
#include "clients/terminal/spool/spool_report.h"
#include "clients/terminal/text/text.h"
#include "clients/terminal/verbs/verbs.h"
#include "clients/terminal/views/callback_view.h"

namespace krul::terminal {
namespace {

ExitCode List(Terminal& terminal) {
  const Spool spool(Spool::DefaultFolder());
  const std::vector<SpooledNote> notes = spool.List();
  if (terminal.settings.json) {
    for (const SpooledNote& note : notes) std::cout << Json(note, true);
  } else {
    std::cout << (notes.empty() ? terminal.Said("terminal_verb.all_confirmed") + "\n"
                                : SpoolTable(notes, terminal.reader()));
  }
  for (const std::string& path : spool.Unreadable()) {
    std::cerr << "krul: " << terminal.Said("terminal_verb.unreadable_note", {{"path", Visible(path)}}) << "\n";
  }
  return ExitCode::kOk;
}

ExitCode Deliver(const Terminal& terminal, bool everywhere) {
  const Spool spool(Spool::DefaultFolder());
  if (spool.List().empty()) {
    std::cout << terminal.Said("terminal_verb.all_confirmed") << "\n";
    return ExitCode::kOk;
  }
  const bool free = SpoolDelivery({spool, terminal.settings})
                        .DeliverAll(
                            [&terminal](const SpooledNote& note, const Delivered& delivered) {
                              std::cout << DeliveryLine(note, delivered, terminal.language()) << std::endl;
                            },
                            everywhere);
  if (!free) throw Failed("ABORTED", "SOMEBODY_DELIVERS", Told("terminal_error.somebody_delivers"));
  const size_t left = spool.List().size();
  if (left == 0) return ExitCode::kOk;
  Failure failure(ExitCode::kKept, "UNAVAILABLE", "KEPT",
                  Told("terminal_error.notes_kept", {{"count", uint64_t{left}}}));
  failure.advice = {Told("terminal_advice.spool_list"), Told("terminal_advice.spool_refused"),
                    Told("terminal_advice.spool_everywhere")};
  throw failure;
}

ExitCode Drop(const Terminal& terminal, const std::string& id) {
  const Spool spool(Spool::DefaultFolder());
  const std::optional<SpooledNote> note = spool.Find(id);
  if (!note) {
    throw Failed("NOT_FOUND", "NO_SUCH_ID", Told("terminal_error.no_note"));
  }
  spool.Drop(id);
  std::cout << terminal.Said("terminal_verb.dropped", {{"id", Visible(id)}});
  if (note->outcome_unknown()) std::cout << "; " << terminal.Said("terminal_verb.may_have_been_saved");
  std::cout << "\n";
  return ExitCode::kOk;
}

}  // namespace

void AddSpoolVerbs(CLI::App& app, Terminal& terminal) {
  CLI::App* spool = app.add_subcommand("spool");
  spool->require_subcommand(0, 1)->footer("krul spool deliver");
  spool->callback([&terminal, spool] {
    if (!spool->get_subcommands().empty()) return;
    terminal.chosen = [&terminal] { return List(terminal); };
  });
  AddVerb(*spool, terminal, "list", "krul spool list", [&terminal] { return List(terminal); });
  const auto everywhere = std::make_shared<bool>(false);
  AddVerb(*spool, terminal, "deliver", "krul spool deliver", [&terminal, everywhere] {
    return Deliver(terminal, *everywhere);
  })->add_flag("--everywhere", *everywhere);
  const auto id = std::make_shared<std::string>();
  AddVerb(*spool, terminal, "drop", "krul spool drop 0190ab12-3c4d-7e5f-8a6b-7c8d9e0f1a2b",
          [&terminal, id] { return Drop(terminal, *id); })
      ->add_option("ID", *id)
      ->required()
      ->type_name("");
}

}  // namespace krul::terminal
