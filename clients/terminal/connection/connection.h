// The way to the services: channels, who is asking, deadlines, and sending again what may have been lost.
#pragma once

#include <grpcpp/grpcpp.h>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "clients/terminal/connection/credential.h"
#include "clients/terminal/connection/settings.h"
#include "clients/terminal/text/failure.h"
#include "krul/v1/assignment_service.grpc.pb.h"
#include "krul/v1/deadline_service.grpc.pb.h"
#include "krul/v1/intake_service.grpc.pb.h"

namespace krul::terminal {

enum class Service { kIntake, kAssignment, kDeadline };

absl::string_view ServiceTitle(Service service);     // "intake"
absl::string_view ServiceFullName(Service service);  // "krul.v1.IntakeService"

// For one thread. Nothing is read or dialled before the first call, so that wrong usage is told first.
class Connection {
 public:
  // `settings` must outlive the connection.
  explicit Connection(const Settings& settings) : settings_(settings) {}

  // One call with its answer, within the timeout. Every call may be sent again: a read changes nothing, and a change
  // carries an id under which it counts once. Throws a Failure.
  template <typename Stub, typename Request, typename Response>
  Response Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*), const Request& request) {
    constexpr Service service = ServiceOf<Stub>();
    Stub& stub = StubOf<Stub>();
    Response response;
    const Sent sent = Send([&](grpc::ClientContext& context) {
      response.Clear();
      return (stub.*method)(&context, request, &response);
    });
    if (sent.status.ok()) return response;
    Failure failure = Explain(sent.status, service);
    failure.outcome_unknown = sent.arrival_unknown;
    if constexpr (requires { request.request_id(); }) {
      if (failure.outcome_unknown) {
        failure.advice.push_back(AdviceToRepeat(request));
      }
    }
    throw failure;
  }

  // For streams: metadata and deadline are set.
  std::unique_ptr<grpc::ClientContext> NewContext(std::chrono::system_clock::time_point deadline);
  template <typename Stub>
  Stub& StubOf();

  std::shared_ptr<grpc::Channel> Channel(Service service);
  const std::string& Address(Service service) const;
  Failure Explain(const grpc::Status& status, Service service) const;

  // The service, or what lies between, may be back in a moment.
  static bool MayPass(const grpc::Status& status);
  // A wait before try number `resends`, from 1: longer each time, and random, so that the desks of a firm do not all
  // come back in the same moment.
  static std::chrono::milliseconds Pause(int resends, std::chrono::milliseconds first,
                                         std::chrono::milliseconds longest);

 private:
  template <typename Stub>
  static constexpr Service ServiceOf() {
    if constexpr (std::is_same_v<Stub, v1::IntakeService::Stub>) return Service::kIntake;
    if constexpr (std::is_same_v<Stub, v1::AssignmentService::Stub>) return Service::kAssignment;
    return Service::kDeadline;
  }
  template <typename Request>
  static Told AdviceToRepeat(const Request& request) {
    if constexpr (requires { request.sequence(); }) {
      // Repeated literally, because the command line leaves it to the newest record.
      return Told("terminal_advice.repeat_with_sequence",
                  {{"id", request.request_id()}, {"sequence", absl::StrCat(request.sequence())}});
    }
    return Told("terminal_advice.repeat", {{"id", request.request_id()}});
  }
  struct Sent {
    grpc::Status status;   // of the last try
    bool arrival_unknown;  // some try was sent and got no answer
  };
  Sent Send(const std::function<grpc::Status(grpc::ClientContext&)>& once);

  const Settings& settings_;
  std::optional<Credential> credential_;
  std::map<std::string, std::shared_ptr<grpc::Channel>> channels_;  // by address
  std::unique_ptr<v1::IntakeService::Stub> intake_;
  std::unique_ptr<v1::AssignmentService::Stub> assignment_;
  std::unique_ptr<v1::DeadlineService::Stub> deadline_;
};

template <typename Stub>
Stub& Connection::StubOf() {
  if constexpr (std::is_same_v<Stub, v1::IntakeService::Stub>) {
    if (!intake_) intake_ = v1::IntakeService::NewStub(Channel(Service::kIntake));
    return *intake_;
  } else if constexpr (std::is_same_v<Stub, v1::AssignmentService::Stub>) {
    if (!assignment_) assignment_ = v1::AssignmentService::NewStub(Channel(Service::kAssignment));
    return *assignment_;
  } else {
    static_assert(std::is_same_v<Stub, v1::DeadlineService::Stub>);
    if (!deadline_) deadline_ = v1::DeadlineService::NewStub(Channel(Service::kDeadline));
    return *deadline_;
  }
}

}  // namespace krul::terminal
