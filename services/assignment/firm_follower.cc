#include "services/assignment/firm_follower.h"

#include "services/domain/limits.h"
#include "services/runtime/log.h"
#include "services/runtime/together.h"

namespace krul::assignment {
namespace {
using domain::Command;
using runtime::Task;
using Rest = runtime::Periodic::Rest;
using namespace std::chrono_literals;

constexpr std::size_t kBoard = 1'000'000;  // all of it: while some are read others may come and go
constexpr int kNews = 3;                   // each decision says one thing, and there are two
}  // namespace

FirmFollower::FirmFollower(const Deps& deps)
    : deps_(deps),
      changes_(deps.callbacks, deps.directory),
      firm_changes_(deps.callbacks.records(), deps.directory),
      loop_({deps.loop, deps.borders, "following the firm file", [this] { return FollowIfNew(); }}) {}

Task<Rest> FirmFollower::FollowIfNew() {
  auto now = co_await deps_.directory.Now();
  if (!now) co_return Rest::BackOff();
  auto firm = co_await deps_.directory.Current(*now);
  if (!firm || (*firm)->version == followed_) co_return Rest::For(1s);
  const std::int64_t version = (*firm)->version;
  auto was_followed = co_await firm_changes_.WasFollowed(version);
  if (!was_followed) co_return Rest::BackOff();
  if (!*was_followed) {
    bool followed = true;  // those that could not, block none of the others
    for (const domain::Branch& branch : (*firm)->branches) {
      if (!loop_.running()) co_return Rest::BackOff();
      followed &= co_await FollowBranch(branch.id);
    }
    if (!followed) co_return Rest::BackOff();
    if (auto marked = co_await firm_changes_.MarkFollowed(version); !marked) co_return Rest::BackOff();
    runtime::Log(runtime::Severity::kInfo, "the open callbacks follow a new version of the firm file",
                 {{"version", std::to_string(version)}});
  }
  followed_ = version;
  co_return Rest::For(1s);
}

Task<bool> FirmFollower::FollowBranch(std::string branch) {
  auto ids = co_await deps_.callbacks.Board(branch, 0, kBoard);
  if (!ids) co_return false;
  bool whole = true;
  for (std::size_t begin = 0; begin < ids->size(); begin += domain::limits::kDueBatch) {
    const std::size_t count = std::min(domain::limits::kDueBatch, ids->size() - begin);
    std::function<Task<bool>(std::size_t)> one = [&](std::size_t i) { return Follow((*ids)[begin + i]); };
    whole &= co_await runtime::RunTogether(count, one) == count;
  }
  co_return whole;
}

Task<bool> FirmFollower::Follow(store::CallbackId id) {
  // What throws would throw again: it is logged, and done with.
  co_return (co_await deps_.borders.Stop(runtime::Border::kAssignment, id.id, FollowOne(id))).value_or(true);
}

Task<bool> FirmFollower::FollowOne(store::CallbackId id) {
  for (int news = 0; news < kNews; ++news) {
    Command follow = domain::FollowFirm{};
    auto applied = co_await changes_.Apply(id, domain::Actor::Service("assignment"), {}, std::move(follow));
    if (!applied) {
      // One that was closed and is gone, whose history is full or that cannot be read, stops nobody.
      const domain::Reason reason = applied.refusal().reason;
      co_return reason == domain::Reason::kNotFound || reason == domain::Reason::kHistoryFull ||
          reason == store::Unreadable().reason;
    }
    if (!applied->changed) break;
  }
  co_return true;
}

}  // namespace krul::assignment
