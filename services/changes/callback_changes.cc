#include "services/changes/callback_changes.h"

#include "services/changes/load_decide_commit.h"

namespace krul::changes {
using directory::FirmPointer;
using domain::Command;
using domain::Decision;
using domain::Result;
using runtime::Task;
using store::LoadedCallback;

namespace {

// The version of the firm file that the promise keeps; 0: the one in force.
std::int64_t PromisedUnder(const Command& command, const domain::CallbackRecord& record) {
  if (const auto* note = std::get_if<domain::Note>(&command)) return note->firm_version;
  return std::holds_alternative<domain::Reopen>(command) ? 0 : record.promise.firm_version;
}

}  // namespace

Task<Result<Decision>> CallbackChanges::DecideOn(const LoadedCallback& loaded, const domain::Actor& actor,
                                                 const domain::AppliedRequest& request, const MakeCommand& make) {
  // Then the answer needs no command, and none of the checks a command may fail by now.
  Result<bool> again = WasApplied(loaded.record.applied, request);
  if (again && *again) co_return Decision{loaded.record, {}, {}, false};
  Result<FirmPointer> firm = co_await directory_.Current(loaded.now);
  if (!firm) co_return firm.refusal();
  Result<Command> command = co_await make(**firm, loaded);
  if (!command) co_return command.refusal();
  FirmPointer promised_under = *firm;
  const std::int64_t version = PromisedUnder(*command, loaded.record);
  if (version != 0 && version != (*firm)->version) {
    Result<FirmPointer> older = co_await directory_.Version(version);
    if (!older) co_return older.refusal();
    promised_under = *older;
  }
  co_return Decide(loaded.record, *command,
                   {**firm, promised_under.get(), actor, request, loaded.now, directory_.absences()});
}

Task<Result<Applied>> CallbackChanges::Apply(store::CallbackId id, domain::Actor actor, domain::AppliedRequest request,
                                             MakeCommand make, Expect expect) {
  bool guess = expect == Expect::kNew;
  const auto load = [&] { return std::exchange(guess, false) ? callbacks_.Guess(id) : callbacks_.Load(id); };
  const auto decide = [&](const LoadedCallback& loaded) { return DecideOn(loaded, actor, request, make); };
  const auto commit = [&](const LoadedCallback& before, const Decision& decision) {
    return callbacks_.Commit(before, decision);
  };
  auto changed = co_await LoadDecideCommit<LoadedCallback, Decision>(load, decide, commit);
  if (!changed) co_return changed.refusal();
  Decision& decision = changed->decision;
  if (!decision.changed) co_return Applied{std::move(decision.record), changed->before.now, false, {}};
  decision.record.version = changed->before.record.version + 1;
  co_return Applied{std::move(decision.record), changed->before.now, true, std::move(decision.events)};
}

Task<Result<Applied>> CallbackChanges::Preview(store::CallbackId id, domain::Actor actor, MakeCommand make) {
  Result<LoadedCallback> loaded = co_await callbacks_.Load(std::move(id));
  if (!loaded) co_return loaded.refusal();
  const domain::AppliedRequest no_request;
  Result<Decision> decision = co_await DecideOn(*loaded, actor, no_request, make);
  if (!decision) co_return decision.refusal();
  co_return Applied{std::move(decision->record), loaded->now, decision->changed, std::move(decision->events)};
}

Task<Result<Applied>> CallbackChanges::Apply(store::CallbackId id, domain::Actor actor, domain::AppliedRequest request,
                                             Command command) {
  MakeCommand make = [&command](const domain::Firm&, const LoadedCallback&) -> Task<Result<Command>> {
    co_return command;
  };
  co_return co_await Apply(std::move(id), std::move(actor), std::move(request), std::move(make));
}

}  // namespace krul::changes
