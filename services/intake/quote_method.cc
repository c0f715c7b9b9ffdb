#include <algorithm>

#include "services/domain/callback/note_terms.h"
#include "services/domain/caller/same_name.h"
#include "services/domain/limits.h"
#include "services/domain/promise/service_level.h"
#include "services/domain/speech/spoken.h"
#include "services/intake/intake_service.h"
#include "services/rpc/converters.h"
#include "services/rpc/field_checks.h"
#include "services/rpc/firm_checks.h"
#include "services/rpc/number_forms.h"

namespace krul::intake {
namespace {
using directory::FirmPointer;
using domain::Instant;
using domain::Millis;
using domain::Party;
namespace limits = domain::limits;

std::string TitleOf(const domain::Firm& firm, const Party& party) {
  if (party.kind == Party::Kind::kPerson) return firm.FindPerson(party.id)->title;
  return firm.FindTeam(party.id)->title;
}

// Read-back, and a warning where the number looks odd.
void SayCaller(const domain::Caller& caller, const domain::Branch& branch, v1::QuotePromiseResponse& response) {
  std::string spoken = caller.other_contact;
  if (!caller.phone_number_e164.empty()) {
    const domain::NumberForms forms = rpc::NumberFormsOf(caller);
    spoken = domain::SpokenPhoneNumber(forms, branch.phone_region);
    if (forms.unusual) response.set_number_warning(domain::UnusualNumberSentence(branch, spoken));
  }
  response.set_read_back(domain::ReadBackSentence(branch, caller.name, spoken, caller.extension));
}

// What the caller waits for already. Answers which of them a note is attached to: one number may be a whole company's,
// so only the same name makes it the same caller.
std::string ShowOpen(const std::vector<store::LoadedCallback>& open, const std::string& caller_name,
                     const domain::Branch& branch, v1::QuotePromiseResponse& response) {
  std::string attach_to;
  for (const store::LoadedCallback& one : open) {
    if (response.open_callbacks_size() < static_cast<int>(limits::kShownOpen))
      *response.add_open_callbacks() = rpc::ToMessage(one.record, one.now, false);
    if (!attach_to.empty() || !domain::IsSameName(one.record.sealed.caller.name, caller_name)) continue;
    attach_to = one.record.branch + "/" + one.record.id;
    response.set_attach_to(rpc::CallbackNameOf(one.record));
  }
  if (!open.empty()) response.set_open_sentence(domain::OpenPromiseSentence(branch, static_cast<int>(open.size())));
  return attach_to;
}

struct Alternative {
  Quote quote;
  std::string sentence;
};

// The requested person is away: the one who stands in, by name, within the service level; or himself, once he is back.
std::vector<Alternative> AlternativesOf(const domain::Firm& firm, const domain::Branch& branch,
                                        const domain::Category& category, const Quote& quote,
                                        const domain::Route& route, Instant now) {
  std::vector<Alternative> alternatives;
  if (quote.agreed == quote.requested || quote.requested.kind != Party::Kind::kPerson) return alternatives;
  if (quote.agreed.kind == Party::Kind::kPerson) {
    alternatives.push_back({quote, domain::StandInSentence(branch, TitleOf(firm, quote.agreed), quote.due_at)});
  }
  if (!route.requested_back_at) return alternatives;
  Alternative later{quote, ""};
  later.quote.agreed = quote.requested;
  // Before that nobody presses for a call that only he is to make.
  if (!later.quote.window) later.quote.window = domain::CallWindow{};
  later.quote.window->not_before = std::max(later.quote.window->not_before, *route.requested_back_at);
  later.quote.due_at = PlanPromise(firm, branch, category, *route.requested_back_at, later.quote.window).due_at;
  later.quote.needs_consent = later.quote.agreed_otherwise = true;
  if (later.quote.due_at > now + Millis(limits::kPromiseAhead)) return alternatives;
  later.sentence = domain::PersonLaterSentence(branch, TitleOf(firm, quote.requested), later.quote.due_at);
  alternatives.push_back(std::move(later));
  return alternatives;
}

}  // namespace

Task<Result<v1::QuotePromiseResponse>> IntakeService::QuotePromise(const Call&,
                                                                   const v1::QuotePromiseRequest& request) {
  rpc::FieldChecks checks;
  checks.Id("branch", request.branch());
  checks.Id("category", request.category(), false);
  const domain::Party requested = checks.Party("requested", request.requested(), false);
  const auto at = checks.Time("at_time", request.has_at_time(), request.at_time(), false);
  const auto called = checks.Time("called_time", request.has_called_time(), request.called_time(), false);
  if (at && called) checks.Fault("called_time", domain::FaultCode::kMustNotBeSet, {{"other", "at_time"}});
  const auto window = checks.Window("window", request.has_window(), request.window());
  if (request.has_caller()) CheckCaller(checks, request.caller());
  if (!checks.ok()) co_return checks.refusal();
  Result<Instant> now = co_await deps_.directory.Now();
  if (!now) co_return now.refusal();
  checks.Within("at_time", at, *now - Millis(limits::kPromiseAhead), *now + Millis(limits::kPromiseAhead),
                domain::FaultCode::kTimeTooFar, rpc::DaysOf(limits::kPromiseAhead));
  CheckWindowAhead(checks, window, *now);
  if (!checks.ok()) co_return checks.refusal();
  if (auto refusal = domain::WhyNotCalledThen(called, *now)) co_return *refusal;
  Result<FirmPointer> firm = co_await deps_.directory.Current(*now);
  if (!firm) co_return firm.refusal();
  auto branch = rpc::BranchIn(**firm, "branch", request.branch());
  if (!branch) co_return branch.refusal();
  auto category = rpc::CategoryIn(**firm, "category", request.category());
  if (!category) co_return category.refusal();
  if (auto refusal = rpc::PartyIn(**firm, "requested", requested)) co_return *refusal;

  const Instant called_at = at ? *at : called.value_or(*now);
  const domain::PromisePlan plan = PlanPromise(**firm, **branch, **category, called_at, window);
  if (plan.due_at == domain::kNever) co_return NeverOpenThen();
  Quote quote{.branch = request.branch(),
              .requested = requested,
              .category = (*category)->id,
              .due_at = plan.due_at,
              .firm_version = (*firm)->version,
              .quoted_at = *now,
              .called_at = called,
              .window = window,
              .agreed_otherwise = plan.beyond_level};
  v1::QuotePromiseResponse response;
  if (request.has_caller()) {
    Result<domain::Caller> caller = ReadCaller(request.caller(), **branch, quote);
    if (!caller) co_return caller.refusal();
    quote.typed_number = caller->phone_number;
    quote.number_e164 = caller->phone_number_e164;
    quote.extension = caller->extension;
    SayCaller(*caller, **branch, response);
    if (!at) {
      auto open = co_await deps_.callbacks.OpenOfNumber(caller->phone_number_e164, request.branch());
      if (!open) co_return open.refusal();
      quote.attach_to = ShowOpen(*open, caller->name, **branch, response);
    }
  }
  domain::RouteQuestion question{.branch = request.branch(),
                                 .requested = requested,
                                 .now = called_at,
                                 .due_at = plan.due_at,
                                 .earliest_at = EarliestMoment(**firm, **branch, called_at, plan.due_at, window)};
  auto route = co_await deps_.assignment.PreviewRoute(std::move(question));
  quote.agreed = route ? route->assignee : requested;
  response.set_presence_known(route.ok());
  rpc::Fill(quote.agreed, response.mutable_agreed());
  rpc::Fill(plan.due_at, response.mutable_due_time());
  response.set_sentence(domain::PromiseSentence(**branch, plan.due_at));
  response.set_goodbye(domain::GoodbyeSentence(**branch, **category));
  response.set_firm_version((*firm)->version);
  response.set_agreed_otherwise(plan.beyond_level);
  const auto seal = [&](const Quote& of) { return at ? std::string() : Seal(of, deps_.quote_key); };
  response.set_quote(seal(quote));
  if (!at) rpc::Fill(*now + Millis(limits::kQuoteLife), response.mutable_expire_time());
  if (route && !route->requested_present) {
    response.set_refusal(domain::AwaySentence(**branch, TitleOf(**firm, requested), route->requested_back_at));
    for (const Alternative& one : AlternativesOf(**firm, **branch, **category, quote, *route, *now)) {
      v1::Proposal* proposal = response.add_proposals();
      rpc::Fill(one.quote.agreed, proposal->mutable_agreed());
      rpc::Fill(one.quote.due_at, proposal->mutable_due_time());
      proposal->set_sentence(one.sentence);
      proposal->set_needs_consent(one.quote.needs_consent);
      proposal->set_quote(seal(one.quote));
    }
  }
  co_return response;
}

}  // namespace krul::intake
