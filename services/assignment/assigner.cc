#include "services/assignment/assigner.h"

#include "services/domain/limits.h"
#include "services/runtime/gather.h"
#include "services/runtime/log.h"

namespace krul::assignment {
namespace {
using domain::Command;
using domain::Result;
using runtime::Task;
using namespace std::chrono_literals;

constexpr auto kPause = 100ms;  // "assigned within seconds", and a poll of 64 empty indexes is 64 short commands
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

Task<bool> Assigner::AssignOne(store::CallbackId id) {
  std::string person;
  directory::CallbackChanges::MakeCommand make = [&](const domain::Firm& firm,
                                                     const store::LoadedCallback& loaded) -> Task<Result<Command>> {
    const domain::CallbackRecord& record = loaded.record;
    auto workloads = co_await deps_.workloads.For(firm, record.requested);
    if (!workloads) co_return workloads.refusal();
    const domain::Route route = FindRoute(firm, deps_.directory.absences(), *workloads,
                                          {record.branch,
                                           record.requested,
                                           loaded.now,
                                           record.promise.due_at,
                                           {record.let_expire.begin(), record.let_expire.end()}});
    person = route.assignee.kind == domain::Party::Kind::kPerson ? route.assignee.id : "";
    co_return Command(domain::Assign{route.assignee, route.alarm});
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
    if (!person.empty()) deps_.workloads.Assigned(person, applied->now);
  }
  co_return true;
}

}  // namespace krul::assignment
