#include "services/gateway/http_server.h"

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <optional>
#include <sstream>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "services/gateway/errors.h"
#include "services/gateway/event_connection.h"
#include "services/gateway/limits.h"

namespace krul::gateway {
namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;

struct HttpServer::Parts {
  explicit Parts(asio::io_context& context) : acceptor(context), pause(context) {}
  tcp::acceptor acceptor;
  asio::steady_timer pause;
  Handler handler;
  std::atomic<int> connections{0};
  std::atomic<int> in_flight{0};
  bool closing = false;  // on the loop thread
};

namespace {

std::string Text(beast::string_view view) { return std::string(view.data(), view.size()); }

// What a browser is told of every answer. A page of ours runs its own scripts and nothing else, talks to this host
// alone, and stands in no other page.
template <class Message>
void SetCommon(Message& message) {
  message.set(http::field::date, absl::FormatTime("%a, %d %b %E4Y %H:%M:%S GMT", absl::Now(), absl::UTCTimeZone()));
  message.set("Content-Security-Policy",
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
              "worker-src 'self'; manifest-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; "
              "frame-ancestors 'none'");
  message.set("X-Content-Type-Options", "nosniff");
  message.set("Referrer-Policy", "no-referrer");
  message.set("Cross-Origin-Opener-Policy", "same-origin");
  message.set("Cross-Origin-Resource-Policy", "same-origin");
}

// Requests one after the other, until the connection is given away for events.
class Connection final : public Exchange, public std::enable_shared_from_this<Connection> {
 public:
  Connection(tcp::socket socket, std::shared_ptr<HttpServer::Parts> server)
      : server_(std::move(server)), counted_(CountOf(server_)), stream_(std::move(socket)) {}
  ~Connection() override {
    if (waiting_) --server_->in_flight;
  }

  // The next request may be long in coming; once it begins, it must be there soon.
  void AwaitRequest(std::chrono::seconds patience) {
    reading_.emplace();
    reading_->parser.header_limit(limits::kHeaderBytes);
    reading_->parser.body_limit(limits::kBodyBytes);
    if (leftover_.size() > 0) return ReadRequest();
    stream_.expires_after(patience);
    stream_.async_read_some(leftover_.prepare(1024),
                            [self = shared_from_this()](beast::error_code error, std::size_t n) {
                              if (error) return self->Shut();
                              self->leftover_.commit(n);
                              self->ReadRequest();
                            });
  }

  void Answer(HttpResponse response) override {
    if (server_->closing) keeps_ = false;
    sending_.emplace();
    auto& message = sending_->message;
    sending_->body = std::move(response.body);
    message.version(11);
    message.result(static_cast<unsigned>(response.status));
    SetCommon(message);
    if (!response.content_type.empty()) message.set(http::field::content_type, response.content_type);
    for (const auto& [name, value] : response.headers)
      message.insert(beast::string_view(name.data(), name.size()), value);
    const std::size_t size = sending_->body ? sending_->body->size() : 0;
    if (response.status != 304) message.content_length(size);
    if (size > 0 && !is_head_) message.body() = {sending_->body->data(), size};
    message.keep_alive(keeps_);
    sending_->serializer.emplace(message);
    WriteAnswer();
  }

  std::shared_ptr<EventSink> OpenEvents() override {
    Finish();
    http::response<http::empty_body> head{http::status::ok, 11};
    SetCommon(head);
    head.set(http::field::content_type, "text/event-stream; charset=utf-8");
    head.set(http::field::cache_control, "no-store");
    head.set("X-Accel-Buffering", "no");  // a proxy in between must not hold events back
    head.keep_alive(false);
    std::ostringstream text;
    text << head.base();
    return MakeEventConnection(std::move(stream_), std::make_shared<const std::string>(text.str()),
                               std::move(counted_));
  }

 private:
  struct Reading {
    http::request_parser<http::string_body> parser;
  };
  struct Sending {
    Bytes body;
    http::response<http::span_body<const char>> message;
    std::optional<http::response_serializer<http::span_body<const char>>> serializer;
  };

  void ReadRequest() {
    stream_.expires_after(limits::kRequestArrival);
    http::async_read(stream_, leftover_, reading_->parser,
                     [self = shared_from_this()](beast::error_code error, std::size_t) { self->Take(error); });
  }

  void Take(beast::error_code error) {
    const bool in_headers = !reading_->parser.is_header_done();
    if (error == http::error::header_limit || (error == http::error::buffer_overflow && in_headers))
      return Refuse(431, "TOO_LARGE", "The headers of this request are longer than 8 KiB.");
    if (error == http::error::body_limit || error == http::error::buffer_overflow)
      return Refuse(413, "TOO_LARGE", "This request is longer than 64 KiB.");
    const bool is_gone = error == beast::error::timeout || error == http::error::end_of_stream ||
                         error == http::error::partial_message ||
                         error.category() == asio::error::get_system_category();
    if (error && is_gone) return Shut();
    if (error) return Refuse(400, "BAD_REQUEST", "This is no HTTP request.");
    // What two readers could take for different requests is none.
    const auto& head = reading_->parser.get();
    const bool is_odd = head.count(http::field::host) > 1 || head.count(http::field::content_length) > 1 ||
                        (head.count(http::field::transfer_encoding) > 0 && !reading_->parser.chunked());
    if (is_odd) return Refuse(400, "BAD_REQUEST", "This is no sound HTTP request.");
    auto request = reading_->parser.release();
    reading_.reset();
    keeps_ = request.keep_alive();
    is_head_ = request.method() == http::verb::head;
    HttpRequest taken;
    taken.method = Text(request.method_string());
    const std::string target = Text(request.target());
    const std::size_t mark = target.find('?');
    taken.path = target.substr(0, mark);
    if (mark != std::string::npos) taken.query = target.substr(mark + 1);
    taken.host = Text(request[http::field::host]);
    taken.origin = Text(request[http::field::origin]);
    taken.fetch_site = Text(request["Sec-Fetch-Site"]);
    taken.content_type = Text(request[http::field::content_type]);
    taken.marker = Text(request["Krul-Request"]);
    taken.cookie = Text(request[http::field::cookie]);
    taken.if_none_match = Text(request[http::field::if_none_match]);
    taken.last_event_id = Text(request["Last-Event-ID"]);
    taken.takes_gzip = http::token_list(request[http::field::accept_encoding]).exists("gzip") ||
                       request[http::field::accept_encoding].find("gzip") != beast::string_view::npos;
    taken.body = std::move(request.body());
    Handed();
    server_->handler(std::move(taken), shared_from_this());
  }

