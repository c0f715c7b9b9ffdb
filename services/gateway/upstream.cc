#include "services/gateway/upstream.h"

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
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);  // what carries web pages cannot carry these calls
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

void Upstream::Call(Service service, const std::string& method, const Identity& identity,
                    const google::protobuf::Message& request, std::unique_ptr<google::protobuf::Message> response,
                    Done done) {
  auto context = std::make_shared<grpc::ClientContext>();
  context->AddMetadata("authorization", desk_bearer_);
  context->AddMetadata("krul-person", identity.person);
  context->AddMetadata("krul-role", identity.role);
  context->AddMetadata("krul-branch", identity.branch);
  if (!identity.desk.empty()) context->AddMetadata("krul-desk", identity.desk);
  Send(service, method, std::move(context), request, std::move(response), std::move(done));
}

void Upstream::CallAsService(Service service, const std::string& method, const google::protobuf::Message& request,
                             std::unique_ptr<google::protobuf::Message> response, Done done) {
  auto context = std::make_shared<grpc::ClientContext>();
  PresentAsService(*context);
  Send(service, method, std::move(context), request, std::move(response), std::move(done));
}

void Upstream::PresentAsService(grpc::ClientContext& context) const {
  context.AddMetadata("authorization", service_bearer_);
  context.AddMetadata("krul-person", "gateway");
}

void Upstream::Send(Service service, const std::string& method, std::shared_ptr<grpc::ClientContext> context,
                    const google::protobuf::Message& request, std::unique_ptr<google::protobuf::Message> response,
                    Done done) {
  struct Exchanged {
    std::shared_ptr<grpc::ClientContext> context;
    grpc::ByteBuffer in, out;
    std::unique_ptr<google::protobuf::Message> response;
    Done done;
  };
  auto exchanged = std::make_shared<Exchanged>();
  exchanged->context = std::move(context);
  exchanged->context->set_deadline(std::chrono::system_clock::now() + limits::kServiceAnswer);
  exchanged->response = std::move(response);
  exchanged->done = std::move(done);
  CallBegun();
  bool own_buffer = true;
  (void)grpc::GenericSerialize<grpc::ProtoBufferWriter, google::protobuf::Message>(request, &exchanged->in,
                                                                                   &own_buffer);
  stubs_[static_cast<int>(service)]->UnaryCall(
      exchanged->context.get(), method, grpc::StubOptions(), &exchanged->in, &exchanged->out,
      [this, exchanged](grpc::Status status) {
        if (status.ok())
          status = grpc::GenericDeserialize<grpc::ProtoBufferReader, google::protobuf::Message>(
              &exchanged->out, exchanged->response.get());
        loop_.Post(
            [exchanged, status = std::move(status)] { exchanged->done(status, std::move(exchanged->response)); });
        CallEnded();
      });
}

}  // namespace krul::gateway
