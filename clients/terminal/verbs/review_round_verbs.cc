// round, round list, round show, round seen, round sign: the moments at which somebody goes through all that is open.
#include <iostream>
#include <memory>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/terminal/text/resource_names.h"
#include "clients/terminal/text/text.h"
#include "clients/terminal/verbs/verbs.h"
#include "clients/terminal/views/callback_view.h"
#include "clients/terminal/views/review_round_view.h"

namespace krul::terminal {
namespace {

using Stub = v1::DeadlineService::Stub;

struct RoundWords {
  std::string round, remark;
  std::vector<std::string> ids;
  int limit = 50;
};

v1::ReviewRound ReadRound(Terminal& terminal, const std::string& name) {
  v1::GetReviewRoundRequest request;
  request.set_name(name);
  return terminal.connection.Call(&Stub::GetReviewRound, request);
}

v1::ListReviewRoundsResponse ReadRounds(Terminal& terminal, int limit) {
  v1::ListReviewRoundsRequest request;
  request.set_branch(RequiredBranch(terminal.settings));
  request.set_page_size(limit);
  return terminal.connection.Call(&Stub::ListReviewRounds, request);
}

// "2026-11-24-0900", or the whole name.
std::string NameOf(Terminal& terminal, const std::string& round) {
  if (absl::StartsWith(round, "branches/")) return round;
  return absl::StrCat("branches/", RequiredBranch(terminal.settings), "/rounds/", round);
}

// A later round takes the place of an earlier one, so what is open is among the newest.
std::string NewestOpen(Terminal& terminal) {
  constexpr int kNewest = 10;
  const auto response = ReadRounds(terminal, kNewest);
  for (const v1::ReviewRound& round : response.rounds()) {
    if (IsOpen(round)) return round.name();
  }
  Failure failure = Failed("NOT_FOUND", "NO_OPEN_ROUND",
                           Told("terminal_error.no_open_round", {{"branch", terminal.settings.branch}}));
  failure.advice = {response.rounds().empty() ? Told("terminal_advice.no_round_yet")
                                              : Told("terminal_advice.earlier_rounds")};
  throw failure;
}

std::string ChosenRound(Terminal& terminal, const RoundWords& words) {
  return words.round.empty() ? NewestOpen(terminal) : NameOf(terminal, words.round);
}

// Of the callback in the round that `typed` names: whole, by the start of its id, or in full.
std::string EntryOf(const v1::ReviewRound& round, const std::string& typed) {
  const NameParts parts = SplitName(typed);
  const std::string start = absl::AsciiStrToLower(parts.id.empty() ? typed : parts.id);
  std::vector<std::string> found;
  for (const v1::ReviewEntry& entry : round.entries()) {
    const NameParts of_entry = SplitName(entry.callback());
    const bool here = parts.branch.empty() || parts.branch == of_entry.branch;
    if (here && absl::StartsWith(of_entry.id, start)) found.push_back(entry.callback());
  }
  if (found.size() == 1) return found.front();
  const Told::Parts told = {{"typed", typed}, {"round", round.name()}, {"count", uint64_t{found.size()}}};
  Failure failure = found.empty()
                        ? Failed("NOT_FOUND", "NO_SUCH_ID", Told("terminal_error.not_in_round", told))
                        : Failed("FAILED_PRECONDITION", "AMBIGUOUS_ID", Told("terminal_error.many_in_round", told));
  failure.advice = {Told("terminal_advice.round_shows")};
  throw failure;
}

ExitCode PrintRound(Terminal& terminal, const v1::ReviewRound& round) {
  std::cout << (terminal.settings.json ? Json(round) : ReviewRoundPage(round, terminal.reader()));
  return ExitCode::kOk;
}

ExitCode List(Terminal& terminal, int limit) {
  const auto response = ReadRounds(terminal, limit);
  if (terminal.settings.json) {
    std::cout << Json(response);
  } else {
    std::cout << (response.rounds().empty() ? terminal.Said("web_round.none") + "\n"
                                            : ReviewRoundTable(response.rounds(), terminal.reader()));
  }
  return ExitCode::kOk;
}

ExitCode Seen(Terminal& terminal, const RoundWords& words) {
  if (words.ids.size() > 1 && !terminal.settings.request_id.empty()) {
    throw WrongUsage(Told("terminal_error.one_id"));
  }
  v1::ReviewRound round = ReadRound(terminal, ChosenRound(terminal, words));
  std::vector<std::string> callbacks;  // all of them are known before the first is marked
  for (const std::string& id : words.ids) callbacks.push_back(EntryOf(round, id));
  for (const std::string& callback : callbacks) {
    v1::ReviewEntryRequest request;
    request.set_name(round.name());
    request.set_request_id(RequestId(terminal));
    request.set_callback(callback);
    request.set_remark(words.remark);
    round = terminal.connection.Call(&Stub::ReviewEntry, request);
    if (!terminal.settings.json) {
      std::cout << terminal.Said("terminal_verb.gone_through", {{"name", Visible(callback)}}) << std::endl;
    }
  }
  if (terminal.settings.json) return PrintRound(terminal, round);
  std::cout << ReviewRoundProgress(round, terminal.language()) << "\n";
  return ExitCode::kOk;
}

ExitCode Sign(Terminal& terminal, const RoundWords& words) {
  v1::SignReviewRoundRequest request;
  request.set_name(ChosenRound(terminal, words));
  request.set_request_id(RequestId(terminal));
  request.set_remark(words.remark);
  try {
    const auto round = terminal.connection.Call(&Stub::SignReviewRound, request);
    if (terminal.settings.json) return PrintRound(terminal, round);
    std::cout << Visible(round.name()) << ": " << ReviewRoundProgress(round, terminal.language()) << ". "
              << terminal.Said("terminal_round.signed_off") << "\n";
  } catch (Failure& failure) {
    if (failure.reason == "NOT_REVIEWED") {
      failure.advice = {Told("terminal_advice.round_left")};
    }
    throw;
  }
  return ExitCode::kOk;
}

void AddRound(CLI::App* verb, RoundWords& words) { verb->add_option("--round", words.round)->type_name("ROUND"); }

void AddRemark(CLI::App* verb, RoundWords& words) { verb->add_option("--remark", words.remark)->type_name("TEXT"); }

}  // namespace

void AddReviewRoundVerbs(CLI::App& app, Terminal& terminal) {
  CLI::App* round = app.add_subcommand("round");
  round->require_subcommand(0, 1)->footer("krul round --branch centrum");
  round->callback([&terminal, round] {
    if (!round->get_subcommands().empty()) return;
    terminal.chosen = [&terminal] { return PrintRound(terminal, ReadRound(terminal, NewestOpen(terminal))); };
  });

  const auto listed = std::make_shared<RoundWords>();
  AddVerb(*round, terminal, "list", "krul round list --branch centrum",
          [&terminal, listed] { return List(terminal, listed->limit); })
      ->add_option("--limit", listed->limit)
      ->type_name("N")
      ->check(CLI::Range(1, 200))
      ->capture_default_str();

  const auto shown = std::make_shared<RoundWords>();
  AddVerb(*round, terminal, "show", "krul round show 2026-11-24-0900 --branch centrum",
          [&terminal, shown] { return PrintRound(terminal, ReadRound(terminal, NameOf(terminal, shown->round))); })
      ->add_option("ROUND", shown->round)
      ->required()
      ->type_name("");

  const auto seen = std::make_shared<RoundWords>();
  CLI::App* mark = AddVerb(*round, terminal, "seen",
                           "krul round seen 0190ab12 0190ab34 --remark \"Anna calls at four\" --branch centrum",
                           [&terminal, seen] { return Seen(terminal, *seen); });
  mark->add_option("ID", seen->ids)->required()->type_name("");
  AddRound(mark, *seen);
  AddRemark(mark, *seen);
  AddRequestId(mark, terminal);

  const auto signed_off = std::make_shared<RoundWords>();
  CLI::App* sign = AddVerb(*round, terminal, "sign", "krul round sign --branch centrum",
                           [&terminal, signed_off] { return Sign(terminal, *signed_off); });
  AddRound(sign, *signed_off);
  AddRemark(sign, *signed_off);
  AddRequestId(sign, terminal);
}

}  // namespace krul::terminal
