// The way to the services: channels, and who is asking. The one place of the gateway that puts an identity on a call.
#pragma once
#include <google/protobuf/message.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>

#include <atomic>
#include <functional>
#include <memory>
#include <string>

#include "krul/v1/assignment_service.grpc.pb.h"
#include "services/gateway/io_loop.h"
#include "services/runtime/secrets.h"

namespace krul::gateway {

enum class Service { kIntake, kAssignment, kDeadline };

// Who is signed in at a desk.
struct Identity {
  std::string person;
  v1::Role role = v1::ROLE_UNSPECIFIED;
  std::string branch;
  std::string desk;
};

struct Addresses {
  std::string intake, assignment, deadline;  // host:port
};

class Upstream {
 public:
  Upstream(IoLoop& loop, const runtime::Secrets& secrets, const Addresses& addresses);

  // One call for who is signed in. `method` is "/krul.v1.IntakeService/QuotePromise"; `response` an empty message of
  // the right type, which becomes JSON on gRPC's thread. `done` runs on the loop thread.
  using JsonDone = std::function<void(const grpc::Status& status, std::string json)>;
  void Call(Service service, const std::string& method, const Identity& identity,
            const google::protobuf::Message& request, std::unique_ptr<google::protobuf::Message> response,
            JsonDone done);
  // The same for the gateway itself.
  using Done = std::function<void(const grpc::Status& status, std::unique_ptr<google::protobuf::Message> response)>;
  void CallAsService(Service service, const std::string& method, const google::protobuf::Message& request,
                     std::unique_ptr<google::protobuf::Message> response, Done done);

  // For the stream of a branch, which the gateway watches for all its desks.
  v1::AssignmentService::Stub& assignment() { return *assignment_; }
  void PresentAsService(grpc::ClientContext& context) const;

  // Calls and streams that gRPC is not done with: this object and the loop must outlive them. From any thread.
  int under_way() const { return under_way_; }
  void CallBegun() { ++under_way_; }
  void CallEnded() { --under_way_; }

 private:
  struct Exchanged;
  void Send(Service service, const std::string& method, const google::protobuf::Message& request,
            std::shared_ptr<Exchanged> exchanged);

  IoLoop& loop_;
  std::atomic<int> under_way_{0};
  std::string desk_bearer_, service_bearer_;
  std::unique_ptr<grpc::GenericStub> stubs_[3];  // by Service
  std::unique_ptr<v1::AssignmentService::Stub> assignment_;
};

}  // namespace krul::gateway
