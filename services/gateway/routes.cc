#include "services/gateway/routes.h"

#include <google/protobuf/descriptor.h>

#include <map>

#include "krul/v1/assignment_service.pb.h"
#include "krul/v1/deadline_service.pb.h"
#include "krul/v1/intake_service.pb.h"

namespace krul::gateway {
namespace {
namespace protobuf = google::protobuf;

constexpr std::pair<Service, std::string_view> kServed[] = {
    {Service::kIntake, "QuotePromise"},         {Service::kIntake, "NoteCallback"},
    {Service::kIntake, "RecordHandledAtDesk"},  {Service::kIntake, "RecordChaser"},
    {Service::kIntake, "FindCallbacks"},        {Service::kIntake, "GetCallback"},
    {Service::kAssignment, "SetAbsence"},       {Service::kAssignment, "GetFirm"},
    {Service::kAssignment, "ListBoard"},        {Service::kAssignment, "ListInbox"},
    {Service::kAssignment, "Acknowledge"},      {Service::kAssignment, "BeginCall"},
    {Service::kAssignment, "RecordAttempt"},    {Service::kAssignment, "Forward"},
    {Service::kAssignment, "Complete"},         {Service::kAssignment, "Undo"},
    {Service::kAssignment, "Reopen"},           {Service::kAssignment, "Cancel"},
    {Service::kDeadline, "RenegotiatePromise"}, {Service::kDeadline, "ExplainDeadline"},
    {Service::kDeadline, "ListReviewRounds"},   {Service::kDeadline, "GetReviewRound"},
    {Service::kDeadline, "ReviewEntry"},        {Service::kDeadline, "SignReviewRound"},
    {Service::kDeadline, "GetForecast"},        {Service::kDeadline, "GetReport"},
};

const protobuf::ServiceDescriptor& DescriptorOf(Service service) {
  switch (service) {
    case Service::kIntake:
      return *v1::QuotePromiseRequest::descriptor()->file()->service(0);
    case Service::kAssignment:
      return *v1::ListBoardRequest::descriptor()->file()->service(0);
    case Service::kDeadline:
      break;
  }
  return *v1::GetReportRequest::descriptor()->file()->service(0);
}

std::map<std::string_view, Route> MakeRoutes() {
  std::map<std::string_view, Route> routes;
  protobuf::MessageFactory* const factory = protobuf::MessageFactory::generated_factory();
  for (const auto& [service, rpc] : kServed) {
    const protobuf::ServiceDescriptor& descriptor = DescriptorOf(service);
    const protobuf::MethodDescriptor* method = descriptor.FindMethodByName(std::string(rpc));
    routes.emplace(rpc,
                   Route{service, rpc, "/" + descriptor.full_name() + "/" + std::string(rpc),
                         factory->GetPrototype(method->input_type()), factory->GetPrototype(method->output_type())});
  }
  return routes;
}

}  // namespace

const Route* FindRoute(std::string_view rpc) {
  static const std::map<std::string_view, Route> routes = MakeRoutes();
  const auto found = routes.find(rpc);
  return found == routes.end() ? nullptr : &found->second;
}

}  // namespace krul::gateway
