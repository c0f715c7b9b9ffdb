#include "services/domain/limits.h"
#include "services/domain/promise/service_level.h"
#include "services/intake/intake_service.h"
#include "services/rpc/converters.h"
#include "services/rpc/field_checks.h"
#include "services/rpc/firm_checks.h"
#include "services/rpc/number_forms.h"

namespace krul::intake {
namespace {
using directory::FirmPointer;
using domain::Command;
using domain::Instant;
using domain::Millis;
namespace limits = domain::limits;

std::vector<std::string> FieldsThatDiffer(const v1::ImportCallbackRequest& request, const domain::Note& note,
                                          const domain::CallbackRecord& record) {
  std::vector<std::string> fields;
  CompareCaller(request.caller(), record.sealed.caller, fields);
  const auto compare = [&](const char* field, bool same) {
    if (!same) fields.emplace_back(field);
  };
  compare("requested", record.requested == note.requested);
  compare("category", record.category == note.category);
  compare("reason", record.sealed.reason == note.reason);
  compare("called_time", record.called_at == note.called_at);
  compare("window", record.window == note.window);
  compare("origin", record.origin == note.origin);
  const domain::Promise& first = record.former_promises.empty() ? record.promise : record.former_promises.front();
  // Counted under a later version of the firm file it may have come out otherwise.
  compare("due_time", !request.has_due_time() || first.original_due_at == note.due_at);
  return fields;
}

// A note without quote: its target is counted, or was agreed elsewhere.
Result<domain::Note> NoteOf(const v1::ImportCallbackRequest& request, const domain::Firm& firm,
                            const domain::Branch& branch, const domain::Category& category, domain::Note note) {
  Quote none;
  Result<domain::Caller> caller = ReadCaller(request.caller(), branch, none);
  if (!caller) return caller.refusal();
  note.caller = *std::move(caller);
  note.category = category.id;
  note.firm_version = firm.version;
  if (request.has_due_time()) return note;
  const domain::PromisePlan plan = PlanPromise(firm, branch, category, note.called_at, note.window);
  if (plan.due_at == domain::kNever) return NeverOpenThen();
  note.due_at = plan.due_at;
  note.agreed_otherwise = plan.beyond_level;
  return note;
}

}  // namespace

Task<Result<v1::ImportCallbackResponse>> IntakeService::ImportCallback(const Call& call,
                                                                       const v1::ImportCallbackRequest& request) {
  rpc::FieldChecks checks;
  checks.Id("branch", request.branch());
  checks.Uuid("callback_id", request.callback_id());
  CheckCaller(checks, request.caller());
  domain::Note draft;
  draft.requested = checks.Party("requested", request.requested(), false);
  checks.Id("category", request.category(), false);
  checks.Text("reason", request.reason(), limits::kReasonLength);
  draft.reason = request.reason();
  const auto called_at = checks.Time("called_time", request.has_called_time(), request.called_time(), true);
  const auto due_at = checks.Time("due_time", request.has_due_time(), request.due_time(), false);
  draft.window = checks.Window("window", request.has_window(), request.window());
  if (request.origin() < v1::IMPORT || request.origin() > v1::WEB_FORM)
    checks.Fault("origin", domain::FaultCode::kNotOneOf, {{"allowed", "IMPORT,MISSED_CALL,WEB_FORM"}});
  draft.origin = static_cast<domain::Origin>(static_cast<int>(request.origin()) - 1);
  if (!checks.ok()) co_return checks.refusal();
  draft.called_at = *called_at;
  draft.due_at = due_at.value_or(Instant{});

  changes::CallbackChanges::MakeCommand make = [&](const domain::Firm& firm,
                                                   const store::LoadedCallback& loaded) -> Task<Result<Command>> {
    auto branch = rpc::BranchIn(firm, "branch", request.branch());
    if (!branch) co_return branch.refusal();
    auto category = rpc::CategoryIn(firm, "category", request.category());
    if (!category) co_return category.refusal();
    if (auto refusal = rpc::PartyIn(firm, "requested", draft.requested)) co_return *refusal;
    rpc::FieldChecks times;
    if (loaded.record.version == 0) {  // a repeated request may come when these times are past
      times.Within("called_time", called_at, loaded.now - Millis(limits::kImportedBack),
                   loaded.now + Millis(limits::kClockSkew), domain::FaultCode::kTimeNotRecent,
                   rpc::DaysOf(limits::kImportedBack));
      times.Within("due_time", due_at, *called_at, domain::kNever, domain::FaultCode::kMustBeLater,
                   {{"other", "called_time"}});
      times.Within("due_time", due_at, domain::Instant::min(), loaded.now + Millis(limits::kPromiseAhead),
                   domain::FaultCode::kTimeTooFar, rpc::DaysOf(limits::kPromiseAhead));
      CheckWindowAhead(times, draft.window, loaded.now);
    }
    if (!times.ok()) co_return times.refusal();
    Result<domain::Note> note = NoteOf(request, firm, **branch, **category, draft);
    if (!note) co_return note.refusal();
    if (loaded.record.version > 0) co_return IdReused(FieldsThatDiffer(request, *note, loaded.record));
    co_return Command(*std::move(note));
  };
  const store::CallbackId id(request.branch(), request.callback_id());
  Task<Result<changes::Applied>> import =
      request.validate_only() ? changes_.Preview(id, call.actor, make)
                              : changes_.Apply(id, call.actor, {}, make, changes::CallbackChanges::Expect::kNew);
  Result<changes::Applied> imported = co_await std::move(import);
  v1::ImportCallbackResponse response;
  const auto answer = [&response](const domain::CallbackRecord& record, Instant now) {
    *response.mutable_callback() = rpc::ToMessage(record, now, false);
    const domain::Caller& caller = record.sealed.caller;
    response.set_unusual_number(!caller.phone_number_e164.empty() && rpc::NumberFormsOf(caller).unusual);
  };
  if (imported) {
    answer(imported->record, imported->now);
    co_return response;
  }
  if (imported.refusal().reason != domain::Reason::kIdReused || !imported.refusal().fields.empty())
    co_return imported.refusal();
  // Nothing differs: it is the same one again.
  auto existing = co_await deps_.callbacks.Load(id);
  if (!existing) co_return existing.refusal();
  answer(existing->record, existing->now);
  response.set_was_there(true);
  co_return response;
}

}  // namespace krul::intake
