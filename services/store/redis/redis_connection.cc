#include "services/store/redis/redis_connection.h"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <utility>

namespace krul::store {
namespace {

constexpr std::size_t kReadBytes = 64 * 1024;

void AppendLength(std::string& output, char kind, std::size_t length) {
  std::array<char, 24> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), length).ptr;
  output.push_back(kind);
  output.append(digits.data(), end);
  output.append("\r\n");
}

void AppendCommand(std::string& output, std::span<const std::string_view> arguments) {
  AppendLength(output, '*', arguments.size());
  for (const std::string_view argument : arguments) {
    AppendLength(output, '$', argument.size());
    output.append(argument).append("\r\n");
  }
}

}  // namespace

RedisConnection::RedisConnection(Deps deps)
    : loop_(deps.loop), address_(std::move(deps.address)), bounds_(deps.bounds), backoff_(bounds_.first_backoff) {
  loop_.Post([this, alive = std::weak_ptr(alive_)] {
    if (!alive.expired() && state_ == State::kFirstConnecting) Connect();
  });
}

RedisConnection::~RedisConnection() { Close(); }

void RedisConnection::Close() {
  if (state_ == State::kClosed) return;
  Disconnect();
  state_ = State::kClosed;
  for (Outstanding& lost : std::exchange(outstanding_, {})) lost.on_reply(nullptr);
}

void RedisConnection::Send(std::initializer_list<std::string_view> arguments, OnReply on_reply) {
  Send(std::span(arguments.begin(), arguments.size()), std::move(on_reply));
}

void RedisConnection::Send(std::span<const std::string_view> arguments, OnReply on_reply) {
  const bool open = state_ == State::kConnected || state_ == State::kFirstConnecting;
  if (!open || outstanding_.size() >= bounds_.outstanding) return on_reply(nullptr);
  AppendCommand(output_, arguments);
  outstanding_.push_back({std::move(on_reply), Steady::now()});
  if (state_ != State::kConnected) return;
  if (deadline_timer_ == 0) WatchDeadline();
  FlushAtEndOfTurn();
}

void RedisConnection::Connect() {
  // hiredis looks a host name up while the loop waits. Without Redis there is nothing else the loop could do.
  context_.reset(address_.socket_path.empty() ? redisConnectNonBlock(address_.host.c_str(), address_.port)
                                              : redisConnectUnixNonBlock(address_.socket_path.c_str()));
  if (!context_ || context_->err != 0) return Fail();
  watch_ = loop_.WatchDescriptor(context_->fd);
  connect_timer_ = loop_.After(bounds_.connect, [this] { Fail(); });
  watch_->WaitWritable([this] { OnConnectWritable(); });
}

void RedisConnection::OnConnectWritable() {
  int error = 0;
  socklen_t size = sizeof error;
  if (getsockopt(context_->fd, SOL_SOCKET, SO_ERROR, &error, &size) != 0 || error != 0) return Fail();
  if (address_.socket_path.empty()) redisEnableKeepAlive(context_.get());
  loop_.CancelTimer(std::exchange(connect_timer_, 0));
  state_ = State::kConnected;
  ++connects_;
  for (Outstanding& waiting : outstanding_) waiting.sent = Steady::now();
  AwaitReadable();
  WatchDeadline();
  FlushAtEndOfTurn();
}

void RedisConnection::AwaitReadable() {
  watch_->WaitReadable([this] { OnReadable(); });
}

void RedisConnection::OnReadable() {
  std::array<char, kReadBytes> bytes;
  const ssize_t size = ::read(context_->fd, bytes.data(), bytes.size());
  if (size < 0 && (errno == EAGAIN || errno == EINTR)) return AwaitReadable();
  if (size <= 0) return Fail();
  if (redisReaderFeed(context_->reader, bytes.data(), static_cast<std::size_t>(size)) != REDIS_OK) return Fail();
  if (!AnswerReplies()) return Fail();
  if (state_ == State::kConnected) AwaitReadable();
}

bool RedisConnection::AnswerReplies() {
  while (state_ == State::kConnected) {
    void* read = nullptr;
    if (redisReaderGetReply(context_->reader, &read) != REDIS_OK) return false;
    if (read == nullptr) return true;
    const std::unique_ptr<redisReply, void (*)(void*)> reply(static_cast<redisReply*>(read), freeReplyObject);
    if (outstanding_.empty()) return false;  // a reply that nobody asked for
    const OnReply on_reply = std::move(outstanding_.front().on_reply);
    outstanding_.pop_front();
    backoff_ = bounds_.first_backoff;  // only now: a server that is full accepts and closes
    on_reply(reply.get());
  }
  return true;
}

void RedisConnection::FlushAtEndOfTurn() {
  if (std::exchange(flush_planned_, true)) return;
  loop_.AtEndOfTurn([this, alive = std::weak_ptr(alive_)] {
    if (alive.expired()) return;
    flush_planned_ = false;
    if (state_ == State::kConnected && !awaits_writable_) Flush();
  });
}

void RedisConnection::Flush() {
  while (written_ < output_.size()) {
    const ssize_t size =
        ::send(context_->fd, output_.data() + written_, output_.size() - written_, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (size >= 0) {
      written_ += static_cast<std::size_t>(size);
    } else if (errno == EAGAIN) {
      output_.erase(0, std::exchange(written_, 0));
      awaits_writable_ = true;
      return watch_->WaitWritable([this] {
        awaits_writable_ = false;
        Flush();
      });
    } else if (errno != EINTR) {
      return Fail();
    }
  }
  output_.clear();
  written_ = 0;
}

void RedisConnection::WatchDeadline() {
  deadline_timer_ = 0;
  if (outstanding_.empty()) return;
  const auto age = std::chrono::ceil<std::chrono::milliseconds>(Steady::now() - outstanding_.front().sent);
  if (age >= bounds_.deadline) return Fail();
  deadline_timer_ = loop_.After(bounds_.deadline - age, [this] { WatchDeadline(); });
}

void RedisConnection::Disconnect() {
  loop_.CancelTimer(std::exchange(connect_timer_, 0));
  loop_.CancelTimer(std::exchange(deadline_timer_, 0));
  if (watch_) watch_->Release();
  watch_.reset();
  context_.reset();
  output_.clear();
  written_ = 0;
  awaits_writable_ = false;
}

void RedisConnection::Fail() {
  if (state_ == State::kClosed) return;
  Disconnect();
  state_ = State::kWaiting;
  connect_timer_ = loop_.After(NextBackoff(), [this] {
    connect_timer_ = 0;
    state_ = State::kConnecting;
    Connect();
  });
  for (Outstanding& lost : std::exchange(outstanding_, {})) lost.on_reply(nullptr);
}

std::chrono::milliseconds RedisConnection::NextBackoff() {
  // Between half and all of it, so that services which lost Redis together do not come back together.
  const auto longest = std::exchange(backoff_, std::min(backoff_ * 2, bounds_.last_backoff));
  return std::chrono::milliseconds(
      std::uniform_int_distribution<std::int64_t>(longest.count() / 2, longest.count())(random_));
}

}  // namespace krul::store
