// What other services ask of assignment, wherever it runs: over gRPC (assignment_client.h), or by calling its methods.
#pragma once
#include "krul/v1/assignment_service.pb.h"
#include "services/domain/people/routing.h"
#include "services/runtime/task.h"

namespace krul::rpc {

class AssignmentPort {
 public:
  virtual ~AssignmentPort() = default;
  // Who would get a call. kServiceUnavailable when it does not answer in time: nobody waits for it for long.
  virtual runtime::Task<domain::Result<domain::Route>> PreviewRoute(domain::RouteQuestion question) = 0;
};

v1::PreviewRouteRequest ToMessage(const domain::RouteQuestion& question);
domain::Route FromMessage(const v1::PreviewRouteResponse& response);

}  // namespace krul::rpc
