#include "services/deadline_watcher/hint_keeper.h"

#include "services/domain/limits.h"
#include "services/runtime/together.h"

namespace krul::deadline_watcher {
namespace {
using namespace std::chrono_literals;
using domain::Result;
using runtime::Task;
using runtime::Worked;

// Hardly any is amiss, so nobody is woken for them: many are settled by one look at a shard.
constexpr auto kPauseOfHints = 2s;
constexpr char kName[] = "hints of open numbers";
}  // namespace

HintKeeper::HintKeeper(const Deps& deps)
    : numbers_(deps.callbacks.open_numbers()),
      borders_(deps.borders),
      loop_({deps.loop, deps.borders, kName, [this] { return SettleAll(); }}) {}

Task<HintKeeper::Rest> HintKeeper::SettleAll() {
  std::function<Task<bool>(std::size_t)> shard = [this](std::size_t number) {
    return SettleShard(static_cast<int>(number));
  };
  const std::size_t whole = co_await runtime::RunTogether(domain::limits::kShards, shard);
  co_return whole == domain::limits::kShards ? Rest::For(kPauseOfHints) : Rest::BackOff();
}

Task<bool> HintKeeper::SettleShard(int shard) {
  std::function<Task<Result<std::vector<std::string>>>(std::size_t, std::size_t)> page =
      [this, shard](std::size_t offset, std::size_t limit) -> Task<Result<std::vector<std::string>>> {
    if (!loop_.running()) co_return std::vector<std::string>();
    co_return co_await numbers_.Marks(shard, offset, limit);
  };
  std::function<Task<Worked>(const std::string&)> work = [this, shard](const std::string& mark) -> Task<Worked> {
    auto settled = co_await borders_.Stop(runtime::Border::kLoop, kName, numbers_.Settle(shard, mark));
    co_return settled && settled->ok() ? Worked::kDone : Worked::kFailed;
  };
  co_return co_await runtime::WorkThrough(back_offs_, page, work);
}

}  // namespace krul::deadline_watcher
