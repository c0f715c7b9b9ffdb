#include "services/intake/intake_service.h"

#include <algorithm>

#include "services/domain/limits.h"
#include "services/domain/phone_number.h"
#include "services/domain/service_level.h"
#include "services/domain/spoken.h"
#include "services/rpc/converters.h"
#include "services/rpc/field_checks.h"
#include "services/rpc/firm_checks.h"

namespace krul::intake {
namespace {
using directory::FirmPointer;
using domain::Command;
using domain::Instant;
using domain::Millis;
using domain::Refusal;
namespace limits = domain::limits;

std::string TitleOf(const domain::Firm& firm, const domain::Party& party) {
  if (party.kind == domain::Party::Kind::kPerson) return firm.FindPerson(party.id)->title;
  return firm.FindTeam(party.id)->title;
}

}  // namespace

Task<Result<v1::QuotePromiseResponse>> IntakeService::QuotePromise(const Call&,
                                                                   const v1::QuotePromiseRequest& request) {
  rpc::FieldChecks checks;
  checks.Id("branch", request.branch());
  checks.Id("category", request.category(), false);
  const domain::Party requested = checks.Party("requested", request.requested(), false);
  const auto at = checks.Time("at_time", request.has_at_time(), request.at_time(), false);
  if (request.has_caller()) CheckCaller(checks, request.caller());
  if (!checks.ok()) co_return checks.refusal();
  Result<Instant> now = co_await deps_.directory.Now();
  if (!now) co_return now.refusal();
  checks.Within("at_time", at, *now - Millis(limits::kPromiseAhead), *now + Millis(limits::kPromiseAhead),
                "must lie within a year of now");
  if (!checks.ok()) co_return checks.refusal();
  Result<FirmPointer> firm = co_await deps_.directory.Current(*now);
  if (!firm) co_return firm.refusal();
  auto branch = rpc::BranchIn(**firm, "branch", request.branch());
  if (!branch) co_return branch.refusal();
  auto category = rpc::CategoryIn(**firm, "category", request.category());
  if (!category) co_return category.refusal();
  if (auto refusal = rpc::PartyIn(**firm, "requested", requested)) co_return *refusal;

  v1::QuotePromiseResponse response;
  std::string number_e164;
  if (request.has_caller()) {
    std::string spoken_number = request.caller().other_contact();
    if (!request.caller().phone_number().empty()) {
      auto number =
          domain::ReadPhoneNumber(request.caller().phone_number(), (*branch)->phone_region, "caller.phone_number");
      if (!number) co_return number.refusal();
      number_e164 = std::move(*number);
      spoken_number = domain::SpokenPhoneNumber(number_e164, (*branch)->phone_region);
    }
    response.set_read_back(domain::ReadBackSentence(**branch, request.caller().display_name(), spoken_number));
  }
  const Instant called_at = at.value_or(*now);
  const domain::PromisePlan plan = PlanPromise(**firm, **branch, **category, called_at);
  domain::RouteQuestion question{request.branch(), requested, called_at, plan.due_at, {}};
  auto route = co_await deps_.assignment.PreviewRoute(std::move(question));
  response.set_presence_known(route.ok());
  rpc::Fill(route ? route->assignee : requested, response.mutable_agreed());
  if (route && !route->requested_present) {
    response.set_refusal(domain::AwaySentence(**branch, TitleOf(**firm, requested), route->requested_back_at));
  }
  rpc::Fill(plan.due_at, response.mutable_due_time());
  response.set_sentence(domain::PromiseSentence(**branch, plan.due_at));
  response.set_goodbye(domain::GoodbyeSentence(**branch, **category));
  response.set_firm_version((*firm)->version);
  if (!at) {
    response.set_quote(Seal({request.branch(), requested, (*category)->id, plan.due_at, (*firm)->version, *now,
                             request.caller().phone_number(), number_e164},
                            deps_.quote_key));
    rpc::Fill(*now + Millis(limits::kQuoteLife), response.mutable_expire_time());
  }
  co_return response;
}

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
  if (!request.read_back_confirmed()) {
    co_return Refusal{domain::Reason::kReadBackMissing,
                      "Read name and number back to the caller first, then save with read_back_confirmed.",
                      {{"read_back_confirmed", "must be true"}}};
  }
  Result<Quote> quote = Unseal(request.quote(), deps_.quote_key);
  if (!quote) co_return quote.refusal();

