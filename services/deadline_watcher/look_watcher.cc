#include "services/deadline_watcher/look_watcher.h"

#include <algorithm>

#include "services/domain/limits.h"
#include "services/runtime/gather.h"
#include "services/runtime/log.h"

namespace krul::deadline_watcher {
namespace {
using domain::Command;
using domain::Result;
using runtime::Task;
using namespace std::chrono_literals;

constexpr auto kPause = 200ms;  // how late a look may be; a poll of 64 indexes is 64 short commands
constexpr auto kBackOff = 5s;
}  // namespace

LookWatcher::LookWatcher(const Deps& deps)
    : deps_(deps),
      changes_(deps.callbacks, deps.directory),
      fired_(deps.metrics.Counter("krul_looks_fired_total", "Looks that this process handled")),
      failed_(deps.metrics.Counter("krul_look_failures_total", "Looks that could not be handled at a try")),
      oldest_(deps.metrics.Gauge("krul_oldest_unfired_look_seconds",
                                 "How long the oldest look that is due has been waiting")) {}

void LookWatcher::Start() {
  running_ = true;
  runtime::Spawn(Run());
}

Task<bool> LookWatcher::Run() {
  while (running_) {
    oldest_age_ = 0ms;
    std::function<Task<bool>(std::size_t)> one = [this](std::size_t shard) {
      return WatchShard(static_cast<int>(shard));
    };
    const std::size_t with_more = co_await runtime::Gather(domain::limits::kShards, one);
    oldest_.Set(std::chrono::duration<double>(oldest_age_).count());
    std::erase_if(backing_off_, [](const auto& entry) { return entry.second <= Clock::now(); });
    if (with_more == 0) co_await deps_.loop.Sleep(kPause);
  }
  co_return true;
}

bool LookWatcher::BacksOff(const store::CallbackId& id) {
  const auto found = backing_off_.find(id);
  return found != backing_off_.end() && found->second > Clock::now();
}

Task<bool> LookWatcher::WatchShard(int shard) {
  // Those that back off stay first in the index: ask for as many more.
  auto due = co_await deps_.callbacks.Due(shard, domain::limits::kDueBatch + backing_off_.size());
  if (!due || !running_ || due->ids.empty()) co_return false;
  oldest_age_ = std::max(oldest_age_, domain::Millis(due->now - due->at.front()));
  std::erase_if(due->ids, [this](const store::CallbackId& id) { return BacksOff(id); });
  std::function<Task<bool>(std::size_t)> one = [&](std::size_t i) { return LookAt(due->ids[i]); };
  const std::size_t handled = co_await runtime::Gather(due->ids.size(), one);
  co_return handled >= domain::limits::kDueBatch;
}

Task<bool> LookWatcher::LookAt(store::CallbackId id) {
  changes::CallbackChanges::MakeCommand make = [&](const domain::Firm&,
                                                   const store::LoadedCallback& loaded) -> Task<Result<Command>> {
    const domain::CallbackRecord& record = loaded.record;
    if (!NeedsNextAssignee(record, loaded.now)) co_return Command(domain::LookAt{});
    std::set<std::string> excluded(record.let_expire.begin(), record.let_expire.end());
    excluded.insert(record.assignee.id);
    domain::RouteQuestion question{record.branch, record.requested, loaded.now, record.promise.due_at,
                                   std::move(excluded)};
    auto route = co_await deps_.assignment.PreviewRoute(std::move(question));
    // Without an answer it expires all the same and waits to be assigned.
    if (!route) co_return Command(domain::LookAt{});
    co_return Command(domain::LookAt{route->assignee, route->alarm});
  };
  auto applied = co_await changes_.Apply(id, {"deadline-watcher", domain::Role::kService, "", ""}, {}, std::move(make));
  if (!applied) {
    failed_.Increment();
    backing_off_[id] = Clock::now() + kBackOff;
    runtime::Log(runtime::Severity::kWarning, "a look could not be handled; it is tried again",
                 {{"callback", id.id}, {"error", applied.refusal().message}});
    co_return false;
  }
  if (applied->changed) fired_.Increment();
  co_return true;
}

}  // namespace krul::deadline_watcher
