#include "services/gateway/health_server.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <thread>

namespace krul::gateway {
namespace {
namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;

// One request, one answer, and the line is closed.
class Session : public std::enable_shared_from_this<Session> {
 public:
  explicit Session(tcp::socket socket) : stream_(std::move(socket)) {}
  void Start() {
    parser_.header_limit(8 << 10);
    parser_.body_limit(64 << 10);
    stream_.expires_after(std::chrono::seconds(10));
    http::async_read(stream_, buffer_, parser_, [self = shared_from_this()](beast::error_code error, std::size_t) {
      if (!error) self->Answer();
    });
  }

 private:
  void Answer() {
    const bool healthy = parser_.get().method() == http::verb::get && parser_.get().target() == "/healthz";
    response_.result(healthy ? http::status::ok : http::status::not_found);
    response_.set(http::field::content_type, "text/plain; charset=utf-8");
    response_.set(http::field::cache_control, "no-store");
    response_.body() = healthy ? "ok\n" : "There is only /healthz here.\n";
    response_.keep_alive(false);
    response_.prepare_payload();
    http::async_write(stream_, response_, [self = shared_from_this()](beast::error_code, std::size_t) {
      beast::error_code ignored;
      self->stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    });
  }
  beast::tcp_stream stream_;
  beast::flat_buffer buffer_{16 << 10};
  http::request_parser<http::string_body> parser_;
  http::response<http::string_body> response_;
};

}  // namespace

struct HealthServer::Parts {
  asio::io_context context{1};
  tcp::acceptor acceptor{context};
  std::thread thread;

  void Accept() {
    acceptor.async_accept([this](beast::error_code error, tcp::socket socket) {
      if (error == asio::error::operation_aborted) return;
      if (!error) std::make_shared<Session>(std::move(socket))->Start();
      Accept();
    });
  }
};

HealthServer::HealthServer(const std::string& address, std::string& problem) : parts_(std::make_unique<Parts>()) {
  const std::size_t colon = address.rfind(':');
  beast::error_code error;
  const auto host = asio::ip::make_address(address.substr(0, colon), error);
  const tcp::endpoint endpoint(host, static_cast<unsigned short>(std::stoi(address.substr(colon + 1))));
  if (!error) parts_->acceptor.open(endpoint.protocol(), error);
  if (!error) parts_->acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) parts_->acceptor.bind(endpoint, error);
  if (!error) parts_->acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) {
    problem = "Cannot listen on " + address + ": " + error.message() + ".";
    return;
  }
  parts_->Accept();
  parts_->thread = std::thread([this] { parts_->context.run(); });
}

HealthServer::~HealthServer() {
  parts_->context.stop();
  if (parts_->thread.joinable()) parts_->thread.join();
}

int HealthServer::port() const { return parts_->acceptor.local_endpoint().port(); }

}  // namespace krul::gateway
