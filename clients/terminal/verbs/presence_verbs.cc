// away, back: whether a person can be given callbacks.
#include <iostream>
#include <memory>

#include "clients/terminal/phrases/moments.h"
#include "clients/terminal/text/text.h"
#include "clients/terminal/text/times.h"
#include "clients/terminal/verbs/verbs.h"
#include "clients/terminal/views/callback_view.h"

namespace krul::terminal {
namespace {

struct PresenceWords {
  std::string person, until;
};

ExitCode SetAbsence(Terminal& terminal, const PresenceWords& words, bool absent) {
  v1::SetAbsenceRequest request;
  request.set_person(words.person);
  request.set_absent(absent);
  request.set_request_id(RequestId(terminal));
  if (!words.until.empty()) {
    const TypedMoment until(words.until, "--until", Direction::kAhead);
    *request.mutable_until_time() = terminal.clock.MomentOf(until, terminal.clock.BranchOf(words.person));
  }
  const auto response = terminal.connection.Call(&v1::AssignmentService::Stub::SetAbsence, request);
  if (terminal.settings.json) {
    std::cout << Json(response);
    return ExitCode::kOk;
  }
  const std::string who = Visible(words.person);
  if (!absent) {
    std::cout << terminal.Said("web_who.said_back", {{"name", who}});
  } else {
    const std::string until = words.until.empty() ? terminal.Said("party.until_told")
                                                  : Moment(FromProto(request.until_time()),
                                                           terminal.reader().At(terminal.clock.BranchOf(words.person)));
    std::cout << terminal.Said("terminal_verb.is_away", {{"name", who}, {"until", until}});
  }
  if (response.reassigned() > 0) {
    std::cout << " " << terminal.Said("web_who.reassigned", {{"count", int64_t{response.reassigned()}}});
  }
  std::cout << "\n";
  return ExitCode::kOk;
}

}  // namespace

void AddPresenceVerbs(CLI::App& app, Terminal& terminal) {
  const auto leaving = std::make_shared<PresenceWords>();
  CLI::App* away = AddVerb(app, terminal, "away", "krul away anna --until \"2026-11-24 09:00\"",
                           [&terminal, leaving] { return SetAbsence(terminal, *leaving, true); });
  away->add_option("PERSON", leaving->person)->required()->type_name("");
  away->add_option("--until", leaving->until)->type_name("TIME");
  AddRequestId(away, terminal);

  const auto returning = std::make_shared<PresenceWords>();
  CLI::App* back = AddVerb(app, terminal, "back", "krul back anna",
                           [&terminal, returning] { return SetAbsence(terminal, *returning, false); });
  back->add_option("PERSON", returning->person)->required()->type_name("");
  AddRequestId(back, terminal);
}

}  // namespace krul::terminal
