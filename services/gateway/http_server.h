// HTTP/1.1 on one address: connections, bounds, keep-alive, and the headers that every answer carries. Beast is
// included by its source and by event_connection alone.
#pragma once
#include <functional>
#include <memory>
#include <string>

#include "services/gateway/exchange.h"
#include "services/gateway/io_loop.h"

namespace krul::gateway {

class HttpServer {
 public:
  using Handler = std::function<void(HttpRequest request, std::shared_ptr<Exchange> exchange)>;

  // Listens at once on "host:port", host an IP address; a problem is told for the operator. Accepts from Start on.
  HttpServer(IoLoop& loop, const std::string& address, std::string& problem);
  ~HttpServer();

  int port() const;
  // Requests are handed over on the loop thread.
  void Start(Handler handler);
  // No new connections; what runs goes on. On the loop thread.
  void StopAccepting();
  // Requests that were handed over and are not answered, and last answers that may still be on their way. From any
  // thread.
  int in_flight() const;

  struct Parts;  // of the source

 private:
  std::shared_ptr<Parts> parts_;
};

}  // namespace krul::gateway
