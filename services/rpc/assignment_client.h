// The assignment service, asked over gRPC. On the loop thread.
#pragma once
#include <grpcpp/channel.h>

#include <memory>
#include <string>

#include "krul/v1/assignment_service.grpc.pb.h"
#include "services/rpc/assignment_port.h"
#include "services/runtime/event_loop.h"
#include "services/runtime/secrets.h"

namespace krul::rpc {

class AssignmentClient final : public AssignmentPort {
 public:
  // `service` names the asker in the other's history.
  AssignmentClient(runtime::EventLoop& loop, const std::string& address, const runtime::Secrets& secrets,
                   std::string service);

  // kServiceUnavailable when it does not answer within half a second; for a second after such a failure it is not even
  // asked, so that a caller on the phone does not wait for it.
  runtime::Task<domain::Result<domain::Route>> PreviewRoute(domain::RouteQuestion question) override;

 private:
  runtime::EventLoop& loop_;
  runtime::Secrets secrets_;
  std::string service_;
  std::unique_ptr<v1::AssignmentService::Stub> stub_;
  std::chrono::steady_clock::time_point failed_at_{};
};

}  // namespace krul::rpc
