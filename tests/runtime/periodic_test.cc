// A loop of a service: what ends its rests and what does not.
#include "services/runtime/periodic.h"

#include <gtest/gtest.h>

#include <condition_variable>
#include <functional>
#include <future>
#include <mutex>
#include <stdexcept>

#include "services/domain/limits.h"

namespace krul::runtime {
namespace {
using namespace std::chrono_literals;
using Rest = Periodic::Rest;
using Clock = std::chrono::steady_clock;

class PeriodicTest : public ::testing::Test {
 protected:
  PeriodicTest() { loop_.Start(); }
  ~PeriodicTest() override {
    OnLoop([this] { periodic_.Stop(); });
    loop_.Stop();
  }
  void OnLoop(const std::function<void()>& work) {
    auto ran = std::make_shared<std::promise<void>>();
    loop_.Post([&work, ran] {
      work();
      ran->set_value();
    });
    ran->get_future().wait();
  }
  void Start(std::function<Rest(int round)> round) {
    round_ = std::move(round);
    OnLoop([this] { periodic_.Start(); });
  }
  bool AwaitRounds(int count) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, 10s, [&] { return rounds_ >= count; });
  }
  int rounds() {
    const std::lock_guard lock(mutex_);
    return rounds_;
  }

  EventLoop loop_;
  Metrics metrics_{"test"};
  Borders borders_{metrics_};
  std::function<Rest(int)> round_;
  std::mutex mutex_;
  std::condition_variable changed_;
  int rounds_ = 0;  // guarded by mutex_
  Periodic periodic_{{loop_, borders_, "a test", [this]() -> Task<Rest> {
                        const int number = rounds() + 1;
                        {
                          const std::lock_guard lock(mutex_);
                          rounds_ = number;
                        }
                        changed_.notify_all();
                        co_return round_(number);
                      }}};
};

TEST_F(PeriodicTest, AWakeEndsARest) {
  Start([](int) { return Rest::UntilWoken(); });
  ASSERT_TRUE(AwaitRounds(1));
  for (int i = 2; i < 5; ++i) {
    OnLoop([this] { periodic_.Wake(); });
    ASSERT_TRUE(AwaitRounds(i));
  }
  EXPECT_EQ(rounds(), 4);
}

TEST_F(PeriodicTest, AWakeDuringARoundIsNotLost) {
  Start([this](int round) {
    if (round == 1) periodic_.Wake();
    return Rest::UntilWoken();
  });
  EXPECT_TRUE(AwaitRounds(2));
}

TEST_F(PeriodicTest, NoWakeEndsABackOffAndItGrows) {
  const auto begun = Clock::now();
  Start([](int) { return Rest::BackOff(); });
  while (rounds() < 4) OnLoop([this] { periodic_.Wake(); });
  EXPECT_GE(Clock::now() - begun, (1 + 2 + 4) * domain::limits::kLoopBackOff);
}

TEST_F(PeriodicTest, ARoundThatThrowsIsARoundThatFailed) {
  Start([](int round) -> Rest {
    if (round < 3) throw std::logic_error("a fault of ours");
    return Rest::UntilWoken();
  });
  EXPECT_TRUE(AwaitRounds(3));
  EXPECT_EQ(metrics_.Counter("krul_exceptions_total", "", {{"border", "LOOP"}}).Value(), 2);
}

TEST_F(PeriodicTest, NoRoundBeginsOnceItIsStopped) {
  Start([](int) { return Rest::UntilWoken(); });
  ASSERT_TRUE(AwaitRounds(1));
  OnLoop([this] {
    periodic_.Stop();
    periodic_.Wake();
  });
  OnLoop([] {});
  EXPECT_EQ(rounds(), 1);
}

}  // namespace
}  // namespace krul::runtime
