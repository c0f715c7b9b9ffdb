// Several reads of the store, pipelined.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "services/runtime/task.h"
#include "services/store/record_store.h"

namespace krul::store {

// `count` questions to the store at once: their answers in order, or the first refusal. `ask` must stay alive
// meanwhile.
template <class T>
runtime::Task<Result<std::vector<T>>> Together(std::size_t count, std::function<void(std::size_t, Answer<T>)> ask) {
  struct State {
    std::vector<T> values;
    std::optional<domain::Refusal> refusal;
    std::size_t missing;
  };
  if (count == 0) co_return std::vector<T>();
  co_return co_await runtime::Async<Result<std::vector<T>>>([&](auto done) {
    auto state = std::make_shared<State>(State{std::vector<T>(count), std::nullopt, count});
    for (std::size_t i = 0; i < count; ++i) {
      ask(i, [state, i, done](Result<T> result) {
        if (result) {
          state->values[i] = std::move(*result);
        } else if (!state->refusal) {
          state->refusal = result.refusal();
        }
        if (--state->missing > 0) return;
        if (state->refusal) {
          done(*state->refusal);
        } else {
          done(std::move(state->values));
        }
      });
    }
  });
}

}  // namespace krul::store
