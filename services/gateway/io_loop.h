// The one thread of the gateway: sockets, timers, and what gRPC's threads hand over. All state of the gateway lives on
// it and needs no locks.
#pragma once
#include <chrono>
#include <functional>
#include <memory>

namespace boost::asio {
class io_context;
}

namespace krul::gateway {

class IoLoop {
 public:
  IoLoop();
  ~IoLoop();
  void Start();
  // Waits for the turn that runs, drops all that is posted. From another thread.
  void Stop();
  void Post(std::function<void()> work);                                    // from any thread
  void After(std::chrono::milliseconds delay, std::function<void()> work);  // from any thread
  boost::asio::io_context& context();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace krul::gateway
