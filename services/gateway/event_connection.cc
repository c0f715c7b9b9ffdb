#include "services/gateway/event_connection.h"

#include <array>
#include <boost/asio/write.hpp>
#include <deque>
#include <utility>
#include <vector>

#include "services/gateway/limits.h"

namespace krul::gateway {
namespace {
namespace asio = boost::asio;
namespace beast = boost::beast;

class EventConnection final : public EventSink, public std::enable_shared_from_this<EventConnection> {
 public:
  EventConnection(beast::tcp_stream stream, std::shared_ptr<void> counted)
      : counted_(std::move(counted)), stream_(std::move(stream)) {}

  void Begin(Bytes head) {
    beast::error_code ignored;
    stream_.socket().set_option(asio::socket_base::send_buffer_size(limits::kSocketBytes), ignored);
    stream_.expires_never();
    AwaitEnd();
    Send(std::move(head));
  }

  void Send(Bytes event) override {
    if (shut_) return;
    queued_bytes_ += event->size();
    queue_.push_back(std::move(event));
    // One event alone is never too much, however large it is.
    const bool piles_up = queued_bytes_ > limits::kQueuedBytes || queue_.size() > limits::kQueuedEvents;
    if (piles_up && queue_.size() > 1) return Close();
    if (in_writing_.empty()) Write();
  }

  void Close() override {
    if (shut_) return;
    shut_ = true;
    beast::error_code ignored;
    stream_.socket().shutdown(asio::socket_base::shutdown_both, ignored);
    stream_.close();
    for (const auto& closed : std::exchange(closed_, {})) closed();
  }

  void OnClosed(std::function<void()> closed) override {
    if (shut_) return closed();
    closed_.push_back(std::move(closed));
  }

 private:
  // Nothing is to come from who listens but the end.
  void AwaitEnd() {
    stream_.async_read_some(asio::buffer(ignored_), [self = shared_from_this()](beast::error_code error, std::size_t) {
      if (error) return self->Close();
      self->AwaitEnd();
    });
  }

  void Write() {
    std::vector<asio::const_buffer> buffers;
    while (!queue_.empty() && buffers.size() < kTogether) {
      buffers.emplace_back(queue_.front()->data(), queue_.front()->size());
      in_writing_.push_back(std::move(queue_.front()));
      queue_.pop_front();
    }
    stream_.expires_after(limits::kWrite);
    asio::async_write(stream_, buffers, [self = shared_from_this()](beast::error_code error, std::size_t written) {
      self->in_writing_.clear();
      if (error) return self->Close();
      self->stream_.expires_never();
      self->queued_bytes_ -= written;
      if (!self->queue_.empty()) return self->Write();
      self->queue_.shrink_to_fit();
      self->in_writing_.shrink_to_fit();
    });
  }

  static constexpr std::size_t kTogether = 16;  // events in one write

  std::shared_ptr<void> counted_;
  beast::tcp_stream stream_;
  std::deque<Bytes> queue_;
  std::vector<Bytes> in_writing_;
  std::size_t queued_bytes_ = 0;  // of both
  bool shut_ = false;
  std::array<char, 16> ignored_;
  std::vector<std::function<void()>> closed_;
};

}  // namespace

std::shared_ptr<EventSink> MakeEventConnection(beast::tcp_stream stream, Bytes head, std::shared_ptr<void> counted) {
  auto connection = std::make_shared<EventConnection>(std::move(stream), std::move(counted));
  connection->Begin(std::move(head));
  return connection;
}

}  // namespace krul::gateway
