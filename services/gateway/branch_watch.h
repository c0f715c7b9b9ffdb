// One gRPC Watch of a whole branch, its messages handed over to the loop thread.
#pragma once
#include <functional>
#include <memory>
#include <string>

#include "services/gateway/upstream.h"

namespace krul::gateway {

class BranchWatch {
 public:
  struct Heard {
    std::function<void(v1::WatchResponse)> message;
    std::function<void(const grpc::Status&)> end;  // once, after the last message
  };
  // Goes on from `resume_token` where the services still can.
  BranchWatch(IoLoop& loop, Upstream& upstream, const std::string& branch, const std::string& resume_token,
              Heard heard);
  // Nothing is handed over after this.
  ~BranchWatch();
  void Cancel();  // `end` follows

 private:
  class Stream;
  std::shared_ptr<Stream> stream_;
};

}  // namespace krul::gateway
