// Coroutines of the loop thread. A Task runs when it is awaited (or spawned), on the thread that resumes it, and in
// Krul that is always the loop thread of its process: so state needs no locks, and code between two co_await is never
// interrupted.
//
// Code on the loop answers with Result. What is thrown all the same goes up through the tasks that await one another,
// as through functions, to the border that stops it (borders.h); where there is none it ends the process.
//
// GCC 12 destroys an aggregate twice that is made inside an awaited expression, `co_await f({a, b})`: give it a name
// first, or its type a constructor.
#pragma once
#include <coroutine>
#include <exception>
#include <functional>
#include <optional>
#include <utility>

namespace krul::runtime {

template <class T>
class [[nodiscard]] Task {
 public:
  struct promise_type {
    std::optional<T> value;
    std::exception_ptr thrown;
    std::coroutine_handle<> awaiting = std::noop_coroutine();
    Task get_return_object() { return Task(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    auto final_suspend() noexcept {
      struct Resume {
        bool await_ready() noexcept { return false; }
        std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> done) noexcept {
          return done.promise().awaiting;
        }
        void await_resume() noexcept {}
      };
      return Resume{};
    }
    void return_value(T result) { value.emplace(std::move(result)); }
    void unhandled_exception() { thrown = std::current_exception(); }
  };

  Task(Task&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  Task& operator=(Task&&) = delete;
  ~Task() {
    if (handle_) handle_.destroy();
  }

  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> awaiting) noexcept {
    handle_.promise().awaiting = awaiting;
    return handle_;
  }
  T await_resume() {
    if (handle_.promise().thrown) std::rethrow_exception(handle_.promise().thrown);
    return std::move(*handle_.promise().value);
  }

 private:
  explicit Task(std::coroutine_handle<promise_type> handle) : handle_(handle) {}
  std::coroutine_handle<promise_type> handle_;
};

// Runs a task to its end without anybody waiting for it.
struct Detached {
  struct promise_type {
    Detached get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
};

template <class T>
Detached Spawn(Task<T> task) {
  (void)co_await std::move(task);
}

// Spawns a task and hands its result on.
template <class T, class Continuation>
Detached SpawnThen(Task<T> task, Continuation then) {
  then(co_await std::move(task));
}

// What came of a task: what it answered, or what it threw.
template <class T>
struct Outcome {
  std::optional<T> value;
  std::exception_ptr thrown;
};

template <class T>
Task<Outcome<T>> Caught(Task<T> task) {
  Outcome<T> outcome;
  try {
    outcome.value.emplace(co_await std::move(task));
  } catch (...) {
    outcome.thrown = std::current_exception();
  }
  co_return outcome;
}

// Awaits a function that takes a continuation: `co_await Async<int>([&](auto done) { store.Load(key, done); })`.
// The continuation must be called exactly once, on the loop thread; it may be called at once.
template <class T>
class [[nodiscard]] Async {
 public:
  using Continuation = std::function<void(T)>;
  explicit Async(std::function<void(Continuation)> start) : start_(std::move(start)) {}

  bool await_ready() const noexcept { return false; }
  bool await_suspend(std::coroutine_handle<> awaiting) {
    start_([this, awaiting](T value) {
      value_.emplace(std::move(value));
      if (started_) {
        awaiting.resume();
      }
    });
    if (value_) return false;  // answered at once
    started_ = true;
    return true;
  }
  T await_resume() { return std::move(*value_); }

 private:
  std::function<void(Continuation)> start_;
  std::optional<T> value_;
  bool started_ = false;
};

}  // namespace krul::runtime
