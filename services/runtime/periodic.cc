#include "services/runtime/periodic.h"

#include <algorithm>
#include <utility>

#include "services/domain/limits.h"

namespace krul::runtime {
namespace limits = domain::limits;

void Periodic::Start() {
  if (std::exchange(running_, true)) return;
  Run();
}

void Periodic::Stop() {
  running_ = false;
  EndRest();
}

void Periodic::Wake() {
  woken_ = true;
  if (!backing_off_) EndRest();
}

void Periodic::EndRest() {
  if (!rested_) return;
  deps_.loop.CancelTimer(std::exchange(timer_, 0));
  // Not from within: whoever wakes may be in the middle of something.
  deps_.loop.Post([rested = std::exchange(rested_, nullptr)] { rested(true); });
}

Detached Periodic::Run() {
  while (running_) {
    woken_ = false;
    std::optional<Rest> rest = co_await deps_.borders.Stop(Border::kLoop, deps_.name, deps_.round());
    const std::chrono::milliseconds pause = PauseAfter(rest.value_or(Rest::BackOff()));
    if (!running_ || pause.count() == 0 || (woken_ && !backing_off_)) continue;
    std::function<void(std::function<void(bool)>)> begin = [this, pause](std::function<void(bool)> done) {
      rested_ = std::move(done);
      timer_ = deps_.loop.After(pause, [this] {
        timer_ = 0;
        std::exchange(rested_, nullptr)(true);
      });
    };
    co_await Async<bool>(std::move(begin));
    backing_off_ = false;
  }
}

std::chrono::milliseconds Periodic::PauseAfter(const Rest& rest) {
  backing_off_ = rest.failed_;
  if (!rest.failed_) {
    failures_ = 0;
    return rest.pause_;
  }
  constexpr int kMostDoublings = 16;
  return std::min<std::chrono::milliseconds>(limits::kLoopLongestBackOff,
                                             limits::kLoopBackOff * (1 << std::min(failures_++, kMostDoublings)));
}

}  // namespace krul::runtime
