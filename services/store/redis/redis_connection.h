// One pipelined connection to Redis on the event loop. Commands of one turn of the loop go out in one write; replies
// come in the order of the commands. hiredis connects and reads replies; it never formats what a user wrote.
//
// After any fault (an error of the socket, a malformed reply, a command without a reply for too long) the connection is
// thrown away and everything outstanding is answered as lost: a late reply would answer the wrong call. Then it
// connects anew, waiting longer each time. While it is down commands are answered as lost at once, but during the very
// first attempt they wait for it.
//
// To be used on the loop thread only, and destroyed there or after the loop has stopped; never from within an answer.
#pragma once
#include <hiredis/hiredis.h>

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <initializer_list>
#include <memory>
#include <random>
#include <span>
#include <string>
#include <string_view>

#include "services/runtime/event_loop.h"
#include "services/store/redis/redis_address.h"

namespace krul::store {

class RedisConnection {
 public:
  struct Bounds {
    std::chrono::milliseconds connect{2000};  // of an attempt: a host that does not answer a SYN
    std::chrono::milliseconds deadline{
        5000};  // of a command: longer than any fsync that ends, shorter than a caller's patience
    std::chrono::milliseconds first_backoff{50};   // a restart of Redis is noticed at once ...
    std::chrono::milliseconds last_backoff{2000};  // ... a Redis that is away is not hammered
    std::size_t outstanding = 50000;  // commands without a reply: two seconds of work, and the memory they hold
  };
  struct Deps {
    runtime::EventLoop& loop;
    RedisAddress address;
    Bounds bounds{};
  };
  // The reply, which lives as long as the call; nullptr: the connection was lost and nobody knows whether the command
  // ran.
  using OnReply = std::function<void(const redisReply* reply)>;

  explicit RedisConnection(Deps deps);  // from any thread; connects on the loop
  ~RedisConnection();
  RedisConnection(const RedisConnection&) = delete;

  // Exactly one call of `on_reply` for each Send, possibly before it returns. Arguments are bytes.
  void Send(std::span<const std::string_view> arguments, OnReply on_reply);
  void Send(std::initializer_list<std::string_view> arguments, OnReply on_reply);
  // Answers what is outstanding as lost, and does not connect again.
  void Close();

  std::size_t outstanding() const { return outstanding_.size(); }
  std::int64_t connects() const { return connects_; }  // attempts that succeeded

 private:
  using Steady = std::chrono::steady_clock;
  enum class State { kFirstConnecting, kConnecting, kConnected, kWaiting, kClosed };
  struct Outstanding {
    OnReply on_reply;
    Steady::time_point sent;
  };
  struct FreeContext {
    void operator()(redisContext* context) const { redisFree(context); }
  };

  void Connect();
  void OnConnectWritable();
  void OnReadable();
  void AwaitReadable();
  bool AnswerReplies();  // false: a reply could not be read
  void FlushAtEndOfTurn();
  void Flush();
  void WatchDeadline();
  void Fail();
  void Disconnect();
  std::chrono::milliseconds NextBackoff();

  runtime::EventLoop& loop_;
  const RedisAddress address_;
  const Bounds bounds_;

  State state_ = State::kFirstConnecting;
  std::unique_ptr<redisContext, FreeContext> context_;
  std::shared_ptr<runtime::EventLoop::Watch> watch_;
  std::string output_;       // formatted commands
  std::size_t written_ = 0;  // of output_
  bool flush_planned_ = false;
  bool awaits_writable_ = false;
  std::deque<Outstanding> outstanding_;

  runtime::EventLoop::TimerId connect_timer_ = 0;  // of an attempt, or until the next one
  runtime::EventLoop::TimerId deadline_timer_ = 0;
  std::chrono::milliseconds backoff_;
  std::minstd_rand random_{std::random_device{}()};
  std::int64_t connects_ = 0;
  // What the loop holds asks for it, so that it does nothing once the connection is gone.
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace krul::store
