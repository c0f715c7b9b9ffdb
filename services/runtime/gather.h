// Several tasks at once.
#pragma once
#include <functional>
#include <memory>

#include "services/runtime/task.h"

namespace krul::runtime {

// Starts `count` tasks together; answers when all have ended, with how many answered true. `start` must stay alive
// meanwhile.
inline Task<std::size_t> Gather(std::size_t count, std::function<Task<bool>(std::size_t)> start) {
  if (count == 0) co_return 0;
  std::function<void(std::function<void(std::size_t)>)> begin = [&](std::function<void(std::size_t)> done) {
    struct State {
      std::size_t missing;
      std::size_t succeeded = 0;
    };
    auto state = std::make_shared<State>(State{count});
    for (std::size_t i = 0; i < count; ++i) {
      SpawnThen(start(i), [state, done](bool success) {
        if (success) ++state->succeeded;
        if (--state->missing == 0) done(state->succeeded);
      });
    }
  };
  co_return co_await Async<std::size_t>(std::move(begin));
}

}  // namespace krul::runtime