  void Handed() {
    ++server_->in_flight;
    waiting_ = true;
  }
  void Finish() {
    --server_->in_flight;
    waiting_ = false;
  }

  // Piece by piece: a slow line may take long, one that takes nothing is given up.
  void WriteAnswer() {
    stream_.expires_after(limits::kWrite);
    http::async_write_some(stream_, *sending_->serializer,
                           [self = shared_from_this()](beast::error_code error, std::size_t) {
                             if (!error && !self->sending_->serializer->is_done()) return self->WriteAnswer();
                             self->Finish();
                             self->sending_.reset();
                             if (error) return self->Shut();
                             if (!self->keeps_) return self->EndAfterAnswer();
                             self->AwaitRequest(limits::kIdle);
                           });
  }

  // Says that no more comes, then drops what the other side still sends for a while: a line that is closed upon it
  // would take the answer with it.
  void EndAfterAnswer() {
    beast::error_code ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    leftover_.clear();
    stream_.expires_after(limits::kLinger);
    ++server_->in_flight;  // until the other side has it, or limits::kLinger is over
    Drop();
  }
  void Drop() {
    stream_.async_read_some(leftover_.prepare(4096), [self = shared_from_this()](beast::error_code error, std::size_t) {
      if (error) {
        --self->server_->in_flight;
        return self->Shut();
      }
      self->Drop();
    });
  }

  // The request cannot be read to its end: answered, and the line is closed.
  void Refuse(int status, std::string_view reason, std::string_view message) {
    keeps_ = false;
    Handed();
    Answer(ErrorResponse({status, "INVALID_ARGUMENT", std::string(reason), std::string(message)}));
  }

  // A connection counts as long as this is held.
  static std::shared_ptr<void> CountOf(const std::shared_ptr<HttpServer::Parts>& server) {
    ++server->connections;
    return std::shared_ptr<void>(server.get(), [server](void*) { --server->connections; });
  }

  void Shut() {
    beast::error_code ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_both, ignored);
    stream_.close();
  }

  std::shared_ptr<HttpServer::Parts> server_;
  std::shared_ptr<void> counted_;
  beast::tcp_stream stream_;
  beast::flat_buffer leftover_{limits::kHeaderBytes + limits::kBodyBytes};  // no request needs more at once
  std::optional<Reading> reading_;
  std::optional<Sending> sending_;
  bool keeps_ = true, is_head_ = false, waiting_ = false;
};

void Accept(const std::shared_ptr<HttpServer::Parts>& parts) {
  parts->acceptor.async_accept([parts](beast::error_code error, tcp::socket socket) {
    if (error == asio::error::operation_aborted || !parts->acceptor.is_open()) return;
    if (error) {  // no descriptor is free, most likely: one is as soon as somebody leaves
      parts->pause.expires_after(limits::kAcceptPause);
      return parts->pause.async_wait([parts](beast::error_code) { Accept(parts); });
    }
    if (static_cast<std::size_t>(parts->connections) < limits::kConnections) {
      beast::error_code ignored;
      socket.set_option(tcp::no_delay(true), ignored);
      std::make_shared<Connection>(std::move(socket), parts)->AwaitRequest(limits::kRequestArrival);
    }
    Accept(parts);
  });
}

}  // namespace

HttpServer::HttpServer(IoLoop& loop, const std::string& address, std::string& problem)
    : parts_(std::make_shared<Parts>(loop.context())) {
  const std::size_t colon = address.rfind(':');
  std::string host = address.substr(0, colon);
  if (host == "localhost") host = "127.0.0.1";
  if (host.size() > 2 && host.front() == '[') host = host.substr(1, host.size() - 2);
  beast::error_code error;
  const auto ip = asio::ip::make_address(host, error);
  const tcp::endpoint endpoint(ip, static_cast<unsigned short>(std::stoi(address.substr(colon + 1))));
  tcp::acceptor& acceptor = parts_->acceptor;
  if (!error) acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) problem = "Cannot listen on " + address + ": " + error.message() + ".";
}

HttpServer::~HttpServer() = default;

int HttpServer::port() const {
  beast::error_code ignored;
  return parts_->acceptor.local_endpoint(ignored).port();
}

void HttpServer::Start(Handler handler) {
  parts_->handler = std::move(handler);
  Accept(parts_);
}

void HttpServer::StopAccepting() {
  parts_->closing = true;
  beast::error_code ignored;
  parts_->acceptor.close(ignored);
}

int HttpServer::in_flight() const { return parts_->in_flight; }

}  // namespace krul::gateway
