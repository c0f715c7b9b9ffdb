#include "services/domain/callback/note_terms.h"
#include "services/domain/caller/same_name.h"
#include "services/domain/limits.h"
#include "services/intake/intake_service.h"
#include "services/rpc/converters.h"
#include "services/rpc/field_checks.h"
#include "services/rpc/firm_checks.h"

namespace krul::intake {
namespace {
using domain::Command;
using domain::Instant;
using domain::Refusal;
namespace limits = domain::limits;

// What is new of the call, for whoever has the promise.
std::string ChaserRemark(const v1::NoteCallbackRequest& request, const domain::Party& requested,
                         const domain::CallbackRecord& record) {
  if (requested == record.requested) return request.reason();
  const std::string asked = "asked for " + Describe(requested);
  return request.reason().empty() ? asked : asked + ": " + request.reason();
}

}  // namespace

Task<Result<v1::Callback>> IntakeService::NoteCallback(const Call& call, const v1::NoteCallbackRequest& request) {
  rpc::FieldChecks checks;
  checks.Id("branch", request.branch());
  checks.Uuid("callback_id", request.callback_id());
  checks.Text("quote", request.quote(), limits::kQuoteLength, true);
  CheckCaller(checks, request.caller());
  const domain::Party requested = checks.Party("requested", request.requested(), false);
  checks.Id("category", request.category(), false);
  checks.Text("reason", request.reason(), limits::kReasonLength);
  const auto called_at = checks.Time("called_time", request.has_called_time(), request.called_time(), false);
  if (!checks.ok()) co_return checks.refusal();
  if (auto refusal = domain::WhyNotReadBack(request.read_back_confirmed())) co_return *refusal;
  Result<Quote> quote = Unseal(request.quote(), deps_.quote_key);
  if (!quote) co_return quote.refusal();
  if (auto refusal = domain::WhyNotAgreed(quote->needs_consent, request.consent_confirmed())) co_return *refusal;
  const bool same_number = TypedNumberOf(request.caller()) == quote->typed_number;
  // Quoted anew because the answer was lost, the promise that is open may be this very note's.
  const bool is_itself = quote->attach_to == request.branch() + "/" + request.callback_id();
  const bool attaches = !quote->attach_to.empty() && !is_itself && same_number && !request.another_matter();
  Task<Result<v1::Callback>> saved = attaches ? Attach(call, request, requested, called_at, *quote)
                                              : NoteNew(call, request, requested, called_at, *quote);
  co_return co_await std::move(saved);
}

Task<Result<v1::Callback>> IntakeService::Attach(const Call& call, const v1::NoteCallbackRequest& request,
                                                 domain::Party requested, std::optional<Instant> called_at,
                                                 Quote quote) {
  if (auto refusal = DiffersFromQuote(request, requested, quote)) co_return *refusal;
  const std::size_t slash = quote.attach_to.find('/');
  const store::CallbackId open(quote.attach_to.substr(0, slash), quote.attach_to.substr(slash + 1));
  auto found = co_await deps_.callbacks.Load(open);
  if (!found) co_return found.refusal();
  if (!domain::IsSameName(found->record.sealed.caller.name, request.caller().display_name())) {
    // The name was mended since the quote: that is another caller of the same number.
    co_return co_await NoteNew(call, request, std::move(requested), called_at, std::move(quote));
  }
  // The same note under a later quote is still the same.
  v1::NoteCallbackRequest content = request;
  content.clear_quote();
  changes::CallbackChanges::MakeCommand make = [&](const domain::Firm&,
                                                   const store::LoadedCallback& loaded) -> Task<Result<Command>> {
    if (auto refusal = domain::WhyNotQuoted(quote.quoted_at, loaded.now)) co_return *refusal;
    co_return Command(domain::Chase{ChaserRemark(request, requested, loaded.record)});
  };
  auto applied =
      co_await changes_.Apply(open, call.actor, {request.callback_id(), rpc::ContentHash(content)}, std::move(make));
  if (!applied) co_return applied.refusal();
  co_return rpc::ToMessage(applied->record, applied->now, false);
}

Task<Result<v1::Callback>> IntakeService::NoteNew(const Call& call, const v1::NoteCallbackRequest& request,
                                                  domain::Party requested, std::optional<Instant> called_at,
                                                  Quote quote) {
  changes::CallbackChanges::MakeCommand make = [&](const domain::Firm& firm,
                                                   const store::LoadedCallback& loaded) -> Task<Result<Command>> {
    if (loaded.record.version > 0) co_return IdReused({"callback_id"});
    auto branch = rpc::BranchIn(firm, "branch", request.branch());
    if (!branch) co_return branch.refusal();
    auto category = rpc::CategoryIn(firm, "category", request.category().empty() ? quote.category : request.category());
    if (!category) co_return category.refusal();
    if (auto refusal = rpc::PartyIn(firm, "requested", requested)) co_return *refusal;
    if (auto refusal = DiffersFromQuote(request, requested, quote)) co_return *refusal;
    if (auto refusal = domain::WhyNotQuoted(quote.quoted_at, loaded.now)) co_return *refusal;
    if (auto refusal = domain::WhyNotCalledThen(called_at, loaded.now)) co_return *refusal;
    Result<domain::Caller> caller = ReadCaller(request.caller(), **branch, quote);
    if (!caller) co_return caller.refusal();
    co_return Command(domain::Note{.caller = std::move(*caller),
                                   .requested = requested,
                                   .category = (*category)->id,
                                   .reason = request.reason(),
                                   .called_at = called_at ? *called_at : quote.called_at.value_or(loaded.now),
                                   .due_at = quote.due_at,
                                   .firm_version = quote.firm_version,
                                   .window = quote.window,
                                   .agreed_otherwise = quote.agreed_otherwise,
                                   .agreed_person = quote.needs_consent ? quote.agreed.id : std::string()});
  };
  // That the id is taken is seen from the record: either the same note came before, or another one.
  auto applied = co_await changes_.Apply({request.branch(), request.callback_id()}, call.actor, {}, std::move(make),
                                         changes::CallbackChanges::Expect::kNew);
  if (applied) co_return rpc::ToMessage(applied->record, applied->now, false);
  if (applied.refusal().reason != domain::Reason::kIdReused) co_return applied.refusal();
  auto existing = co_await deps_.callbacks.Load({request.branch(), request.callback_id()});
  if (!existing) co_return existing.refusal();
  const auto fields = DifferingFields(request, requested, quote, existing->record);
  if (!fields.empty()) co_return IdReused(fields);
  co_return rpc::ToMessage(existing->record, existing->now, false);
}

Task<Result<v1::Callback>> IntakeService::RecordHandledAtDesk(const Call& call,
                                                              const v1::RecordHandledAtDeskRequest& request) {
  rpc::FieldChecks checks;
  checks.Id("branch", request.branch());
  checks.Uuid("callback_id", request.callback_id());
  checks.Id("category", request.category(), false);
  checks.Text("reason", request.reason(), limits::kReasonLength);
  if (!checks.ok()) co_return checks.refusal();
  changes::CallbackChanges::MakeCommand make = [&](const domain::Firm& firm,
                                                   const store::LoadedCallback& loaded) -> Task<Result<Command>> {
    auto branch = rpc::BranchIn(firm, "branch", request.branch());
    if (!branch) co_return branch.refusal();
    auto category = rpc::CategoryIn(firm, "category", request.category());
    if (!category) co_return category.refusal();
    if (loaded.record.version > 0) {
      std::vector<std::string> fields;
      if (loaded.record.disposition != domain::Disposition::kHandledAtDesk) fields.push_back("callback_id");
      if (loaded.record.category != (*category)->id) fields.push_back("category");
      if (loaded.record.sealed.reason != request.reason()) fields.push_back("reason");
      if (fields.empty()) fields.push_back("callback_id");
      co_return IdReused(fields);
    }
    co_return Command(domain::HandleAtDesk{(*category)->id, request.reason()});
  };
  // Its id is its request id: the same content again is known by its mark.
  auto applied = co_await changes_.Apply({request.branch(), request.callback_id()}, call.actor,
                                         {request.callback_id(), rpc::ContentHash(request)}, std::move(make),
                                         changes::CallbackChanges::Expect::kNew);
  if (!applied) co_return applied.refusal();
  co_return rpc::ToMessage(applied->record, applied->now, false);
}

Task<Result<v1::Callback>> IntakeService::RecordChaser(const Call& call, const v1::RecordChaserRequest& request) {
  rpc::FieldChecks checks;
  const rpc::CallbackName name = checks.Name("name", request.name());
  checks.Uuid("request_id", request.request_id());
  checks.Text("remark", request.remark(), limits::kRemarkLength);
  if (!checks.ok()) co_return checks.refusal();
  Command chase = domain::Chase{request.remark()};
  auto applied = co_await changes_.Apply({name.branch, name.id}, call.actor, call.mark(), std::move(chase));
  if (!applied) co_return applied.refusal();
  co_return rpc::ToMessage(applied->record, applied->now, false);
}

}  // namespace krul::intake
