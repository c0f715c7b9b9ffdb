#include "services/assignment/change_feed.h"

#include <algorithm>
#include <utility>

#include "krul/v1/assignment_service.pb.h"
#include "services/rpc/converters.h"
#include "services/runtime/log.h"
#include "services/store/keys.h"

namespace krul::assignment {
namespace {
using domain::Done;
using domain::Result;
using runtime::Task;
using Known = std::map<store::CallbackId, std::shared_ptr<SharedCallback>>;

constexpr std::size_t kEventsAtOnce = 256;
}  // namespace

ChangeFeed::ChangeFeed(const Deps& deps)
    : deps_(deps),
      loops_({deps.callbacks.records(), deps.loop, deps.borders, "changes",
              [this](const store::Wake& wake) {
                Shard& shard = shards_[static_cast<std::size_t>(wake.shard)];
                shard.told |= wake.events;
                return wake.events && shard.followers > 0;
              },
              [this](int shard) { return ReadShard(shard); }}) {}

ChangeFeed::Shard& ChangeFeed::Of(const std::string& branch) {
  return shards_[static_cast<std::size_t>(store::ShardOf(branch))];
}

void ChangeFeed::Stop() {
  stopped_ = true;
  loops_.Stop();
  for (Shard& shard : shards_) WakeAll(shard);
}

std::shared_ptr<void> ChangeFeed::Follow(const std::string& branch) {
  Shard& shard = Of(branch);
  ++shard.followers;
  return {nullptr, [this, &shard](void*) {
            if (--shard.followers == 0) Forget(shard);
          }};
}

void ChangeFeed::Forget(Shard& shard) {
  shard.kept.clear();
  shard.epoch.clear();
  shard.begin.clear();
  shard.end.clear();
}

Task<Result<StreamPosition>> ChangeFeed::End(std::string branch) {
  Shard& shard = Of(branch);
  if (shard.epoch.empty()) {
    auto end = co_await deps_.callbacks.Tail(branch, "", "", 1);
    if (!end) co_return end.refusal();
    if (shard.epoch.empty() && shard.followers > 0) {
      shard.epoch = end->epoch;
      shard.begin = shard.end = end->position;
      shard.told = true;  // what came in between
      loops_.WakeShard(store::ShardOf(branch));
    }
    if (shard.epoch.empty()) co_return StreamPosition{end->epoch, end->position};
  }
  co_return StreamPosition{shard.epoch, shard.end};
}

std::optional<std::vector<std::shared_ptr<const ToldChange>>> ChangeFeed::After(const std::string& branch,
                                                                                StreamPosition& position) {
  Shard& shard = Of(branch);
  if (shard.epoch.empty() || position.epoch != shard.epoch || position.position < shard.begin) return std::nullopt;
  if (position.position > shard.end) {
    // Either the feed is late, or the stream was lost and begins anew: the store knows.
    shard.told = true;
    loops_.WakeShard(store::ShardOf(branch));
    return std::nullopt;
  }
  std::vector<std::shared_ptr<const ToldChange>> changes;
  for (auto one = shard.kept.rbegin(); one != shard.kept.rend() && (*one)->position > position.position; ++one) {
    if ((*one)->event.branch() == branch) changes.push_back(*one);
  }
  std::reverse(changes.begin(), changes.end());
  if (position.position < shard.end) position.position = shard.end;
  return changes;
}

Task<bool> ChangeFeed::Wait(std::string branch, StreamPosition seen, std::chrono::milliseconds at_most,
                            WaiterId waiter) {
  Shard& shard = Of(branch);
  if (stopped_ || shard.epoch != seen.epoch || shard.end > seen.position) co_return true;
  std::function<void(std::function<void(bool)>)> begin = [&](std::function<void(bool)> go_on) {
    Waiter& one = shard.waiters[waiter];
    one.go_on = std::move(go_on);
    one.timer = deps_.loop.After(at_most, [this, &shard, waiter] { GoOn(shard, waiter); });
  };
  co_return co_await runtime::Async<bool>(std::move(begin));
}

void ChangeFeed::Interrupt(const std::string& branch, WaiterId waiter) { GoOn(Of(branch), waiter); }

void ChangeFeed::GoOn(Shard& shard, WaiterId waiter) {
  const auto found = shard.waiters.find(waiter);
  if (found == shard.waiters.end()) return;
  const Waiter one = std::move(found->second);
  shard.waiters.erase(found);
  deps_.loop.CancelTimer(one.timer);
  one.go_on(true);
}

void ChangeFeed::WakeAll(Shard& shard) {
  for (auto& [id, waiter] : std::exchange(shard.waiters, {})) {
    deps_.loop.CancelTimer(waiter.timer);
    deps_.loop.Post([go_on = std::move(waiter.go_on)] { go_on(true); });
  }
}

Task<ChangeFeed::Rest> ChangeFeed::ReadShard(int number) {
  Shard& shard = shards_[static_cast<std::size_t>(number)];
  if (shard.followers == 0 || shard.epoch.empty()) co_return Rest::UntilWoken();
  const StreamPosition before{shard.epoch, shard.end};
  Result<bool> more = co_await HasMore(number);
  if (!more) co_return Rest::BackOff();
  if (!*more) co_return Rest::UntilWoken();
  Result<store::Events> events =
      co_await deps_.callbacks.TailOfShard(number, before.epoch, before.position, kEventsAtOnce);
  if (!events) {
    shard.told = true;
    co_return Rest::BackOff();
  }
  // Somebody left and another came meanwhile.
  if (shard.epoch != before.epoch || shard.end != before.position) co_return Rest::None();
  if (events->gap) Forget(shard);
  shard.epoch = events->epoch;
  Keep(shard, *events);
  WakeAll(shard);
  const bool may_have_more = events->events.size() >= kEventsAtOnce;
  shard.told |= may_have_more;
  co_return may_have_more ? Rest::None() : Rest::UntilWoken();
}

Task<Result<bool>> ChangeFeed::HasMore(int number) {
  Shard& shard = shards_[static_cast<std::size_t>(number)];
  if (std::exchange(shard.told, false)) co_return true;
  auto end = co_await runtime::Async<Result<std::string>>(
      [&](auto done) { deps_.callbacks.records().StreamEnd(number, std::move(done)); });
  if (!end) co_return end.refusal();
  co_return *end != shard.end;
}

void ChangeFeed::Keep(Shard& shard, const store::Events& events) {
  if (shard.begin.empty()) shard.begin = events.gap || events.positions.empty() ? events.position : shard.end;
  Known known;
  for (std::size_t i = 0; i < events.events.size(); ++i) {
    shard.kept.push_back(Parsed(events.events[i], events.positions[i], known));
  }
  shard.end = events.position;
  for (; shard.kept.size() > domain::limits::kKeptChanges; shard.kept.pop_front()) {
    shard.begin = shard.kept.front()->position;
  }
}

std::shared_ptr<const ToldChange> ChangeFeed::Parsed(const std::string& event, std::string position,
                                                     Known& known) const {
  auto told = std::make_shared<ToldChange>();
  told->position = std::move(position);
  // One that cannot be read belongs to no branch, and so to nobody.
  if (!told->event.ParseFromString(event)) told->event.Clear();
  if (!told->event.round().empty() || told->event.branch().empty()) return told;
  const store::CallbackId id(told->event.branch(), told->event.id());
  std::shared_ptr<SharedCallback>& callback = known[id];
  if (!callback) {
    callback = std::make_shared<SharedCallback>();
    callback->id = id;
  }
  told->callback = callback;
  return told;
}

Task<Result<Done>> ChangeFeed::Read(std::shared_ptr<SharedCallback> callback) {
  using State = SharedCallback::State;
  if (callback->state == State::kRead) co_return Done{};
  if (callback->state == State::kReading) {
    co_return co_await runtime::Async<Result<Done>>([&](auto done) { callback->waiting.push_back(std::move(done)); });
  }
  callback->state = State::kReading;
  const std::string name = callback->id.branch + "/" + callback->id.id;
  auto read = co_await deps_.borders.Stop(runtime::Border::kCall, name, LoadAndEncode(callback));
  Result<Done> answer = read.value_or(Done{});
  callback->state = answer.ok() ? State::kRead : State::kUnread;
  for (const auto& waiting : std::exchange(callback->waiting, {})) waiting(answer);
  co_return answer;
}

Task<Result<Done>> ChangeFeed::LoadAndEncode(std::shared_ptr<SharedCallback> callback) {
  const Result<store::LoadedCallback> loaded = co_await deps_.callbacks.Load(callback->id);
  if (!loaded && loaded.refusal().reason == store::Unreadable().reason) {
    runtime::Log(runtime::Severity::kError, "a change is left out: the callback's record cannot be read",
                 {{"branch", callback->id.branch}, {"callback", callback->id.id}});
    co_return Done{};
  }
  if (!loaded) co_return loaded.refusal();
  if (loaded->record.version == 0) co_return Done{};
  v1::WatchResponse response;
  *response.mutable_callback() = rpc::ToMessage(loaded->record, loaded->now, false);
  callback->bytes = grpc::Slice(response.SerializeAsString());
  callback->exists = true;
  co_return Done{};
}

}  // namespace krul::assignment
