// HTTP for the desks. For now it only answers GET /healthz; the desk itself comes with the gateway's own issue.
#pragma once
#include <memory>
#include <string>

namespace krul::gateway {

class HealthServer {
 public:
  // host:port; port 0 picks one. `problem` says why it could not listen, else it is "".
  HealthServer(const std::string& address, std::string& problem);
  ~HealthServer();
  int port() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace krul::gateway
