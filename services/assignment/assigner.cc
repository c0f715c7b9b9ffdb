#include "services/assignment/assigner.h"

#include <algorithm>

#include "services/domain/limits.h"
#include "services/runtime/log.h"
#include "services/runtime/together.h"

namespace krul::assignment {
namespace {
using domain::Command;
using domain::Result;
using runtime::Task;
using namespace std::chrono_literals;

using runtime::Worked;
using store::CallbackId;
using Page = std::function<Task<Result<std::vector<CallbackId>>>(std::size_t, std::size_t)>;
using Work = std::function<Task<Worked>(const CallbackId&)>;

constexpr auto kPoolPause = 1s;
constexpr auto kPoolAtLeast = 60s;  // whatever was missed in between
}  // namespace

Assigner::Assigner(const Deps& deps)
    : deps_(deps),
      changes_(deps.callbacks, deps.directory),
      assigned_(deps.metrics.Counter("krul_callbacks_assigned_total", "Callbacks given to somebody by this process")),
      failed_(deps.metrics.Counter("krul_assignment_failures_total", "Callbacks that could not be assigned at a try")),
      unassigned_({deps.callbacks.records(), deps.loop, deps.borders, "assigning",
                   [](const store::Wake& wake) { return wake.unassigned; },
                   [this](int shard) { return AssignShard(shard); }}),
      pool_({deps.loop, deps.borders, "the pool", [this] { return AssignFromPool(); }}) {}

void Assigner::Start() {
  unassigned_.Start();
  pool_.Start();
}

void Assigner::Stop() {
  unassigned_.Stop();
  pool_.Stop();
}

Task<Assigner::Rest> Assigner::AssignShard(int shard) {
  BackOffs& back_offs = back_offs_[static_cast<std::size_t>(shard)];
  Page page = [this, shard](std::size_t offset, std::size_t limit) -> Task<Result<std::vector<CallbackId>>> {
    if (!unassigned_.running()) co_return std::vector<CallbackId>();
    co_return co_await deps_.callbacks.Unassigned(shard, offset, limit);
  };
  Work work = [this](const CallbackId& id) { return AssignOne(id, From::kUnassigned); };
  const bool reached_the_end = co_await runtime::WorkThrough(back_offs, page, work);
  if (!reached_the_end) co_return Rest::BackOff();
  co_return Rest::For(back_offs.UntilNext().value_or(domain::limits::kSafetyNet));
}

bool Assigner::SomebodyCame(const domain::Firm& firm, domain::Instant now) {
  std::set<std::string> away;
  for (const auto& [person, absences] : deps_.directory.absences()) {
    const auto covers_now = [now](const domain::Absence& one) { return one.from <= now && one.until > now; };
    if (std::ranges::any_of(absences, covers_now)) away.insert(person);
  }
  const bool nobody_came = std::includes(away.begin(), away.end(), away_.begin(), away_.end());
  const bool long_ago = std::chrono::steady_clock::now() - pool_looked_at_ > kPoolAtLeast;
  const bool news = !nobody_came || pooled_since_ || firm_version_ != firm.version || long_ago;
  away_ = std::move(away);
  firm_version_ = firm.version;
  return news;
}

Task<Assigner::Rest> Assigner::AssignFromPool() {
  auto now = co_await deps_.directory.Now();
  if (!now) co_return Rest::BackOff();
  auto firm = co_await deps_.directory.Current(*now);
  if (!firm || !SomebodyCame(**firm, *now)) co_return Rest::For(kPoolPause);
  pool_looked_at_ = std::chrono::steady_clock::now();
  pooled_since_ = false;
  std::function<Task<bool>(std::size_t)> shard = [this](std::size_t number) {
    return AssignPoolOf(static_cast<int>(number));
  };
  const std::size_t whole = co_await runtime::RunTogether(domain::limits::kShards, shard);
  if (whole < domain::limits::kShards) pooled_since_ = true;  // once more
  co_return Rest::For(kPoolPause);
}

Task<bool> Assigner::AssignPoolOf(int shard) {
  Page page = [this, shard](std::size_t offset, std::size_t limit) -> Task<Result<std::vector<CallbackId>>> {
    if (!pool_.running()) co_return std::vector<CallbackId>();
    co_return co_await deps_.callbacks.WaitingForPeople(shard, offset, limit);
  };
  Work work = [this](const CallbackId& id) { return AssignOne(id, From::kPool); };
  co_return co_await runtime::WorkThrough(pool_back_offs_, page, work);
}

Task<Worked> Assigner::AssignOne(CallbackId id, From from) {
  std::optional<Worked> worked = co_await deps_.borders.Stop(runtime::Border::kAssignment, id.id, Assign(id, from));
  if (!worked) failed_.Increment();
  co_return worked.value_or(Worked::kFailed);
}

Task<Worked> Assigner::Assign(CallbackId id, From from) {
  WorkloadCounts::Share share(deps_.workloads);
  changes::CallbackChanges::MakeCommand make = [&](const domain::Firm& firm,
                                                   const store::LoadedCallback& loaded) -> Task<Result<Command>> {
    domain::RouteQuestion question = QuestionOf(loaded.record, loaded.now);
    auto workloads = co_await deps_.workloads.For(firm, question.requested);
    if (!workloads) co_return workloads.refusal();
    question.at_desk = deps_.directory.at_desk();
    const domain::Route route = FindRoute(firm, deps_.directory.absences(), *workloads, question);
    share.GiveTo(route.assignee.kind == domain::Party::Kind::kPerson ? route.assignee.id : "", loaded.now);
    co_return Command(domain::Assign{route.assignee, route.alarm, route.offer_at});
  };
  auto applied = co_await changes_.Apply(id, domain::Actor::Service("assignment"), {}, std::move(make));
  if (!applied) {
    failed_.Increment();
    runtime::Log(runtime::Severity::kWarning, "a callback could not be assigned; it is tried again",
                 {{"callback", id.id}, {"error", applied.refusal().message}});
    co_return applied.refusal().reason == domain::Reason::kStoreUnavailable ? Worked::kNotNow : Worked::kFailed;
  }
  if (applied->changed) {
    assigned_.Increment();
    if (applied->record.waits_for_people) pooled_since_ = true;
    share.Committed();
    // It may have been quoted before the firm file changed.
    if (applied->record.promise.firm_version != firm_version_) co_await deps_.follower.Follow(id);
  }
  if (from == From::kPool && applied->record.waits_for_people) co_return Worked::kStays;
  co_return applied->changed ? Worked::kDone : Worked::kGone;
}

}  // namespace krul::assignment
