#include "services/rpc/assignment_client.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include "services/rpc/credentials.h"
#include "services/rpc/status.h"

namespace krul::rpc {
using namespace std::chrono_literals;

AssignmentClient::AssignmentClient(runtime::EventLoop& loop, const std::string& address,
                                   const runtime::Secrets& secrets, std::string service)
    : loop_(loop), secrets_(secrets), service_(std::move(service)) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 1000);
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100);
  stub_ =
      v1::AssignmentService::NewStub(grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments));
}

runtime::Task<domain::Result<domain::Route>> AssignmentClient::PreviewRoute(domain::RouteQuestion question) {
  if (std::chrono::steady_clock::now() - failed_at_ < 1s) {
    co_return domain::Refusal{domain::Reason::kServiceUnavailable, "The assignment service does not answer.", {}};
  }
  struct Exchange {
    grpc::ClientContext context;
    v1::PreviewRouteRequest request;
    v1::PreviewRouteResponse response;
  };
  auto exchange = std::make_shared<Exchange>();
  exchange->context.set_deadline(std::chrono::system_clock::now() + 500ms);
  PresentAsService(exchange->context, secrets_, service_);
  exchange->request = ToMessage(question);
  std::function<void(std::function<void(grpc::Status)>)> ask = [this,
                                                                exchange](std::function<void(grpc::Status)> done) {
    stub_->async()->PreviewRoute(
        &exchange->context, &exchange->request, &exchange->response,
        [this, exchange, done](grpc::Status status) { loop_.Post([exchange, done, status] { done(status); }); });
  };
  const grpc::Status status = co_await runtime::Async<grpc::Status>(std::move(ask));
  if (!status.ok()) {
    const domain::Refusal refusal = FromStatus(status);
    if (refusal.reason == domain::Reason::kServiceUnavailable) failed_at_ = std::chrono::steady_clock::now();
    co_return refusal;
  }
  co_return FromMessage(exchange->response);
}

}  // namespace krul::rpc
