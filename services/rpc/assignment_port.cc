#include "services/rpc/assignment_port.h"

#include "services/rpc/converters.h"

namespace krul::rpc {

v1::PreviewRouteRequest ToMessage(const domain::RouteQuestion& question) {
  v1::PreviewRouteRequest request;
  request.set_branch(question.branch);
  Fill(question.requested, request.mutable_requested());
  if (question.due_at != domain::kNever) Fill(question.due_at, request.mutable_due_time());
  for (const std::string& person : question.excluded) request.add_exclude_people(person);
  if (question.earliest_at != domain::Instant{}) Fill(question.earliest_at, request.mutable_earliest_time());
  if (question.pooled_at) Fill(*question.pooled_at, request.mutable_pooled_time());
  return request;
}

domain::Route FromMessage(const v1::PreviewRouteResponse& response) {
  domain::Route route;
  route.assignee = FromMessage(response.assignee());
  route.requested_present = response.requested_present();
  if (response.has_requested_back_time()) {
    route.requested_back_at = TimeOf(response.requested_back_time());
  }
  route.alarm = route.assignee.kind == domain::Party::Kind::kPool;
  if (response.has_offer_time()) route.offer_at = TimeOf(response.offer_time());
  route.explanation = response.explanation();
  return route;
}

}  // namespace krul::rpc
