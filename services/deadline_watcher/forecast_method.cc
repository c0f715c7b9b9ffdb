#include <algorithm>

#include "services/deadline_watcher/deadline_service.h"
#include "services/domain/limits.h"
#include "services/domain/report/forecast.h"
#include "services/rpc/converters.h"
#include "services/rpc/field_checks.h"
#include "services/rpc/firm_checks.h"

namespace krul::deadline_watcher {
namespace {
using directory::FirmPointer;
using domain::Instant;
namespace limits = domain::limits;

constexpr int kHours = 8;  // a working day
}  // namespace

Task<Result<v1::Forecast>> DeadlineService::GetForecast(const Call&, const v1::GetForecastRequest& request) {
  rpc::FieldChecks checks;
  checks.Id("branch", request.branch(), false);
  if (request.hours() < 0 || request.hours() > limits::kForecastHours)
    checks.Fault("hours", domain::FaultCode::kOutOfRange, {{"minimum", 1}, {"maximum", limits::kForecastHours}});
  if (!checks.ok()) co_return checks.refusal();
  Result<Instant> now = co_await deps_.directory.Now();
  if (!now) co_return now.refusal();
  Result<FirmPointer> firm = co_await deps_.directory.Current(*now);
  if (!firm) co_return firm.refusal();
  if (!request.branch().empty()) {
    if (auto branch = rpc::BranchIn(**firm, "branch", request.branch()); !branch) co_return branch.refusal();
  }
  v1::Forecast response;
  for (const domain::Branch& branch : (*firm)->branches) {
    if (!request.branch().empty() && branch.id != request.branch()) continue;
    auto ids = co_await deps_.callbacks.Board(branch.id, 0, limits::kForecastCallbacks);
    if (!ids) co_return ids.refusal();
    auto loaded = co_await deps_.callbacks.LoadAll(std::move(*ids));
    if (!loaded) co_return loaded.refusal();
    std::vector<domain::CallbackRecord> open;
    for (store::LoadedCallback& one : *loaded) open.push_back(std::move(one.record));
    const domain::Forecast forecast = ForecastOf(**firm, branch, deps_.directory.absences(), open, *now,
                                                 request.hours() == 0 ? kHours : request.hours());
    v1::Forecast::BranchForecast* shown = response.add_branches();
    shown->set_branch(branch.id);
    shown->set_late(forecast.late);
    shown->set_later(forecast.later);
    shown->set_at_risk(forecast.at_risk);
    for (const domain::ForecastHour& hour : forecast.hours) {
      v1::Forecast::Hour* line = shown->add_hours();
      rpc::Fill(hour.start, line->mutable_start_time());
      line->set_due(hour.due);
      line->set_present(hour.present);
    }
  }
  co_return response;
}

}  // namespace krul::deadline_watcher
