// The stream of changes on a thread of its own, taken up again whenever it ends.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "clients/terminal/connection/watch_line.h"

namespace krul::terminal::desk {

class LiveLine {
 public:
  struct Deps {
    Settings settings;
    // Both on the line's thread.
    std::function<void(const v1::WatchResponse&)> heard;
    std::function<void(const grpc::Status&)> lost;
  };
  explicit LiveLine(Deps deps);
  LiveLine(const LiveLine&) = delete;
  LiveLine& operator=(const LiveLine&) = delete;
  ~LiveLine();

 private:
  void Work();
  // Whether to go on after it.
  bool Pause(int losses);

  Deps deps_;
  Connection connection_;
  WatchLine line_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;  // under the lock
  std::thread thread_;     // last: it uses all of the above
};

}  // namespace krul::terminal::desk
