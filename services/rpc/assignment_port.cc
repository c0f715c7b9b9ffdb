#include "services/rpc/assignment_port.h"

#include "services/rpc/converters.h"

namespace krul::rpc {

v1::PreviewRouteRequest ToMessage(const domain::RouteQuestion& question) {
  v1::PreviewRouteRequest request;
  request.set_branch(question.branch);
  Fill(question.requested, request.mutable_requested());
  if (question.due_at != domain::kNever) Fill(question.due_at, request.mutable_due_time());
  for (const std::string& person : question.excluded) request.add_exclude_people(person);
  return request;
}

domain::Route FromMessage(const v1::PreviewRouteResponse& response) {
  domain::Route route;
  route.assignee = FromMessage(response.assignee());
  route.requested_present = response.requested_present();
  if (response.has_requested_back_time()) {
    route.requested_back_at = domain::FromMillis(response.requested_back_time().seconds() * 1000);
  }
  route.alarm = route.assignee.kind == domain::Party::Kind::kPool;
  route.explanation = response.explanation();
  return route;
}

}  // namespace krul::rpc
