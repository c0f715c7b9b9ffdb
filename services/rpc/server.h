// The shell around a service: listens, tells its health, reflects, and drains.
#pragma once
#include <grpcpp/server.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "services/domain/error.h"
#include "services/rpc/call_guard.h"

namespace krul::rpc {

class Server {
 public:
  struct Options {
    std::string listen;  // host:port; port 0 picks one
    bool reflection = true;
  };
  // kServiceUnavailable when the address cannot be listened on. Health is NOT_SERVING until SetServing.
  static domain::Result<std::unique_ptr<Server>> Start(const Options& options, std::vector<grpc::Service*> services,
                                                       CallGuard& guard);

  int port() const { return port_; }
  // From any thread; whether the write path works.
  void SetServing(bool serving);
  // NOT_SERVING at once, new calls refused with UNAVAILABLE, those under way get `patience`. From a thread that may
  // wait, never the loop's. It goes on refusing until the process ends: Shutdown of gRPC would answer CANCELLED to what
  // arrives meanwhile, and wait for lines whose other end does not close them.
  void Drain(std::chrono::milliseconds patience);

 private:
  explicit Server(CallGuard& guard) : guard_(guard) {}
  CallGuard& guard_;
  std::unique_ptr<grpc::Server> server_;
  int port_ = 0;
};

}  // namespace krul::rpc
