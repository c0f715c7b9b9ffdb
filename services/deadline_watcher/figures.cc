#include "services/deadline_watcher/figures.h"

namespace krul::deadline_watcher {
namespace {
using runtime::Task;
using namespace std::chrono_literals;

constexpr char kOpen[] = "krul_open_callbacks";
constexpr char kOpenHelp[] = "Open callbacks by status of their promise, as the watcher has noticed it";
constexpr char kPromises[] = "krul_promises";
constexpr char kPromisesHelp[] = "Promises of closed callbacks by verdict; falls when one is undone";
}  // namespace

Figures::Figures(const Deps& deps)
    : deps_(deps),
      on_track_(deps.metrics.Gauge(kOpen, kOpenHelp, {{"status", "ON_TRACK"}})),
      at_risk_(deps.metrics.Gauge(kOpen, kOpenHelp, {{"status", "AT_RISK"}})),
      broken_(deps.metrics.Gauge(kOpen, kOpenHelp, {{"status", "BROKEN"}})) {
  judged_["kept"] = &deps.metrics.Gauge(kPromises, kPromisesHelp, {{"verdict", "KEPT"}});
  judged_["missed"] = &deps.metrics.Gauge(kPromises, kPromisesHelp, {{"verdict", "MISSED"}});
  judged_["not_judged"] = &deps.metrics.Gauge(kPromises, kPromisesHelp, {{"verdict", "NOT_JUDGED"}});
}

void Figures::Start() {
  running_ = true;
  runtime::Spawn(Run());
}

Task<bool> Figures::Run() {
  while (running_) {
    co_await Read();
    co_await deps_.loop.Sleep(2s);
  }
  co_return true;
}

Task<bool> Figures::Read() {
  auto now = co_await deps_.directory.Now();
  if (!now) co_return false;
  auto firm = co_await deps_.directory.Current(*now);
  if (!firm) co_return false;
  std::int64_t open = 0;
  for (const domain::Branch& branch : (*firm)->branches) {
    auto size = co_await deps_.callbacks.BoardSize(branch.id);
    if (!size) co_return false;
    open += *size;
  }
  auto tallies = co_await deps_.callbacks.Tallies();
  if (!tallies) co_return false;
  for (const auto& [name, gauge] : judged_) gauge->Set(static_cast<double>((*tallies)[name]));
  at_risk_.Set(static_cast<double>((*tallies)["at_risk"]));
  broken_.Set(static_cast<double>((*tallies)["broken"]));
  on_track_.Set(static_cast<double>(open - (*tallies)["at_risk"] - (*tallies)["broken"]));
  co_return true;
}

}  // namespace krul::deadline_watcher
