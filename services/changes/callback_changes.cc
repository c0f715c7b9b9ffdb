#include "services/changes/callback_changes.h"

namespace krul::changes {
using directory::FirmPointer;
using domain::Command;
using domain::Decision;
using domain::Result;
using runtime::Task;
using store::Applied;
using store::LoadedCallback;

namespace {

// The version of the firm file that the promise keeps; 0: the one in force.
std::int64_t PromisedUnder(const Command& command, const domain::CallbackRecord& record) {
  if (const auto* note = std::get_if<domain::Note>(&command)) return note->firm_version;
  return std::holds_alternative<domain::Reopen>(command) ? 0 : record.promise.firm_version;
}

// Whether this very request was applied: then the answer needs no command, and none of the checks a command may fail by
// now.
bool WasApplied(const domain::CallbackRecord& record, const domain::AppliedRequest& request) {
  for (const domain::AppliedRequest& applied : record.applied) {
    if (applied.request_id == request.request_id && applied.content_hash == request.content_hash)
      return !request.request_id.empty();
  }
  return false;
}

}  // namespace

Task<Result<Decision>> CallbackChanges::DecideOn(const LoadedCallback& loaded, const domain::Actor& actor,
                                                 const domain::AppliedRequest& request, const MakeCommand& make) {
  if (WasApplied(loaded.record, request)) co_return Decision{loaded.record, {}, {}, false};
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
  co_return Decide(loaded.record, *command, {**firm, promised_under.get(), actor, request, loaded.now});
}

Task<Result<Applied>> CallbackChanges::Apply(store::CallbackId id, domain::Actor actor, domain::AppliedRequest request,
                                             MakeCommand make, Expect expect) {
  store::CallbackStore::Decider decide = [&](const LoadedCallback& loaded) -> Task<Result<Decision>> {
    return DecideOn(loaded, actor, request, make);
  };
  co_return co_await callbacks_.Apply(std::move(id), std::move(decide), expect);
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
