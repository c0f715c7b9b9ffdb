// The one thread of a process that owns its state. gRPC's threads hand work to it with Post; everything else here is
// called on the loop thread only.
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>

#include "services/runtime/task.h"

namespace krul::runtime {

class EventLoop {
 public:
  using Work = std::function<void()>;

  EventLoop();
  ~EventLoop();  // joins; call Stop first or let it do so
  EventLoop(const EventLoop&) = delete;

  // Starts the thread. Posts made before wait for it.
  void Start();
  // Runs what is queued, then ends the thread. From any thread but the loop's.
  void Stop();

  // From any thread. In order of posting; works posted together run in one turn.
  void Post(Work work);
  // Runs `work` at the end of the current turn, after all work that is queued now: for batching.
  void AtEndOfTurn(Work work);

  using TimerId = std::uint64_t;
  TimerId After(std::chrono::milliseconds delay, Work work);  // monotonic time
  void CancelTimer(TimerId id);                               // unknown or fired: nothing happens
  Async<bool> Sleep(std::chrono::milliseconds delay);         // answers true

  bool InLoop() const;

  // Readiness of a file descriptor that somebody else owns and closes. `ready` runs once for each wait; a wait that was
  // cancelled by Unwatch never runs.
  class Watch;
  std::shared_ptr<Watch> WatchDescriptor(int descriptor);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

class EventLoop::Watch {
 public:
  virtual ~Watch() = default;
  virtual void WaitReadable(Work ready) = 0;
  virtual void WaitWritable(Work ready) = 0;
  // Gives the descriptor back without closing it; no wait runs after.
  virtual void Release() = 0;
};

}  // namespace krul::runtime
