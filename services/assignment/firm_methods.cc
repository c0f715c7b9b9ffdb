#include <algorithm>

#include "services/assignment/assignment_service.h"
#include "services/assignment/firm_survey_answer.h"
#include "services/domain/limits.h"
#include "services/firm_file/firm_file.h"
#include "services/rpc/converters.h"
#include "services/rpc/field_checks.h"
#include "services/rpc/firm_checks.h"
#include "services/runtime/log.h"

namespace krul::assignment {
namespace {
using directory::FirmPointer;
using domain::Instant;
using domain::Millis;
using domain::Refusal;
namespace limits = domain::limits;
using namespace std::chrono_literals;
}  // namespace

Task<Result<v1::ApplyFirmResponse>> AssignmentService::ApplyFirm(const Call& call,
                                                                 const v1::ApplyFirmRequest& request) {
  rpc::FieldChecks checks;
  checks.Uuid("request_id", request.request_id(), !request.validate_only());
  if (request.document().empty()) checks.Fault("document", domain::FaultCode::kRequired);
  if (request.document().size() > limits::kFirmFileBytes)
    checks.Fault("document", domain::FaultCode::kTooManyBytes, {{"maximum", limits::kFirmFileBytes}});
  if (!checks.ok()) co_return checks.refusal();
  Result<Instant> now = co_await deps_.directory.Now();
  if (!now) co_return now.refusal();
  v1::ApplyFirmResponse response;
  auto read = firm_file::ReadFirmFile(request.document(), *now);
  if (const auto* faults = std::get_if<std::vector<firm_file::Fault>>(&read)) {
    for (const firm_file::Fault& fault : *faults) {
      v1::FirmFault* line = response.add_faults();
      line->set_line(fault.line);
      line->set_field(fault.field);
      line->set_message(fault.message);
    }
    co_return response;
  }
  domain::Firm firm = std::move(std::get<domain::Firm>(read));
  firm.document = request.document();
  if (Result<FirmPointer> before = co_await deps_.directory.Current(*now)) {
    for (const domain::Branch& branch : (*before)->branches) {
      if (firm.FindBranch(branch.id)) continue;
      auto open = co_await deps_.callbacks.BoardSize(branch.id);
      if (!open) co_return open.refusal();
      if (*open > 0) {
        co_return Refusal{domain::Reason::kBranchHasOpenCallbacks,
                          "A branch that this firm file leaves out has open callbacks: complete them first.",
                          {{"document", domain::FaultCode::kBranchLeftOut, {{"branch", branch.id}}}}};
      }
    }
  } else if (before.refusal().reason != domain::Reason::kNoFirm) {
    co_return before.refusal();
  }
  AnswerSurvey(firm, *now, response);
  if (request.validate_only()) {
    firm.effective_at = *now;
    *response.mutable_firm() = rpc::ToMessage(firm, deps_.directory.absences(), *now);
    co_return response;
  }
  Result<FirmPointer> applied = co_await firm_changes_.Apply(std::move(firm), call.mark());
  if (!applied) co_return applied.refusal();
  runtime::Log(runtime::Severity::kInfo, "a firm file was applied", {{"version", std::to_string((*applied)->version)}});
  *response.mutable_firm() = rpc::ToMessage(**applied, deps_.directory.absences(), *now);
  co_return response;
}

Task<Result<v1::Firm>> AssignmentService::GetFirm(const Call&, const v1::GetFirmRequest& request) {
  Result<Instant> now = co_await deps_.directory.Now();
  if (!now) co_return now.refusal();
  Result<FirmPointer> firm = co_await deps_.directory.Current(*now);
  if (!firm && firm.refusal().reason == domain::Reason::kNoFirm)
    co_return domain::NotFound("firm", domain::FaultCode::kNoFirmYet);
  if (!firm) co_return firm.refusal();
  v1::Firm response = rpc::ToMessage(**firm, deps_.directory.absences(), *now, deps_.directory.at_desk());
  if (request.without_document()) response.clear_document();
  rpc::Fill(*now, response.mutable_now_time());
  co_return response;
}

Task<Result<v1::ReportDesksResponse>> AssignmentService::ReportDesks(const Call& call,
                                                                     const v1::ReportDesksRequest& request) {
  rpc::FieldChecks checks;
  if (request.people_size() > limits::kReportedDesks) {
    checks.Fault("people", domain::FaultCode::kTooMany, {{"maximum", limits::kReportedDesks}});
  } else {
    for (const std::string& person : request.people()) checks.Id("people", person);
  }
  if (!checks.ok()) co_return checks.refusal();
  if (!call.actor.is_service)
    co_return domain::Refusal{domain::Reason::kNotAllowed, "Only services tell who has a desk open.", {}};
  Result<Instant> now = co_await deps_.directory.Now();
  if (!now) co_return now.refusal();
  Result<FirmPointer> firm = co_await deps_.directory.Current(*now);
  if (!firm) co_return firm.refusal();
  std::set<std::string> people;
  for (const std::string& person : request.people()) {
    if ((*firm)->FindPerson(person) != nullptr) people.insert(person);
  }
  if (auto told = co_await presence_.Tell(std::move(people)); !told) co_return told.refusal();
  co_return v1::ReportDesksResponse();
}

Task<Result<v1::SetAbsenceResponse>> AssignmentService::SetAbsence(const Call& call,
                                                                   const v1::SetAbsenceRequest& request) {
  rpc::FieldChecks checks;
  checks.Id("person", request.person());
  checks.Uuid("request_id", request.request_id());
  const auto until = checks.Time("until_time", request.has_until_time(), request.until_time(), false);
  if (until && !request.absent())
    checks.Fault("until_time", domain::FaultCode::kMustNotBeSet, {{"other", "absent false"}});
  if (!checks.ok()) co_return checks.refusal();
  Result<Instant> now = co_await deps_.directory.Now();
  if (!now) co_return now.refusal();
  Result<FirmPointer> firm = co_await deps_.directory.Current(*now);
  if (!firm) co_return firm.refusal();
  const domain::Person* person = (*firm)->FindPerson(request.person());
  if (!person) co_return domain::NotFound("person", domain::FaultCode::kUnknownPerson);
  // That it is ahead is asked where it is known whether the request is a repeated one.
  checks.Within("until_time", until, Instant{}, *now + Millis(limits::kAbsenceAhead), domain::FaultCode::kTimeNotAhead,
                rpc::DaysOf(limits::kAbsenceAhead));
  if (!checks.ok()) co_return checks.refusal();

  const std::optional<Instant> away = request.absent() ? std::optional(until.value_or(domain::kNever)) : std::nullopt;
  auto changed = co_await absence_changes_.Set(request.person(), away, call.mark());
  if (!changed) co_return changed.refusal();
  v1::SetAbsenceResponse response;
  // Who is back can meet what he could not: should he go again, that is told again.
  Result<int> handed_back = co_await HandBack(request.person());
  if (!handed_back) co_return handed_back.refusal();
  response.set_reassigned(*handed_back);
  // What another assigner gives the person just before it hears of the absence.
  if (away && *changed) deps_.loop.After(60s, [this, person = request.person()] { HandBackAgain(person); });
  *response.mutable_person() = rpc::ToMessage(*person, **firm, deps_.directory.absences(), *now);
  co_return response;
}

Task<Result<int>> AssignmentService::HandBack(std::string person) {
  auto inbox = co_await deps_.callbacks.Inbox(person, 10000);
  if (!inbox) co_return inbox.refusal();
  int handed_back = 0;
  for (const store::CallbackId& id : *inbox) {
    domain::Command judge = domain::JudgeHolder{};
    auto applied = co_await changes_.Apply(id, domain::Actor::Service("assignment"), {}, std::move(judge));
    if (!applied) co_return applied.refusal();
    // Of what they have said "mine" to the manager was told: that is theirs still.
    const auto& events = applied->events;
    if (std::find(events.begin(), events.end(), domain::EventType::kReassigned) != events.end()) ++handed_back;
  }
  co_return handed_back;
}

runtime::Detached AssignmentService::HandBackAgain(std::string person) {
  const auto swept = co_await runtime::Caught(HandBack(std::move(person)));
  const bool whole = swept.value && swept.value->ok();
  if (!whole) runtime::Log(runtime::Severity::kWarning, "the second sweep of an absence failed");
}

Task<Result<v1::PreviewRouteResponse>> AssignmentService::PreviewRoute(const Call&,
                                                                       const v1::PreviewRouteRequest& request) {
  rpc::FieldChecks checks;
  checks.Id("branch", request.branch());
  const domain::Party requested = checks.Party("requested", request.requested(), false);
  const auto due_at = checks.Time("due_time", request.has_due_time(), request.due_time(), false);
  const auto earliest_at = checks.Time("earliest_time", request.has_earliest_time(), request.earliest_time(), false);
  const auto pooled_at = checks.Time("pooled_time", request.has_pooled_time(), request.pooled_time(), false);
  if (request.exclude_people_size() > limits::kExcludedPeople) {
    checks.Fault("exclude_people", domain::FaultCode::kTooMany, {{"maximum", limits::kExcludedPeople}});
  } else {
    for (const std::string& person : request.exclude_people()) checks.Id("exclude_people", person);
  }
  if (!checks.ok()) co_return checks.refusal();
  Result<Instant> now = co_await deps_.directory.Now();
  if (!now) co_return now.refusal();
  checks.Within("due_time", due_at, *now - 2 * Millis(limits::kPromiseAhead), *now + 3 * Millis(limits::kPromiseAhead),
                domain::FaultCode::kTimeTooFar, rpc::DaysOf(3 * limits::kPromiseAhead));
  if (!checks.ok()) co_return checks.refusal();
  Result<FirmPointer> firm = co_await deps_.directory.Current(*now);
  if (!firm) co_return firm.refusal();
  if (auto branch = rpc::BranchIn(**firm, "branch", request.branch()); !branch) co_return branch.refusal();
  if (auto refusal = rpc::PartyIn(**firm, "requested", requested)) co_return *refusal;
  for (const std::string& person : request.exclude_people()) {
    if (!(*firm)->FindPerson(person)) co_return domain::NotFound("exclude_people", domain::FaultCode::kUnknownPerson);
  }
  auto workloads = co_await deps_.workloads.For(**firm, requested);
  if (!workloads) co_return workloads.refusal();
  const domain::RouteQuestion question{.branch = request.branch(),
                                       .requested = requested,
                                       .now = *now,
                                       .due_at = due_at.value_or(domain::kNever),
                                       .excluded = {request.exclude_people().begin(), request.exclude_people().end()},
                                       .at_desk = deps_.directory.at_desk(),
                                       .earliest_at = earliest_at.value_or(Instant{}),
                                       .pooled_at = pooled_at};
  const domain::Route route = FindRoute(**firm, deps_.directory.absences(), *workloads, question);
  v1::PreviewRouteResponse response;
  rpc::Fill(route.assignee, response.mutable_assignee());
  response.set_requested_present(route.requested_present);
  if (route.requested_back_at) rpc::Fill(*route.requested_back_at, response.mutable_requested_back_time());
  if (route.offer_at) rpc::Fill(*route.offer_at, response.mutable_offer_time());
  response.set_explanation(route.explanation);
  co_return response;
}

}  // namespace krul::assignment
