#include "services/deadline_watcher/round_keeper.h"

#include <algorithm>

#include "services/domain/limits.h"
#include "services/domain/promise/promise.h"
#include "services/runtime/log.h"

namespace krul::deadline_watcher {
namespace {
using directory::FirmPointer;
using domain::Instant;
using domain::Result;
using runtime::Task;
using runtime::Worked;
using namespace std::chrono_literals;
namespace limits = domain::limits;

constexpr auto kPauseOfRounds = 500ms;  // how late a round may open

domain::Actor Keeper() { return domain::Actor::Service("deadline-watcher"); }

}  // namespace

RoundKeeper::RoundKeeper(const Deps& deps)
    : deps_(deps),
      changes_(deps.rounds, deps.directory),
      opened_(deps.metrics.Counter("krul_review_rounds_opened_total", "Review rounds that this process opened")),
      not_held_(deps.metrics.Counter("krul_review_rounds_not_held_total",
                                     "Times that this process saw a review round not held in time")),
      opening_({deps.loop, deps.borders, "opening rounds", [this] { return OpenDue(); }}),
      looks_({deps.callbacks.records(), deps.loop, deps.borders, "looks at rounds",
              [](const store::Wake& wake) { return wake.round_look.has_value(); },
              [this](int shard) { return LookAtShard(shard); }}) {}

void RoundKeeper::Start() {
  opening_.Start();
  looks_.Start();
}

void RoundKeeper::Stop() {
  opening_.Stop();
  looks_.Stop();
}

Task<RoundKeeper::Rest> RoundKeeper::OpenDue() {
  auto read = co_await deps_.directory.Now();
  if (!read) co_return Rest::BackOff();
  const Instant now = *read;
  auto current = co_await deps_.directory.Current(now);
  if (!current) co_return Rest::For(kPauseOfRounds);
  const FirmPointer firm = *current;
  if (firm->version != firm_version_) next_.clear();
  firm_version_ = firm->version;
  for (const domain::Branch& branch : firm->branches) {
    const auto known = next_.find(branch.id);
    if (known != next_.end() && now < known->second) continue;
    const auto moment = LatestReviewMoment(*firm, branch, now);
    // What lay before this version of the firm file was agreed under another.
    if (moment && moment->at >= firm->effective_at) {
      const auto opened = co_await deps_.borders.Stop(runtime::Border::kLook, moment->id, Open(firm, branch, *moment));
      if (!opened.value_or(false)) continue;
    }
    next_[branch.id] = NextReviewMoment(*firm, branch, now);
  }
  co_return Rest::For(kPauseOfRounds);
}

Task<bool> RoundKeeper::Open(FirmPointer firm, const domain::Branch& branch, domain::ReviewMoment moment) {
  store::RoundId id(branch.id, moment.id);
  auto existing = co_await deps_.rounds.Load(id);
  if (!existing) co_return false;
  if (existing->round.version > 0) co_return true;

  auto ids = co_await deps_.callbacks.Board(branch.id, 0, limits::kRoundEntries);
  auto size = co_await deps_.callbacks.BoardSize(branch.id);
  auto before = co_await deps_.rounds.List(branch.id, 0, 1);
  if (!ids || !size || !before) co_return false;
  auto open = co_await deps_.callbacks.LoadAll(std::move(*ids));
  if (!open) co_return false;
  std::map<std::string, int> rounds_before;
  for (const store::LoadedRound& last : *before) {
    for (const domain::RoundEntry& entry : last.round.entries) rounds_before[entry.callback] = entry.rounds;
  }
  domain::OpenRound command;
  command.moment = std::move(moment);
  command.holder = ReviewHolder(*firm, branch, deps_.directory.absences(), existing->now);
  for (const store::LoadedCallback& one : *open) {
    domain::RoundEntry entry;
    entry.callback = one.record.id;
    entry.status = StatusOf(one.record, one.now);
    entry.due_at = one.record.promise.due_at;
    entry.assignee = one.record.assignee;
    const auto carried = rounds_before.find(entry.callback);
    entry.rounds = carried == rounds_before.end() ? 0 : carried->second;
    command.entries.push_back(std::move(entry));
  }
  command.left_out = std::max<int>(0, static_cast<int>(*size) - static_cast<int>(command.entries.size()));
  domain::RoundCommand open_round = std::move(command);
  auto applied = co_await changes_.Apply(std::move(id), Keeper(), {}, std::move(open_round));
  if (!applied) co_return false;
  if (applied->changed) opened_.Increment();
  co_return true;
}

Task<RoundKeeper::Rest> RoundKeeper::LookAtShard(int shard) {
  auto& back_offs = back_offs_[static_cast<std::size_t>(shard)];
  std::optional<Instant> next;
  Instant now{};
  std::function<Task<Result<std::vector<store::RoundId>>>(std::size_t, std::size_t)> page =
      [&](std::size_t offset, std::size_t limit) -> Task<Result<std::vector<store::RoundId>>> {
    auto due = co_await deps_.rounds.Due(shard, offset, limit);
    if (!due) co_return due.refusal();
    now = due->now;
    next = due->next;
    co_return looks_.running() ? std::move(due->ids) : std::vector<store::RoundId>();
  };
  std::function<Task<Worked>(const store::RoundId&)> work = [this](const store::RoundId& id) { return LookAt(id); };
  const bool reached_the_end = co_await runtime::WorkThrough(back_offs, page, work);
  if (!reached_the_end) co_return Rest::BackOff();
  domain::Millis wait = limits::kSafetyNet;
  if (next) wait = std::clamp(*next - now, domain::Millis(1), wait);
  co_return Rest::For(wait);
}

Task<Worked> RoundKeeper::LookAt(store::RoundId id) {
  std::optional<Worked> worked = co_await deps_.borders.Stop(runtime::Border::kLook, id.branch + "/" + id.id, Look(id));
  co_return worked.value_or(Worked::kFailed);
}

Task<Worked> RoundKeeper::Look(store::RoundId id) {
  domain::RoundCommand look = domain::LookAtRound{};
  auto applied = co_await changes_.Apply(id, Keeper(), {}, std::move(look));
  if (!applied) {
    runtime::Log(runtime::Severity::kWarning, "a review round could not be looked at; it is tried again",
                 {{"round", id.branch + "/" + id.id}, {"error", applied.refusal().message}});
    co_return applied.refusal().reason == domain::Reason::kStoreUnavailable ? Worked::kNotNow : Worked::kFailed;
  }
  if (applied->changed) not_held_.Increment();
  co_return applied->changed ? Worked::kDone : Worked::kGone;
}

}  // namespace krul::deadline_watcher
