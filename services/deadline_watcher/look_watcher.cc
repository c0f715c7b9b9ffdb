#include "services/deadline_watcher/look_watcher.h"

#include <algorithm>

#include "services/runtime/log.h"

namespace krul::deadline_watcher {
namespace {
using domain::Command;
using domain::Instant;
using domain::Millis;
using domain::Result;
using runtime::Task;
using runtime::Worked;
using store::CallbackId;
}  // namespace

LookWatcher::LookWatcher(const Deps& deps)
    : deps_(deps),
      changes_(deps.callbacks, deps.directory),
      fired_(deps.metrics.Counter("krul_looks_fired_total", "Looks that this process handled")),
      failed_(deps.metrics.Counter("krul_look_failures_total", "Looks that could not be handled at a try")),
      oldest_(deps.metrics.Gauge("krul_oldest_unfired_look_seconds",
                                 "How long the oldest look that is due has been waiting")),
      loops_({deps.callbacks.records(), deps.loop, deps.borders, "looks",
              [this](const store::Wake& wake) { return Hear(wake); },
              [this](int shard) { return WatchShard(shard); }}) {}

bool LookWatcher::Hear(const store::Wake& wake) {
  if (!wake.callback_look) return false;
  Shard& shard = shards_[static_cast<std::size_t>(wake.shard)];
  const bool earlier = !shard.earliest || *wake.callback_look < *shard.earliest;
  if (earlier) shard.earliest = wake.callback_look;
  return earlier && !shard.in_round;
}

Task<LookWatcher::Rest> LookWatcher::WatchShard(int number) {
  Shard& shard = shards_[static_cast<std::size_t>(number)];
  shard.in_round = true;
  shard.earliest.reset();
  shard.oldest_age = Millis(0);
  std::optional<Instant> next;
  std::function<Task<Result<std::vector<CallbackId>>>(std::size_t, std::size_t)> page =
      [&](std::size_t offset, std::size_t limit) -> Task<Result<std::vector<CallbackId>>> {
    auto due = co_await deps_.callbacks.Due(number, offset, limit);
    if (!due) co_return due.refusal();
    if (!loops_.running()) co_return std::vector<CallbackId>();
    now_ = due->now;
    now_at_ = Clock::now();
    next = due->next;
    if (!due->at.empty()) shard.oldest_age = std::max(shard.oldest_age, Millis(due->now - due->at.front()));
    co_return std::move(due->ids);
  };
  std::function<Task<Worked>(const CallbackId&)> work = [this](const CallbackId& id) { return LookAt(id); };
  const bool reached_the_end = co_await runtime::WorkThrough(shard.back_offs, page, work);
  shard.in_round = false;
  if (next && (!shard.earliest || *next < *shard.earliest)) shard.earliest = next;
  TellOldest();
  co_return reached_the_end ? Rest::For(Wait(shard)) : Rest::BackOff();
}

std::chrono::milliseconds LookWatcher::Wait(const Shard& shard) const {
  std::chrono::milliseconds wait = domain::limits::kSafetyNet;
  if (const auto again = shard.back_offs.UntilNext()) wait = std::min(wait, *again);
  if (!shard.earliest) return wait;
  const auto since = std::chrono::duration_cast<Millis>(Clock::now() - now_at_);
  // What is due already was told during the round: the next one begins at once.
  return std::clamp<std::chrono::milliseconds>(*shard.earliest - now_ - since, Millis(0), wait);
}

void LookWatcher::TellOldest() {
  Millis oldest{0};
  for (const Shard& shard : shards_) oldest = std::max(oldest, shard.oldest_age);
  oldest_.Set(std::chrono::duration<double>(oldest).count());
}

Task<Worked> LookWatcher::LookAt(CallbackId id) {
  std::optional<Worked> worked = co_await deps_.borders.Stop(runtime::Border::kLook, id.id, Look(id));
  if (!worked) failed_.Increment();
  co_return worked.value_or(Worked::kFailed);
}

Task<Worked> LookWatcher::Look(CallbackId id) {
  changes::CallbackChanges::MakeCommand make = [&](const domain::Firm&,
                                                   const store::LoadedCallback& loaded) -> Task<Result<Command>> {
    if (!NeedsNextAssignee(loaded.record, loaded.now)) co_return Command(domain::LookAt{});
    domain::RouteQuestion question = QuestionOf(loaded.record, loaded.now);
    auto route = co_await deps_.assignment.PreviewRoute(std::move(question));
    // Without an answer it expires all the same and waits to be assigned.
    if (!route) co_return Command(domain::LookAt{});
    co_return Command(domain::LookAt{route->assignee, route->alarm, route->offer_at});
  };
  domain::Actor watcher = domain::Actor::Service("deadline-watcher");
  auto applied = co_await changes_.Apply(id, std::move(watcher), {}, std::move(make));
  if (!applied) {
    failed_.Increment();
    runtime::Log(runtime::Severity::kWarning, "a look could not be handled; it is tried again",
                 {{"callback", id.id}, {"error", applied.refusal().message}});
    co_return applied.refusal().reason == domain::Reason::kStoreUnavailable ? Worked::kNotNow : Worked::kFailed;
  }
  if (applied->changed) fired_.Increment();
  // Of two watchers one finds nothing left to do.
  co_return applied->changed ? Worked::kDone : Worked::kGone;
}

}  // namespace krul::deadline_watcher
