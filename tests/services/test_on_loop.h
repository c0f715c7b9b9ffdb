// A test whose services run on a loop: it asks from a thread of its own.
#pragma once
#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <thread>

#include "services/runtime/event_loop.h"
#include "services/runtime/task.h"

namespace krul {

class TestOnLoop : public ::testing::Test {
 protected:
  void OnLoop(const std::function<void()>& work) {
    auto ran = std::make_shared<std::promise<void>>();
    loop_.Post([&work, ran] {
      work();
      ran->set_value();
    });
    ran->get_future().wait();
  }
  template <class T>
  T Await(const std::function<runtime::Task<T>()>& begin) {
    auto ended = std::make_shared<std::promise<T>>();
    loop_.Post(
        [&begin, ended] { runtime::SpawnThen(begin(), [ended](T result) { ended->set_value(std::move(result)); }); });
    return ended->get_future().get();
  }
  static void ExpectInTime(const std::function<bool()>& condition) {
    const auto give_up_at = std::chrono::steady_clock::now() + std::chrono::seconds(2);
    while (!condition()) {
      ASSERT_LT(std::chrono::steady_clock::now(), give_up_at);
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }

  runtime::EventLoop loop_;
};

}  // namespace krul
