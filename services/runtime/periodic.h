// A loop of a service: a round, a rest, the next round. A wake ends the rest; a round that failed is followed by a rest
// that grows with each failure and that no wake ends. On the loop thread.
#pragma once
#include <chrono>
#include <functional>
#include <string>

#include "services/runtime/borders.h"
#include "services/runtime/event_loop.h"

namespace krul::runtime {

class Periodic {
 public:
  // What a round says of the next one.
  class Rest {
   public:
    static Rest None() { return Rest(std::chrono::milliseconds(0), false); }
    static Rest For(std::chrono::milliseconds pause) { return Rest(pause, false); }
    static Rest UntilWoken() { return Rest(std::chrono::hours(1), false); }
    static Rest BackOff() { return Rest(std::chrono::milliseconds(0), true); }

   private:
    friend class Periodic;
    Rest(std::chrono::milliseconds pause, bool failed) : pause_(pause), failed_(failed) {}
    std::chrono::milliseconds pause_;
    bool failed_;
  };
  struct Deps {
    EventLoop& loop;
    Borders& borders;
    std::string name;  // in the log, of a round that threw
    std::function<Task<Rest>()> round;
  };
  // Outlives its loop's thread once it was started.
  explicit Periodic(Deps deps) : deps_(std::move(deps)) {}
  Periodic(const Periodic&) = delete;

  void Start();
  // No round begins after; one under way ends in its own time.
  void Stop();
  // A round begins soon, after the one under way if there is one.
  void Wake();
  bool running() const { return running_; }

 private:
  Detached Run();
  // How long, after a round that said this.
  std::chrono::milliseconds PauseAfter(const Rest& rest);
  void EndRest();

  Deps deps_;
  bool running_ = false;
  bool woken_ = false;
  bool backing_off_ = false;
  int failures_ = 0;  // in a row
  EventLoop::TimerId timer_ = 0;
  std::function<void(bool)> rested_;  // while it rests
};

}  // namespace krul::runtime
