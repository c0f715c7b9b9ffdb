// Several things at once, until all have ended.
#pragma once
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "services/domain/error.h"
#include "services/runtime/task.h"

namespace krul::runtime {

// `count` questions at once: their answers in order, or the first refusal. What asking throws is thrown once all that
// were asked have answered. `ask` must stay alive meanwhile.
template <class T>
Task<domain::Result<std::vector<T>>> AskTogether(
    std::size_t count, std::function<void(std::size_t, std::function<void(domain::Result<T>)>)> ask) {
  struct State {
    std::vector<T> values;
    std::optional<domain::Refusal> refusal;
    std::size_t missing;
    std::exception_ptr thrown;
  };
  auto state = std::make_shared<State>(State{std::vector<T>(count), std::nullopt, count, nullptr});
  if (count > 0) {
    std::function<void(std::function<void(bool)>)> begin = [&](std::function<void(bool)> done) {
      for (std::size_t i = 0; i < count; ++i) {
        try {
          ask(i, [state, i, done](domain::Result<T> result) {
            if (result) {
              state->values[i] = std::move(*result);
            } else if (!state->refusal) {
              state->refusal = result.refusal();
            }
            if (--state->missing == 0) done(true);
          });
        } catch (...) {
          state->thrown = std::current_exception();
          if (--state->missing == 0) done(true);
        }
      }
    };
    co_await Async<bool>(std::move(begin));
  }
  if (state->thrown) std::rethrow_exception(state->thrown);
  if (state->refusal) co_return *state->refusal;
  co_return std::move(state->values);
}

// `count` tasks at once: how many answered true. What one throws is thrown once all have ended. `start` must stay alive
// meanwhile.
inline Task<std::size_t> RunTogether(std::size_t count, std::function<Task<bool>(std::size_t)> start) {
  if (count == 0) co_return 0;
  struct State {
    std::size_t missing;
    std::size_t succeeded = 0;
    std::exception_ptr thrown;
  };
  auto state = std::make_shared<State>(State{count, 0, nullptr});
  std::function<void(std::function<void(std::size_t)>)> begin = [&](std::function<void(std::size_t)> done) {
    for (std::size_t i = 0; i < count; ++i) {
      SpawnThen(Caught(start(i)), [state, done](Outcome<bool> outcome) {
        if (outcome.thrown && !state->thrown) state->thrown = outcome.thrown;
        if (outcome.value.value_or(false)) ++state->succeeded;
        if (--state->missing == 0) done(state->succeeded);
      });
    }
  };
  const std::size_t succeeded = co_await Async<std::size_t>(std::move(begin));
  if (state->thrown) std::rethrow_exception(state->thrown);
  co_return succeeded;
}

}  // namespace krul::runtime
