// One stream of changes, read until it ends, falls silent or is no longer wanted.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>

#include "clients/terminal/connection/connection.h"

namespace krul::terminal {

class WatchLine {
 public:
  // Every call has a deadline; a watch is taken up again where it ended.
  static constexpr std::chrono::hours kLongestStream{1};

  // `timeout_seconds` is for reaching the service; once it is reached, there may be nothing to tell before the first
  // heartbeat, and `longest_silence` is what a line that lives never keeps.
  WatchLine(Connection& connection, double timeout_seconds, std::chrono::milliseconds longest_silence)
      : connection_(connection), timeout_seconds_(timeout_seconds), longest_silence_(longest_silence) {}

  // `take` answers whether to go on. How the stream ended: DEADLINE_EXCEEDED when it fell silent.
  grpc::Status Read(const v1::WatchRequest& request, const std::function<bool(const v1::WatchResponse&)>& take);

  // From any thread: the reading ends soon, now and for ever.
  void Cancel();

  // A line that may be there again in a moment, rather than a request that will be refused again.
  static bool IsLoss(const grpc::Status& status);
  // It was read as long as a stream may last.
  static bool EndedInOrder(const grpc::Status& status);

 private:
  Connection& connection_;
  const double timeout_seconds_;
  const std::chrono::milliseconds longest_silence_;
  std::mutex mutex_;
  grpc::ClientContext* context_ = nullptr;  // under the lock, while reading
  bool cancelled_ = false;                  // under the lock
};

}  // namespace krul::terminal
