// The connection that listens: SSUBSCRIBE to the channel of every shard, and nothing else ever. When it comes (back),
// it tells Everything of each shard, since what was published meanwhile is lost. A server that went silent is found out
// by pings.
//
// hiredis' asynchronous context knows SUBSCRIBE only, so its reader is fed here. Created and used on the loop thread;
// destroyed there or after the loop has stopped.
#pragma once
#include <hiredis/hiredis.h>

#include <functional>
#include <memory>
#include <random>
#include <string>

#include "services/runtime/event_loop.h"
#include "services/store/redis/redis_address.h"
#include "services/store/redis/redis_connection.h"
#include "services/store/wakes.h"

namespace krul::store {

class WakeLine {
 public:
  struct Deps {
    runtime::EventLoop& loop;
    RedisAddress address;
    RedisConnection::Bounds bounds;
    WakeHandler tell;
  };
  explicit WakeLine(Deps deps);
  ~WakeLine();
  WakeLine(const WakeLine&) = delete;

 private:
  struct FreeContext {
    void operator()(redisContext* context) const { redisFree(context); }
  };
  void Connect();
  void OnConnected();
  void OnReadable();
  bool Read();  // false: what came is no answer of a server
  void OnMessage(const redisReply& message);
  void Ping();
  void Fail();
  void Disconnect();
  void Put(std::string_view bytes);

  Deps deps_;
  std::unique_ptr<redisContext, FreeContext> context_;
  std::shared_ptr<runtime::EventLoop::Watch> watch_;
  runtime::EventLoop::TimerId timer_ = 0;  // of an attempt to connect, until the next one, or until the next ping
  bool heard_ = false;                     // something, since the last ping
  std::chrono::milliseconds backoff_;
  std::minstd_rand random_{std::random_device{}()};
};

}  // namespace krul::store
