#include <algorithm>

#include "services/deadline_watcher/deadline_service.h"
#include "services/deadline_watcher/explanation_message.h"
#include "services/domain/limits.h"
#include "services/domain/promise/promise_explanation.h"
#include "services/rpc/converters.h"
#include "services/rpc/field_checks.h"
#include "services/rpc/firm_checks.h"

namespace krul::deadline_watcher {
namespace {
using directory::FirmPointer;
using domain::Command;
using domain::Instant;
using domain::Millis;
namespace limits = domain::limits;

}  // namespace

Task<Result<FirmPointer>> DeadlineService::CurrentFirm() {
  Result<Instant> now = co_await deps_.directory.Now();
  if (!now) co_return now.refusal();
  co_return co_await deps_.directory.Current(*now);
}

Task<Result<v1::Callback>> DeadlineService::RenegotiatePromise(const Call& call,
                                                               const v1::RenegotiatePromiseRequest& request) {
  rpc::FieldChecks checks;
  const rpc::CallbackName name = checks.Name("name", request.name());
  checks.Uuid("request_id", request.request_id());
  const auto due_at = checks.Time("due_time", request.has_due_time(), request.due_time(), true);
  checks.Text("reason", request.reason(), limits::kReasonLength, true);
  if (!checks.ok()) co_return checks.refusal();
  changes::CallbackChanges::MakeCommand make = [&](const domain::Firm&,
                                                   const store::LoadedCallback& loaded) -> Task<Result<Command>> {
    rpc::FieldChecks times;
    times.Within("due_time", due_at, loaded.now + Millis(1), loaded.now + Millis(limits::kPromiseAhead),
                 domain::FaultCode::kTimeNotAhead, rpc::DaysOf(limits::kPromiseAhead));
    if (!times.ok()) co_return times.refusal();
    co_return Command(domain::Renegotiate{*due_at, request.reason()});
  };
  auto applied = co_await changes_.Apply({name.branch, name.id}, call.actor, call.mark(), std::move(make));
  if (!applied) co_return applied.refusal();
  co_return rpc::ToMessage(applied->record, applied->now, false);
}

Task<Result<v1::ExplainDeadlineResponse>> DeadlineService::ExplainDeadline(const Call&,
                                                                           const v1::ExplainDeadlineRequest& request) {
  rpc::FieldChecks checks;
  const auto at = checks.Time("at_time", request.has_at_time(), request.at_time(), false);
  rpc::CallbackName name;
  if (!request.name().empty()) {
    name = checks.Name("name", request.name());
    if (!request.branch().empty()) checks.Fault("branch", domain::FaultCode::kMustNotBeSet, {{"other", "name"}});
    if (!request.category().empty()) checks.Fault("category", domain::FaultCode::kMustNotBeSet, {{"other", "name"}});
    if (at) checks.Fault("at_time", domain::FaultCode::kMustNotBeSet, {{"other", "name"}});
  } else {
    checks.Id("branch", request.branch());
    checks.Id("category", request.category(), false);
  }
  if (!checks.ok()) co_return checks.refusal();

  v1::ExplainDeadlineResponse response;
  if (!request.name().empty()) {
    auto loaded = co_await deps_.callbacks.Load({name.branch, name.id});
    if (!loaded) co_return loaded.refusal();
    const domain::CallbackRecord& record = loaded->record;
    if (record.version == 0) co_return domain::NotFound("name", domain::FaultCode::kNoSuchCallback);
    Result<FirmPointer> firm = co_await deps_.directory.Version(record.promise.firm_version);
    if (!firm) co_return firm.refusal();
    auto branch = rpc::BranchIn(**firm, "name", record.branch);
    if (!branch) co_return branch.refusal();
    auto category = rpc::CategoryIn(**firm, "name", record.category);
    if (!category) co_return category.refusal();
    domain::Explanation told;
    if (record.disposition != domain::Disposition::kHandledAtDesk)
      told = ExplainPromise(**firm, **branch, **category, record.promise.made_at, record.window);
    AddAgreed(record.promise, told.end);
    Fill(told, (*branch)->time_zone, &response);
    rpc::Fill(record.promise.due_at, response.mutable_due_time());
    rpc::Fill(record.promise.at_risk_at, response.mutable_at_risk_time());
    co_return response;
  }
  Result<Instant> now = co_await deps_.directory.Now();
  if (!now) co_return now.refusal();
  checks.Within("at_time", at, *now - Millis(limits::kPromiseAhead), *now + Millis(limits::kPromiseAhead),
                domain::FaultCode::kTimeTooFar, rpc::DaysOf(limits::kPromiseAhead));
  if (!checks.ok()) co_return checks.refusal();
  Result<FirmPointer> firm = co_await deps_.directory.Current(*now);
  if (!firm) co_return firm.refusal();
  auto branch = rpc::BranchIn(**firm, "branch", request.branch());
  if (!branch) co_return branch.refusal();
  auto category = rpc::CategoryIn(**firm, "category", request.category());
  if (!category) co_return category.refusal();
  const Instant called_at = at.value_or(*now);
  const domain::PromisePlan plan = PlanPromise(**firm, **branch, **category, called_at);
  rpc::Fill(plan.due_at, response.mutable_due_time());
  rpc::Fill(plan.at_risk_at, response.mutable_at_risk_time());
  Fill(ExplainPromise(**firm, **branch, **category, called_at), (*branch)->time_zone, &response);
  co_return response;
}

Task<Result<v1::ListLooksResponse>> DeadlineService::ListLooks(const Call&, const v1::ListLooksRequest& request) {
  rpc::FieldChecks checks;
  const std::size_t page_size = checks.PageSize("page_size", request.page_size());
  if (!checks.ok()) co_return checks.refusal();
  std::vector<std::pair<Instant, store::CallbackId>> looks;
  for (int shard = 0; shard < limits::kShards; ++shard) {
    auto next = co_await deps_.callbacks.NextLooks(shard, page_size);
    if (!next) co_return next.refusal();
    for (std::size_t i = 0; i < next->ids.size(); ++i) looks.emplace_back(next->at[i], next->ids[i]);
  }
  std::sort(looks.begin(), looks.end());
  if (looks.size() > page_size) looks.resize(page_size);
  v1::ListLooksResponse response;
  for (const auto& [at, id] : looks) {
    auto* look = response.add_looks();
    look->set_record(rpc::CallbackNameOf(id.branch, id.id));
    rpc::Fill(at, look->mutable_look_time());
  }
  co_return response;
}

}  // namespace krul::deadline_watcher
