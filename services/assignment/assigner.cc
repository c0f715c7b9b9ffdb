#include "services/assignment/assigner.h"

#include <algorithm>

#include "services/domain/limits.h"
#include "services/runtime/gather.h"
#include "services/runtime/log.h"

namespace krul::assignment {
namespace {
using domain::Command;
using domain::Result;
using runtime::Task;
using namespace std::chrono_literals;

constexpr auto kPoolPause = 1s;
constexpr auto kPoolAtLeast = 60s;  // whatever was missed in between
constexpr auto kPause = 100ms;      // "assigned within seconds", and a poll of 64 empty indexes is 64 short commands
}  // namespace

Assigner::Assigner(const Deps& deps)
    : deps_(deps),
      changes_(deps.callbacks, deps.directory),
      assigned_(deps.metrics.Counter("krul_callbacks_assigned_total", "Callbacks given to somebody by this process")),
      failed_(deps.metrics.Counter("krul_assignment_failures_total", "Callbacks that could not be assigned at a try")) {
}

void Assigner::Start() {
  running_ = true;
  runtime::Spawn(Run());
}

Task<bool> Assigner::Run() {
  while (running_) {
    std::function<Task<bool>(std::size_t)> one = [this](std::size_t shard) {
      return AssignShard(static_cast<int>(shard));
    };
    const std::size_t with_more = co_await runtime::Gather(domain::limits::kShards, one);
    co_await AssignFromPool();
    if (with_more == 0) co_await deps_.loop.Sleep(kPause);
  }
  co_return true;
}

Task<bool> Assigner::AssignShard(int shard) {
  auto ids = co_await deps_.callbacks.Unassigned(shard, domain::limits::kDueBatch);
  if (!ids || !running_) co_return false;
  std::function<Task<bool>(std::size_t)> one = [&](std::size_t i) { return AssignOne((*ids)[i]); };
  const std::size_t succeeded = co_await runtime::Gather(ids->size(), one);
  co_return succeeded > 0 && ids->size() == domain::limits::kDueBatch;
}

Task<bool> Assigner::AssignFromPool() {
  const auto looked_at = std::chrono::steady_clock::now();
  if (looked_at - pool_looked_at_ < kPoolPause) co_return false;
  auto now = co_await deps_.directory.Now();
  if (!now) co_return false;
  auto firm = co_await deps_.directory.Current(*now);
  if (!firm) co_return false;
  std::set<std::string> away;
  for (const auto& [person, until] : deps_.directory.absences()) {
    if (until > *now) away.insert(person);
  }
  const bool nobody_came = std::includes(away.begin(), away.end(), away_.begin(), away_.end());
  const bool news =
      !nobody_came || pooled_since_ || firm_version_ != (*firm)->version || looked_at - pool_looked_at_ > kPoolAtLeast;
  away_ = std::move(away);
  firm_version_ = (*firm)->version;
  if (!news) co_return false;
  pool_looked_at_ = looked_at;
  pooled_since_ = false;
  std::function<Task<bool>(std::size_t)> shard = [this](std::size_t number) -> Task<bool> {
    auto ids = co_await deps_.callbacks.WaitingForPeople(static_cast<int>(number), domain::limits::kDueBatch);
    if (!ids || !running_) co_return false;
    for (const store::CallbackId& id : *ids) co_await AssignOne(id);
    co_return true;
  };
  co_await runtime::Gather(domain::limits::kShards, shard);
  co_return true;
}

Task<bool> Assigner::AssignOne(store::CallbackId id) {
  std::string person;
  changes::CallbackChanges::MakeCommand make = [&](const domain::Firm& firm,
                                                   const store::LoadedCallback& loaded) -> Task<Result<Command>> {
    const domain::CallbackRecord& record = loaded.record;
    auto workloads = co_await deps_.workloads.For(firm, record.requested);
    if (!workloads) co_return workloads.refusal();
    const domain::Route route = FindRoute(firm, deps_.directory.absences(), *workloads,
                                          {record.branch,
                                           record.requested,
                                           loaded.now,
                                           record.promise.due_at,
                                           {record.let_expire.begin(), record.let_expire.end()},
                                           deps_.directory.at_desk()});
    person = route.assignee.kind == domain::Party::Kind::kPerson ? route.assignee.id : "";
    co_return Command(domain::Assign{route.assignee, route.alarm, route.assignee_back_at.value_or(domain::Instant{})});
  };
  auto applied = co_await changes_.Apply(id, {"assignment", domain::Role::kService, "", ""}, {}, std::move(make));
  if (!applied) {
    failed_.Increment();
    runtime::Log(runtime::Severity::kWarning, "a callback could not be assigned; it is tried again",
                 {{"callback", id.id}, {"error", applied.refusal().message}});
    co_return false;
  }
  if (applied->changed) {
    assigned_.Increment();
    if (applied->record.waits_for_people) pooled_since_ = true;
    if (!person.empty()) deps_.workloads.Assigned(person, applied->now);
    // It may have been quoted before the firm file changed.
    if (applied->record.promise.firm_version != firm_version_) co_await deps_.follower.Follow(id);
  }
  co_return true;
}

}  // namespace krul::assignment
