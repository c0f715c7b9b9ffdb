// explain, looks: how a deadline was counted, and what the watcher looks at next.
#include <iostream>
#include <memory>

#include "clients/terminal/phrases/explanation_phrases.h"
#include "clients/terminal/phrases/moments.h"
#include "clients/terminal/text/resource_names.h"
#include "clients/terminal/text/table.h"
#include "clients/terminal/text/text.h"
#include "clients/terminal/text/times.h"
#include "clients/terminal/verbs/callback_lookup.h"
#include "clients/terminal/verbs/verbs.h"
#include "clients/terminal/views/callback_view.h"

namespace krul::terminal {
namespace {

struct DeadlineWords {
  std::string id, category, at;
  int limit = 50;
};

ExitCode Explain(Terminal& terminal, const DeadlineWords& words) {
  v1::ExplainDeadlineRequest request;
  if (words.id.empty() == words.category.empty()) {
    throw WrongUsage(Told("terminal_error.explain_what"));
  }
  if (!words.id.empty() && !words.at.empty()) throw WrongUsage(Told("terminal_error.at_needs_category"));
  if (words.id.empty()) {
    request.set_branch(RequiredBranch(terminal.settings));
    request.set_category(words.category);
    if (!words.at.empty()) {
      *request.mutable_at_time() =
          terminal.clock.MomentOf(TypedMoment(words.at, "--at", Direction::kAhead), request.branch());
    }
  } else {
    request.set_name(FindName(terminal, words.id));
  }
  const auto response = terminal.connection.Call(&v1::DeadlineService::Stub::ExplainDeadline, request);
  if (terminal.settings.json) {
    std::cout << Json(response);
    return ExitCode::kOk;
  }
  const Reader reader = terminal.reader().At(request.name().empty() ? request.branch() : BranchIn(request.name()));
  for (const std::string& line : ExplanationLines(response, reader)) std::cout << Visible(line) << "\n";
  const auto moment = [&](words::Key key, const google::protobuf::Timestamp& time) {
    std::cout << terminal.Said(key, {{"moment", Moment(FromProto(time), reader)}}) << "\n";
  };
  if (response.has_due_time()) moment("terminal_verb.due_at", response.due_time());
  if (response.has_at_risk_time()) moment("terminal_verb.at_risk_at", response.at_risk_time());
  return ExitCode::kOk;
}

ExitCode ListLooks(Terminal& terminal, const DeadlineWords& words) {
  v1::ListLooksRequest request;
  request.set_page_size(words.limit);
  const auto response = terminal.connection.Call(&v1::DeadlineService::Stub::ListLooks, request);
  if (terminal.settings.json) {
    std::cout << Json(response);
    return ExitCode::kOk;
  }
  Table table(
      {Heading("terminal_label.look", terminal.language()), Heading("terminal_label.record", terminal.language())},
      200);  // names are whole, so that they can be copied
  const Reader reader = terminal.reader();
  for (const auto& look : response.looks()) {
    const bool late = FromProto(look.look_time()) < reader.now;
    table.Add(
        {{Moment(FromProto(look.look_time()), reader.At(BranchIn(look.record()))), late ? Tone::kAlarm : Tone::kPlain},
         Visible(look.record())});
  }
  std::cout << (response.looks().empty() ? terminal.Said("terminal_verb.no_looks") + "\n" : table.Render());
  return ExitCode::kOk;
}

}  // namespace

void AddDeadlineVerbs(CLI::App& app, Terminal& terminal) {
  const auto asked = std::make_shared<DeadlineWords>();
  CLI::App* explain = AddVerb(app, terminal, "explain", "krul explain --category complaint --at 16:45 --branch centrum",
                              [&terminal, asked] { return Explain(terminal, *asked); });
  explain->add_option("ID", asked->id)->type_name("");
  explain->add_option("--category", asked->category)->type_name("CATEGORY");
  explain->add_option("--at", asked->at)->type_name("TIME");

  const auto listed = std::make_shared<DeadlineWords>();
  AddVerb(app, terminal, "looks", "krul looks", [&terminal, listed] { return ListLooks(terminal, *listed); })
      ->add_option("--limit", listed->limit)
      ->type_name("N")
      ->check(CLI::Range(1, 200))
      ->capture_default_str();
}

}  // namespace krul::terminal
