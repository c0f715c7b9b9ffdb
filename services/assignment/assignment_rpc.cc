#include "services/assignment/assignment_rpc.h"

namespace krul::assignment {

grpc::ServerUnaryReactor* AssignmentRpc::ApplyFirm(Context* context, const Bytes* in, Bytes* out) {
  return guard_.Unary<v1::ApplyFirmRequest, v1::ApplyFirmResponse>(
      context, in, out, "ApplyFirm",
      [this](const rpc::Call& call, const v1::ApplyFirmRequest& request) { return service_.ApplyFirm(call, request); });
}

grpc::ServerUnaryReactor* AssignmentRpc::GetFirm(Context* context, const Bytes* in, Bytes* out) {
  return guard_.Unary<v1::GetFirmRequest, v1::Firm>(
      context, in, out, "GetFirm",
      [this](const rpc::Call& call, const v1::GetFirmRequest& request) { return service_.GetFirm(call, request); });
}

grpc::ServerUnaryReactor* AssignmentRpc::ReportDesks(Context* context, const Bytes* in, Bytes* out) {
  return guard_.Unary<v1::ReportDesksRequest, v1::ReportDesksResponse>(
      context, in, out, "ReportDesks", [this](const rpc::Call& call, const v1::ReportDesksRequest& request) {
        return service_.ReportDesks(call, request);
      });
}

grpc::ServerUnaryReactor* AssignmentRpc::SetAbsence(Context* context, const Bytes* in, Bytes* out) {
  return guard_.Unary<v1::SetAbsenceRequest, v1::SetAbsenceResponse>(
      context, in, out, "SetAbsence", [this](const rpc::Call& call, const v1::SetAbsenceRequest& request) {
        return service_.SetAbsence(call, request);
      });
}

grpc::ServerUnaryReactor* AssignmentRpc::PreviewRoute(Context* context, const Bytes* in, Bytes* out) {
  return guard_.Unary<v1::PreviewRouteRequest, v1::PreviewRouteResponse>(
      context, in, out, "PreviewRoute", [this](const rpc::Call& call, const v1::PreviewRouteRequest& request) {
        return service_.PreviewRoute(call, request);
      });
}

grpc::ServerUnaryReactor* AssignmentRpc::ListBoard(Context* context, const Bytes* in, Bytes* out) {
  return guard_.Unary<v1::ListBoardRequest, v1::ListCallbacksResponse>(
      context, in, out, "ListBoard",
      [this](const rpc::Call& call, const v1::ListBoardRequest& request) { return service_.ListBoard(call, request); });
}

grpc::ServerUnaryReactor* AssignmentRpc::ListInbox(Context* context, const Bytes* in, Bytes* out) {
  return guard_.Unary<v1::ListInboxRequest, v1::ListCallbacksResponse>(
      context, in, out, "ListInbox",
      [this](const rpc::Call& call, const v1::ListInboxRequest& request) { return service_.ListInbox(call, request); });
}

grpc::ServerUnaryReactor* AssignmentRpc::Acknowledge(Context* context, const Bytes* in, Bytes* out) {
  return guard_.Unary<v1::AcknowledgeRequest, v1::Callback>(
      context, in, out, "Acknowledge", [this](const rpc::Call& call, const v1::AcknowledgeRequest& request) {
        return service_.Acknowledge(call, request);
      });
}

grpc::ServerUnaryReactor* AssignmentRpc::BeginCall(Context* context, const Bytes* in, Bytes* out) {
  return guard_.Unary<v1::BeginCallRequest, v1::Callback>(
      context, in, out, "BeginCall",
      [this](const rpc::Call& call, const v1::BeginCallRequest& request) { return service_.BeginCall(call, request); });
}

grpc::ServerUnaryReactor* AssignmentRpc::RecordAttempt(Context* context, const Bytes* in, Bytes* out) {
  return guard_.Unary<v1::RecordAttemptRequest, v1::Callback>(
      context, in, out, "RecordAttempt", [this](const rpc::Call& call, const v1::RecordAttemptRequest& request) {
        return service_.RecordAttempt(call, request);
      });
}

grpc::ServerUnaryReactor* AssignmentRpc::Forward(Context* context, const Bytes* in, Bytes* out) {
  return guard_.Unary<v1::ForwardRequest, v1::Callback>(
      context, in, out, "Forward",
      [this](const rpc::Call& call, const v1::ForwardRequest& request) { return service_.Forward(call, request); });
}

grpc::ServerUnaryReactor* AssignmentRpc::Complete(Context* context, const Bytes* in, Bytes* out) {
  return guard_.Unary<v1::CompleteRequest, v1::Callback>(
      context, in, out, "Complete",
      [this](const rpc::Call& call, const v1::CompleteRequest& request) { return service_.Complete(call, request); });
}

grpc::ServerUnaryReactor* AssignmentRpc::Undo(Context* context, const Bytes* in, Bytes* out) {
  return guard_.Unary<v1::UndoRequest, v1::Callback>(
      context, in, out, "Undo",
      [this](const rpc::Call& call, const v1::UndoRequest& request) { return service_.Undo(call, request); });
}

grpc::ServerUnaryReactor* AssignmentRpc::Reopen(Context* context, const Bytes* in, Bytes* out) {
  return guard_.Unary<v1::ReopenRequest, v1::Callback>(
      context, in, out, "Reopen",
      [this](const rpc::Call& call, const v1::ReopenRequest& request) { return service_.Reopen(call, request); });
}

grpc::ServerUnaryReactor* AssignmentRpc::Cancel(Context* context, const Bytes* in, Bytes* out) {
  return guard_.Unary<v1::CancelRequest, v1::Callback>(
      context, in, out, "Cancel",
      [this](const rpc::Call& call, const v1::CancelRequest& request) { return service_.Cancel(call, request); });
}

}  // namespace krul::assignment
