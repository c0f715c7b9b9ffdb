#include "services/deadline_watcher/figures.h"

#include <algorithm>
#include <vector>

namespace krul::deadline_watcher {
namespace {
using runtime::Task;
using Rest = runtime::Periodic::Rest;
using namespace std::chrono_literals;

constexpr domain::Millis kPause = 2s;
constexpr domain::Millis kPauseOfABranch = 10ms;  // a hundred boards a second are counted, however many there are ...
constexpr domain::Millis kLongestPause = 30s;     // ... unless the figures would be old by then

constexpr char kOpen[] = "krul_open_callbacks";
constexpr char kOpenHelp[] = "Open callbacks by status of their promise, as the watcher has noticed it";
constexpr char kPromises[] = "krul_promises";
constexpr char kPromisesHelp[] = "Promises of closed callbacks by verdict; falls when one is undone";
}  // namespace

Figures::Figures(const Deps& deps)
    : deps_(deps),
      on_track_(deps.metrics.Gauge(kOpen, kOpenHelp, {{"status", "ON_TRACK"}})),
      at_risk_(deps.metrics.Gauge(kOpen, kOpenHelp, {{"status", "AT_RISK"}})),
      broken_(deps.metrics.Gauge(kOpen, kOpenHelp, {{"status", "BROKEN"}})),
      loop_({deps.loop, deps.borders, "figures", [this] { return Read(); }}) {
  judged_["kept"] = &deps.metrics.Gauge(kPromises, kPromisesHelp, {{"verdict", "KEPT"}});
  judged_["missed"] = &deps.metrics.Gauge(kPromises, kPromisesHelp, {{"verdict", "MISSED"}});
  judged_["not_judged"] = &deps.metrics.Gauge(kPromises, kPromisesHelp, {{"verdict", "NOT_JUDGED"}});
}

Task<Rest> Figures::Read() {
  auto now = co_await deps_.directory.Now();
  if (!now) co_return Rest::BackOff();
  auto firm = co_await deps_.directory.Current(*now);
  if (!firm) co_return Rest::For(kPause);
  std::vector<std::string> branches;
  for (const domain::Branch& branch : (*firm)->branches) branches.push_back(branch.id);
  const auto pause = std::clamp<domain::Millis>(branches.size() * kPauseOfABranch, kPause, kLongestPause);
  auto open = co_await deps_.callbacks.BoardSizes(std::move(branches));
  if (!open) co_return Rest::BackOff();
  auto tallies = co_await deps_.callbacks.Tallies();
  if (!tallies) co_return Rest::BackOff();
  for (const auto& [name, gauge] : judged_) gauge->Set(static_cast<double>((*tallies)[name]));
  at_risk_.Set(static_cast<double>((*tallies)["at_risk"]));
  broken_.Set(static_cast<double>((*tallies)["broken"]));
  on_track_.Set(static_cast<double>(*open - (*tallies)["at_risk"] - (*tallies)["broken"]));
  co_return Rest::For(pause);
}

}  // namespace krul::deadline_watcher
