#include "services/gateway/upstream.h"

#include "services/gateway/json.h"
#include "services/gateway/limits.h"

namespace krul::gateway {
namespace {

std::shared_ptr<grpc::Channel> ChannelTo(const std::string& address) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(limits::kServiceMessageBytes);
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100);
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 1000);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 1000);
  arguments.SetLoadBalancingPolicyName("round_robin");  // a name may lead to several replicas
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);      // what carries web pages cannot carry these calls
  return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments);
}

}  // namespace

Upstream::Upstream(IoLoop& loop, const runtime::Secrets& secrets, const Addresses& addresses)
    : loop_(loop),
      desk_bearer_("Bearer " + secrets.desk_credential),
      service_bearer_("Bearer " + secrets.service_credential) {
  const auto assignment = ChannelTo(addresses.assignment);
  stubs_[static_cast<int>(Service::kIntake)] = std::make_unique<grpc::GenericStub>(ChannelTo(addresses.intake));
  stubs_[static_cast<int>(Service::kAssignment)] = std::make_unique<grpc::GenericStub>(assignment);
  stubs_[static_cast<int>(Service::kDeadline)] = std::make_unique<grpc::GenericStub>(ChannelTo(addresses.deadline));
  assignment_ = v1::AssignmentService::NewStub(assignment);
}

struct Upstream::Exchanged {
  grpc::ClientContext context;
  grpc::ByteBuffer in, out;
  std::unique_ptr<google::protobuf::Message> response;
  // On gRPC's thread; what it returns runs on the loop.
  std::function<std::function<void()>(const grpc::Status&, std::unique_ptr<google::protobuf::Message>)> answered;
};

void Upstream::Call(Service service, const std::string& method, const Identity& identity,
                    const google::protobuf::Message& request, std::unique_ptr<google::protobuf::Message> response,
                    JsonDone done) {
  auto exchanged = std::make_shared<Exchanged>();
  exchanged->context.AddMetadata("authorization", desk_bearer_);
  exchanged->context.AddMetadata("krul-person", identity.person);
  exchanged->context.AddMetadata("krul-branch", identity.branch);
  if (!identity.desk.empty()) exchanged->context.AddMetadata("krul-desk", identity.desk);
  exchanged->response = std::move(response);
  exchanged->answered = [done = std::move(done)](const grpc::Status& status, auto message) {
    return [done, status, json = status.ok() ? WriteJson(*message) : std::string()]() mutable {
      done(status, std::move(json));
    };
  };
  Send(service, method, request, std::move(exchanged));
}

void Upstream::CallAsService(Service service, const std::string& method, const google::protobuf::Message& request,
                             std::unique_ptr<google::protobuf::Message> response, Done done) {
  auto exchanged = std::make_shared<Exchanged>();
  PresentAsService(exchanged->context);
  exchanged->response = std::move(response);
  exchanged->answered = [done = std::move(done)](const grpc::Status& status, auto message) {
    // A function must be copyable, which the message is not.
    auto shared = std::make_shared<std::unique_ptr<google::protobuf::Message>>(std::move(message));
    return [done, status, shared] { done(status, std::move(*shared)); };
  };
  Send(service, method, request, std::move(exchanged));
}

void Upstream::PresentAsService(grpc::ClientContext& context) const {
  context.AddMetadata("authorization", service_bearer_);
  context.AddMetadata("krul-person", "gateway");
}

void Upstream::Send(Service service, const std::string& method, const google::protobuf::Message& request,
                    std::shared_ptr<Exchanged> exchanged) {
  exchanged->context.set_deadline(std::chrono::system_clock::now() + limits::kServiceAnswer);
  CallBegun();
  using google::protobuf::Message;
  bool own_buffer = true;
  (void)grpc::GenericSerialize<grpc::ProtoBufferWriter, Message>(request, &exchanged->in, &own_buffer);
  grpc::GenericStub& stub = *stubs_[static_cast<int>(service)];
  stub.UnaryCall(&exchanged->context, method, grpc::StubOptions(), &exchanged->in, &exchanged->out,
                 [this, exchanged](grpc::Status status) {
                   Message* const response = exchanged->response.get();
                   if (status.ok())
                     status = grpc::GenericDeserialize<grpc::ProtoBufferReader, Message>(&exchanged->out, response);
                   loop_.Post(exchanged->answered(status, std::move(exchanged->response)));
                   CallEnded();
                 });
}

}  // namespace krul::gateway
