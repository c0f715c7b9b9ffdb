#include "services/assignment/assignment_service.h"
#include "services/domain/limits.h"
#include "services/domain/people/routing.h"
#include "services/rpc/converters.h"
#include "services/rpc/field_checks.h"
#include "services/rpc/firm_checks.h"

namespace krul::assignment {
namespace {
using changes::CallbackChanges;
using domain::Command;
using domain::Millis;
using domain::Refusal;
namespace limits = domain::limits;

// What every change names: the callback and the request.
template <class Request>
rpc::CallbackName CheckTarget(rpc::FieldChecks& checks, const Request& request) {
  checks.Uuid("request_id", request.request_id());
  return checks.Name("name", request.name());
}

// Who takes a callback must be somebody whom the firm knows: the promise gets this person's name.
std::optional<Refusal> UnknownActor(const domain::Firm& firm, const domain::Actor& actor) {
  if (firm.FindPerson(actor.person)) return std::nullopt;
  return Refusal{domain::Reason::kNotAllowed,
                 "Sign in as a person of the firm file to take a callback.",
                 {{"krul-person", domain::FaultCode::kUnknownPerson}}};
}

CallbackChanges::MakeCommand AsKnownPerson(const domain::Actor& actor, Command command) {
  return [&actor, command = std::move(command)](const domain::Firm& firm,
                                                const store::LoadedCallback&) -> Task<Result<Command>> {
    if (auto refusal = UnknownActor(firm, actor)) co_return *refusal;
    co_return command;
  };
}

Result<v1::Callback> Answer(const Result<changes::Applied>& applied) {
  if (!applied) return applied.refusal();
  return rpc::ToMessage(applied->record, applied->now, false);
}

}  // namespace

Task<Result<v1::Callback>> AssignmentService::AnswerWithOthers(Result<changes::Applied> applied) {
  if (!applied) co_return applied.refusal();
  v1::Callback shown = rpc::ToMessage(applied->record, applied->now, false);
  // Advice: what was changed is changed, whether the others could be read or not.
  if (auto others = co_await deps_.callbacks.AlsoOpen(applied->record)) {
    for (const store::CallbackId& other : *others) shown.add_also_open(rpc::CallbackNameOf(other.branch, other.id));
  }
  co_return shown;
}

Task<Result<v1::Callback>> AssignmentService::Acknowledge(const Call& call, const v1::AcknowledgeRequest& request) {
  rpc::FieldChecks checks;
  const rpc::CallbackName name = CheckTarget(checks, request);
  if (!checks.ok()) co_return checks.refusal();
  co_return Answer(co_await changes_.Apply({name.branch, name.id}, call.actor, call.mark(),
                                           AsKnownPerson(call.actor, domain::Acknowledge())));
}

Task<Result<v1::Callback>> AssignmentService::BeginCall(const Call& call, const v1::BeginCallRequest& request) {
  rpc::FieldChecks checks;
  const rpc::CallbackName name = CheckTarget(checks, request);
  if (!checks.ok()) co_return checks.refusal();
  auto applied = co_await changes_.Apply({name.branch, name.id}, call.actor, call.mark(),
                                         AsKnownPerson(call.actor, domain::BeginCall()));
  co_return co_await AnswerWithOthers(std::move(applied));
}

Task<Result<v1::Callback>> AssignmentService::RecordAttempt(const Call& call, const v1::RecordAttemptRequest& request) {
  rpc::FieldChecks checks;
  const rpc::CallbackName name = CheckTarget(checks, request);
  if (request.outcome() < v1::CONNECTED || request.outcome() > v1::RESCHEDULED)
    checks.Fault("outcome", domain::FaultCode::kNotOneOf, rpc::AllowedOf(*v1::Outcome_descriptor()));
  checks.Text("remark", request.remark(), limits::kRemarkLength);
  const auto again_at = checks.Time("call_again_time", request.has_call_again_time(), request.call_again_time(),
                                    request.outcome() == v1::RESCHEDULED);
  if (request.has_call_again_time() && request.outcome() == v1::CONNECTED) {
    checks.Fault("call_again_time", domain::FaultCode::kMustNotBeSet, {{"other", "outcome CONNECTED"}});
  }
  if (!checks.ok()) co_return checks.refusal();
  CallbackChanges::MakeCommand make = [&](const domain::Firm& firm,
                                          const store::LoadedCallback& loaded) -> Task<Result<Command>> {
    if (auto refusal = UnknownActor(firm, call.actor)) co_return *refusal;
    rpc::FieldChecks times;
    times.Within("call_again_time", again_at, loaded.now, loaded.now + Millis(limits::kPromiseAhead),
                 domain::FaultCode::kTimeNotAhead, rpc::DaysOf(limits::kPromiseAhead));
    if (!times.ok()) co_return times.refusal();
    co_return Command(domain::RecordAttempt{static_cast<domain::Outcome>(static_cast<int>(request.outcome()) - 1),
                                            request.remark(), again_at});
  };
  auto applied = co_await changes_.Apply({name.branch, name.id}, call.actor, call.mark(), std::move(make));
  const bool reached = request.outcome() == v1::CONNECTED || request.outcome() == v1::RESCHEDULED;
  if (!reached) co_return Answer(applied);
  co_return co_await AnswerWithOthers(std::move(applied));
}

Task<Result<v1::Callback>> AssignmentService::Forward(const Call& call, const v1::ForwardRequest& request) {
  rpc::FieldChecks checks;
  const rpc::CallbackName name = CheckTarget(checks, request);
  const domain::Party target = checks.Party("assignee", request.assignee(), true);
  checks.Text("remark", request.remark(), limits::kRemarkLength);
  if (!checks.ok()) co_return checks.refusal();
  CallbackChanges::MakeCommand make = [&](const domain::Firm& firm,
                                          const store::LoadedCallback& loaded) -> Task<Result<Command>> {
    if (auto refusal = rpc::PartyIn(firm, "assignee", target)) co_return *refusal;
    domain::Forward forward{.assignee = target, .remark = request.remark(), .although_away = request.although_away()};
    if (target.kind == domain::Party::Kind::kTeam) {  // somebody of the team gets it
      auto workloads = co_await deps_.workloads.For(firm, target);
      if (!workloads) co_return workloads.refusal();
      domain::RouteQuestion question = QuestionOf(loaded.record, loaded.now);
      question.requested = forward.meant_for = target;
      question.at_desk = deps_.directory.at_desk();
      const domain::Route route = FindRoute(firm, deps_.directory.absences(), *workloads, question);
      forward.assignee = route.assignee;
      forward.alarm = route.alarm;
      forward.offer_at = route.offer_at;
    }
    co_return Command(std::move(forward));
  };
  co_return Answer(co_await changes_.Apply({name.branch, name.id}, call.actor, call.mark(), std::move(make)));
}

Task<Result<v1::Callback>> AssignmentService::Complete(const Call& call, const v1::CompleteRequest& request) {
  rpc::FieldChecks checks;
  const rpc::CallbackName name = CheckTarget(checks, request);
  const auto disposition = request.disposition();
  if (disposition != v1::RESOLVED && disposition != v1::CALLER_REACHED_US && disposition != v1::MAX_ATTEMPTS_EXCEEDED) {
    checks.Fault("disposition", domain::FaultCode::kNotOneOf,
                 {{"allowed", "RESOLVED,CALLER_REACHED_US,MAX_ATTEMPTS_EXCEEDED"}});
  }
  checks.Text("remark", request.remark(), limits::kRemarkLength);
  if (!checks.ok()) co_return checks.refusal();
  Command complete = domain::Complete{static_cast<domain::Disposition>(disposition), request.remark()};
  auto applied = co_await changes_.Apply({name.branch, name.id}, call.actor, call.mark(), std::move(complete));
  co_return co_await AnswerWithOthers(std::move(applied));
}

Task<Result<v1::Callback>> AssignmentService::Cancel(const Call& call, const v1::CancelRequest& request) {
  rpc::FieldChecks checks;
  const rpc::CallbackName name = CheckTarget(checks, request);
  if (request.disposition() != v1::WITHDRAWN && request.disposition() != v1::DUPLICATE) {
    checks.Fault("disposition", domain::FaultCode::kNotOneOf, {{"allowed", "WITHDRAWN,DUPLICATE"}});
  }
  checks.Text("remark", request.remark(), limits::kRemarkLength);
  if (!checks.ok()) co_return checks.refusal();
  Command cancel = domain::Cancel{static_cast<domain::Disposition>(request.disposition()), request.remark()};
  co_return Answer(co_await changes_.Apply({name.branch, name.id}, call.actor, call.mark(), std::move(cancel)));
}

Task<Result<v1::Callback>> AssignmentService::Undo(const Call& call, const v1::UndoRequest& request) {
  rpc::FieldChecks checks;
  const rpc::CallbackName name = CheckTarget(checks, request);
  if (request.sequence() < 1) checks.Fault("sequence", domain::FaultCode::kOutOfRange, {{"minimum", 1}});
  if (!checks.ok()) co_return checks.refusal();
  Command undo = domain::Undo{request.sequence()};
  co_return Answer(co_await changes_.Apply({name.branch, name.id}, call.actor, call.mark(), std::move(undo)));
}

Task<Result<v1::Callback>> AssignmentService::Reopen(const Call& call, const v1::ReopenRequest& request) {
  rpc::FieldChecks checks;
  const rpc::CallbackName name = CheckTarget(checks, request);
  checks.Text("reason", request.reason(), limits::kReasonLength, true);
  if (!checks.ok()) co_return checks.refusal();
  Command reopen = domain::Reopen{request.reason()};
  co_return Answer(co_await changes_.Apply({name.branch, name.id}, call.actor, call.mark(), std::move(reopen)));
}

}  // namespace krul::assignment
