// spool list, spool deliver, spool drop: the notes that were taken while the services were away.
#include <iostream>
#include <memory>

#include "absl/strings/str_cat.h"
#include "clients/terminal/spool/spool_delivery.h"
#include "clients/terminal/spool/spool_report.h"
#include "clients/terminal/text/text.h"
#include "clients/terminal/verbs/verbs.h"
#include "clients/terminal/views/callback_view.h"

namespace krul::terminal {
namespace {

ExitCode List(const Terminal& terminal) {
  const Spool spool(Spool::DefaultFolder());
  const std::vector<SpooledNote> notes = spool.List();
  if (terminal.settings.json) {
    for (const SpooledNote& note : notes) std::cout << Json(note, true);
  } else {
    std::cout << (notes.empty() ? "every note is confirmed\n" : SpoolTable(notes));
  }
  for (const std::string& path : spool.Unreadable()) {
    std::cerr << "krul: " << Visible(path) << " holds no note that can be read; it is left as it is\n";
  }
  return ExitCode::kOk;
}

ExitCode Deliver(const Terminal& terminal, bool everywhere) {
  const Spool spool(Spool::DefaultFolder());
  if (spool.List().empty()) {
    std::cout << "every note is confirmed\n";
    return ExitCode::kOk;
  }
  const bool free =
      SpoolDelivery({spool, terminal.settings})
          .DeliverAll([](const SpooledNote& note,
                         const Delivered& delivered) { std::cout << DeliveryLine(note, delivered) << std::endl; },
                      everywhere);
  if (!free) throw Failed("ABORTED", "SOMEBODY_DELIVERS", "another desk or command is delivering these notes now");
  const size_t left = spool.List().size();
  if (left == 0) return ExitCode::kOk;
  Failure failure(ExitCode::kKept, "UNAVAILABLE", "KEPT",
                  absl::StrCat(left, left == 1 ? " note is" : " notes are", " kept, not yet confirmed"));
  failure.advice = {"`krul spool list` shows them and why",
                    "a refused one: note it again under its --id with what is wrong put right, or `krul spool drop ID`",
                    "one meant for services elsewhere: `krul spool deliver --everywhere`"};
  throw failure;
}

ExitCode Drop(const std::string& id) {
  const Spool spool(Spool::DefaultFolder());
  const std::optional<SpooledNote> note = spool.Find(id);
  if (!note) {
    throw Failed("NOT_FOUND", "NO_SUCH_ID", "no note is kept under this id; `krul spool list` shows the whole ids");
  }
  spool.Drop(id);
  std::cout << "dropped: " << Visible(id)
            << (note->outcome_unknown() ? "; it was sent, and may have been saved: `krul show` tells" : "") << "\n";
  return ExitCode::kOk;
}

}  // namespace

void AddSpoolVerbs(CLI::App& app, Terminal& terminal) {
  CLI::App* spool = app.add_subcommand("spool", "notes taken while the services were away, not yet confirmed");
  spool->require_subcommand(0, 1)->footer("Without a word after it: the list.\nExample:\n  krul spool deliver");
  spool->callback([&terminal, spool] {
    if (!spool->get_subcommands().empty()) return;
    terminal.chosen = [&terminal] { return List(terminal); };
  });
  AddVerb(*spool, terminal, "list", "what is kept, earliest call first", "krul spool list",
          [&terminal] { return List(terminal); });
  const auto everywhere = std::make_shared<bool>(false);
  AddVerb(*spool, terminal, "deliver", "send what is kept, each note once, in order", "krul spool deliver",
          [&terminal, everywhere] { return Deliver(terminal, *everywhere); })
      ->add_flag("--everywhere", *everywhere, "what was meant for services at other addresses too");
  const auto id = std::make_shared<std::string>();
  AddVerb(*spool, terminal, "drop", "forget a note that was kept",
          "krul spool drop 0190ab12-3c4d-7e5f-8a6b-7c8d9e0f1a2b", [id] { return Drop(*id); })
      ->add_option("ID", *id, "the whole id of the note")
      ->required()
      ->type_name("");
}

}  // namespace krul::terminal
