#include "services/rpc/server.h"

#include <grpc/support/log.h>
#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/server_builder.h>

#include "services/runtime/log.h"

namespace krul::rpc {
using namespace std::chrono_literals;

namespace {
constexpr int kLargestMessage = 2 << 20;  // a firm file of 1 MiB fits

// What gRPC says of itself is for who looks for a fault in it; what matters of it is told by whoever called it.
void LogGrpc(gpr_log_func_args* said) { runtime::Log(runtime::Severity::kDebug, "gRPC", {{"said", said->message}}); }
}  // namespace

domain::Result<std::unique_ptr<Server>> Server::Start(const Options& options, std::vector<grpc::Service*> services,
                                                      CallGuard& guard) {
  gpr_set_log_function(LogGrpc);
  grpc::EnableDefaultHealthCheckService(true);
  if (options.reflection) {
    // Adds itself to every builder of the process, once.
    static const bool once = (grpc::reflection::InitProtoReflectionServerBuilderPlugin(), true);
    (void)once;
  }
  std::unique_ptr<Server> server(new Server(guard));
  grpc::ServerBuilder builder;
  builder.AddListeningPort(options.listen, grpc::InsecureServerCredentials(), &server->port_);
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);  // a second process on the port is a mistake, not a partner
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, 10000);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
  builder.SetMaxReceiveMessageSize(kLargestMessage);
  for (grpc::Service* service : services) builder.RegisterService(service);
  server->server_ = builder.BuildAndStart();
  if (!server->server_ || server->port_ == 0) {
    return domain::Refusal{
        domain::Reason::kServiceUnavailable, "Cannot listen on " + options.listen + ": is the port taken?", {}};
  }
  server->SetServing(false);
  return server;
}

void Server::SetServing(bool serving) {
  if (auto* health = server_->GetHealthCheckService()) health->SetServingStatus(serving && !guard_.draining());
}

void Server::Drain(std::chrono::milliseconds patience) {
  guard_.Drain();
  SetServing(false);
  guard_.WaitUntilAnswered(patience);
}

}  // namespace krul::rpc