  directory::CallbackChanges::MakeCommand make = [&](const domain::Firm& firm,
                                                     const store::LoadedCallback& loaded) -> Task<Result<Command>> {
    if (loaded.record.version > 0) co_return IdReused({"callback_id"});
    auto branch = rpc::BranchIn(firm, "branch", request.branch());
    if (!branch) co_return branch.refusal();
    auto category =
        rpc::CategoryIn(firm, "category", request.category().empty() ? quote->category : request.category());
    if (!category) co_return category.refusal();
    if (auto refusal = rpc::PartyIn(firm, "requested", requested)) co_return *refusal;
    if (auto refusal = DiffersFromQuote(request, requested, *quote)) co_return *refusal;
    if (loaded.now > quote->quoted_at + limits::kQuoteLife) {
      co_return Refusal{
          domain::Reason::kQuoteExpired, "This quote is older than 30 minutes: quote anew and tell the caller.", {}};
    }
    rpc::FieldChecks times;
    times.Within("called_time", called_at, loaded.now - Millis(limits::kCalledBack),
                 loaded.now + Millis(limits::kClockSkew), "must lie within the last 7 days, and not in the future");
    if (!times.ok()) co_return times.refusal();
    Result<domain::Caller> caller = ReadCaller(request.caller(), **branch, *quote);
    if (!caller) co_return caller.refusal();
    co_return Command(domain::Note{std::move(*caller), requested, (*category)->id, request.reason(),
                                   called_at.value_or(loaded.now), quote->due_at, quote->firm_version});
  };
  // That the id is taken is seen from the record: either the same note came before, or another one.
  auto applied = co_await changes_.Apply({request.branch(), request.callback_id()}, call.actor, {}, std::move(make),
                                         directory::CallbackChanges::Expect::kNew);
  if (applied) co_return rpc::ToMessage(applied->record, applied->now, false);
  if (applied.refusal().reason != domain::Reason::kIdReused) co_return applied.refusal();
  auto existing = co_await deps_.callbacks.Load({request.branch(), request.callback_id()});
  if (!existing) co_return existing.refusal();
  const auto fields = DifferingFields(request, requested, *quote, existing->record);
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
  directory::CallbackChanges::MakeCommand make = [&](const domain::Firm& firm,
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
                                         directory::CallbackChanges::Expect::kNew);
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

Task<Result<v1::FindCallbacksResponse>> IntakeService::FindCallbacks(const Call&,
                                                                     const v1::FindCallbacksRequest& request) {
  rpc::FieldChecks checks;
  checks.Id("branch", request.branch());
  checks.Text("phone_number", request.phone_number(), limits::kPhoneNumberLength, true);
  const std::size_t page_size = checks.PageSize("page_size", request.page_size());
  const auto offset = rpc::ParsePageToken(request.page_token());
  if (!offset) checks.Fault("page_token", "is not one that was answered");
  if (!checks.ok()) co_return checks.refusal();
  Result<Instant> now = co_await deps_.directory.Now();
  if (!now) co_return now.refusal();
  Result<FirmPointer> firm = co_await deps_.directory.Current(*now);
  if (!firm) co_return firm.refusal();
  auto branch = rpc::BranchIn(**firm, "branch", request.branch());
  if (!branch) co_return branch.refusal();
  auto number = domain::ReadPhoneNumber(request.phone_number(), (*branch)->phone_region, "phone_number");
  if (!number) co_return number.refusal();
  auto ids = co_await deps_.callbacks.FindByPhone(*number, 1000);
  if (!ids) co_return ids.refusal();
  auto found = co_await deps_.callbacks.LoadAll(std::move(*ids));
  if (!found) co_return found.refusal();
  std::erase_if(*found,
                [&](const store::LoadedCallback& one) { return !one.record.open() && !request.include_closed(); });
  std::stable_sort(found->begin(), found->end(), [](const store::LoadedCallback& a, const store::LoadedCallback& b) {
    return a.record.promise.made_at > b.record.promise.made_at;
  });
  v1::FindCallbacksResponse response;
  for (std::size_t i = *offset; i < found->size() && i < *offset + page_size; ++i) {
    *response.add_callbacks() = rpc::ToMessage((*found)[i].record, (*found)[i].now, false);
  }
  if (*offset + page_size < found->size()) response.set_next_page_token(rpc::PageToken(*offset + page_size));
  co_return response;
}

Task<Result<v1::Callback>> IntakeService::GetCallback(const Call&, const v1::GetCallbackRequest& request) {
  rpc::FieldChecks checks;
  const rpc::CallbackName name = checks.Name("name", request.name());
  if (!checks.ok()) co_return checks.refusal();
  auto loaded = co_await deps_.callbacks.Load({name.branch, name.id});
  if (!loaded) co_return loaded.refusal();
  if (loaded->record.version == 0) co_return domain::NotFound("name", "There is no such callback.");
  co_return rpc::ToMessage(loaded->record, loaded->now, true);
}

}  // namespace krul::intake
