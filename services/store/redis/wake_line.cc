#include "services/store/redis/wake_line.h"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>

#include "services/domain/limits.h"
#include "services/store/keys.h"
#include "services/store/redis/redis_replies.h"

namespace krul::store {
namespace {
using namespace std::chrono_literals;

constexpr std::size_t kWakeBytes = 64 * 1024;
constexpr auto kPingEvery = 2s;  // a line that answers no ping until the next one is dead

std::string Command(std::initializer_list<std::string_view> arguments) {
  std::string output = "*" + std::to_string(arguments.size()) + "\r\n";
  for (const std::string_view argument : arguments) {
    output.append("$" + std::to_string(argument.size()) + "\r\n").append(argument).append("\r\n");
  }
  return output;
}

// The shard whose channel it is; nullopt: none of ours.
std::optional<int> ShardOfChannel(std::string_view channel) {
  const std::size_t begin = channel.find('{') + 1;
  int shard = 0;
  const auto [end, error] = std::from_chars(channel.data() + begin, channel.data() + channel.size(), shard);
  if (begin == 0 || error != std::errc{} || shard < 0 || shard >= domain::limits::kShards) return std::nullopt;
  return channel == keys::Wakes(shard) ? std::optional(shard) : std::nullopt;
}

}  // namespace

WakeLine::WakeLine(Deps deps) : deps_(std::move(deps)), backoff_(deps_.bounds.first_backoff) { Connect(); }

WakeLine::~WakeLine() { Disconnect(); }

void WakeLine::Connect() {
  context_.reset(deps_.address.socket_path.empty()
                     ? redisConnectNonBlock(deps_.address.host.c_str(), deps_.address.port)
                     : redisConnectUnixNonBlock(deps_.address.socket_path.c_str()));
  if (!context_ || context_->err != 0) return Fail();
  watch_ = deps_.loop.WatchDescriptor(context_->fd);
  timer_ = deps_.loop.After(deps_.bounds.connect, [this] { Fail(); });
  watch_->WaitWritable([this] { OnConnected(); });
}

void WakeLine::OnConnected() {
  int error = 0;
  socklen_t size = sizeof error;
  if (getsockopt(context_->fd, SOL_SOCKET, SO_ERROR, &error, &size) != 0 || error != 0) return Fail();
  deps_.loop.CancelTimer(std::exchange(timer_, 0));
  // A command for each channel: in a cluster those of two shards cannot share one.
  std::string commands;
  for (int shard = 0; shard < domain::limits::kShards; ++shard) commands += Command({"SSUBSCRIBE", keys::Wakes(shard)});
  heard_ = true;
  watch_->WaitReadable([this] { OnReadable(); });
  Put(commands);
  if (context_) Ping();
}

void WakeLine::Put(std::string_view bytes) {
  // A few kilobytes at most into an empty socket: what does not fit goes to a server that does not read.
  const ssize_t size = ::send(context_->fd, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  if (size != static_cast<ssize_t>(bytes.size())) Fail();
}

void WakeLine::Ping() {
  if (!std::exchange(heard_, false)) return Fail();
  timer_ = deps_.loop.After(kPingEvery, [this] { Ping(); });
  Put(Command({"PING"}));
}

void WakeLine::OnReadable() {
  std::array<char, kWakeBytes> bytes;
  const ssize_t size = ::read(context_->fd, bytes.data(), bytes.size());
  if (size < 0 && (errno == EAGAIN || errno == EINTR)) return watch_->WaitReadable([this] { OnReadable(); });
  if (size <= 0) return Fail();
  heard_ = true;
  if (redisReaderFeed(context_->reader, bytes.data(), static_cast<std::size_t>(size)) != REDIS_OK || !Read()) {
    return Fail();
  }
  watch_->WaitReadable([this] { OnReadable(); });
}

bool WakeLine::Read() {
  while (true) {
    void* read = nullptr;
    if (redisReaderGetReply(context_->reader, &read) != REDIS_OK) return false;
    if (read == nullptr) return true;
    const std::unique_ptr<redisReply, void (*)(void*)> reply(static_cast<redisReply*>(read), freeReplyObject);
    if (reply->type == REDIS_REPLY_ERROR) return false;
    OnMessage(*reply);
  }
}

void WakeLine::OnMessage(const redisReply& message) {
  const auto parts = ElementsOf(&message);
  if (!parts || parts->size() != 3) return;  // the answer to a ping
  const auto kind = BytesOf((*parts)[0]), channel = BytesOf((*parts)[1]);
  const auto shard = channel ? ShardOfChannel(*channel) : std::nullopt;
  if (!kind || !shard) return;
  backoff_ = deps_.bounds.first_backoff;
  if (*kind == "smessage") deps_.tell(DecodeWake(*shard, BytesOf((*parts)[2]).value_or("")));
  if (*kind == "ssubscribe") deps_.tell(Wake::Everything(*shard));
}

void WakeLine::Fail() {
  Disconnect();
  // Between half and all of it, as of any connection to the store.
  const auto longest = std::exchange(backoff_, std::min(backoff_ * 2, deps_.bounds.last_backoff));
  const std::chrono::milliseconds wait(
      std::uniform_int_distribution<std::int64_t>(longest.count() / 2, longest.count())(random_));
  timer_ = deps_.loop.After(wait, [this] {
    timer_ = 0;
    Connect();
  });
}

void WakeLine::Disconnect() {
  deps_.loop.CancelTimer(std::exchange(timer_, 0));
  if (watch_) watch_->Release();
  watch_.reset();
  context_.reset();
}

}  // namespace krul::store
