#include "services/intake/intake_rpc.h"

namespace krul::intake {

grpc::ServerUnaryReactor* IntakeRpc::QuotePromise(Context* context, const Bytes* in, Bytes* out) {
  return guard_.Unary<v1::QuotePromiseRequest, v1::QuotePromiseResponse>(
      context, in, out, "QuotePromise", [this](const rpc::Call& call, const v1::QuotePromiseRequest& request) {
        return service_.QuotePromise(call, request);
      });
}

grpc::ServerUnaryReactor* IntakeRpc::NoteCallback(Context* context, const Bytes* in, Bytes* out) {
  return guard_.Unary<v1::NoteCallbackRequest, v1::Callback>(
      context, in, out, "NoteCallback", [this](const rpc::Call& call, const v1::NoteCallbackRequest& request) {
        return service_.NoteCallback(call, request);
      });
}

grpc::ServerUnaryReactor* IntakeRpc::RecordHandledAtDesk(Context* context, const Bytes* in, Bytes* out) {
  return guard_.Unary<v1::RecordHandledAtDeskRequest, v1::Callback>(
      context, in, out, "RecordHandledAtDesk",
      [this](const rpc::Call& call, const v1::RecordHandledAtDeskRequest& request) {
        return service_.RecordHandledAtDesk(call, request);
      });
}

grpc::ServerUnaryReactor* IntakeRpc::RecordChaser(Context* context, const Bytes* in, Bytes* out) {
  return guard_.Unary<v1::RecordChaserRequest, v1::Callback>(
      context, in, out, "RecordChaser", [this](const rpc::Call& call, const v1::RecordChaserRequest& request) {
        return service_.RecordChaser(call, request);
      });
}

grpc::ServerUnaryReactor* IntakeRpc::FindCallbacks(Context* context, const Bytes* in, Bytes* out) {
  return guard_.Unary<v1::FindCallbacksRequest, v1::FindCallbacksResponse>(
      context, in, out, "FindCallbacks", [this](const rpc::Call& call, const v1::FindCallbacksRequest& request) {
        return service_.FindCallbacks(call, request);
      });
}

grpc::ServerUnaryReactor* IntakeRpc::GetCallback(Context* context, const Bytes* in, Bytes* out) {
  return guard_.Unary<v1::GetCallbackRequest, v1::Callback>(
      context, in, out, "GetCallback", [this](const rpc::Call& call, const v1::GetCallbackRequest& request) {
        return service_.GetCallback(call, request);
      });
}

grpc::ServerUnaryReactor* IntakeRpc::ImportCallback(Context* context, const Bytes* in, Bytes* out) {
  return guard_.Unary<v1::ImportCallbackRequest, v1::ImportCallbackResponse>(
      context, in, out, "ImportCallback", [this](const rpc::Call& call, const v1::ImportCallbackRequest& request) {
        return service_.ImportCallback(call, request);
      });
}

grpc::ServerUnaryReactor* IntakeRpc::ExportCallbacks(Context* context, const Bytes* in, Bytes* out) {
  return guard_.Unary<v1::ExportCallbacksRequest, v1::ExportCallbacksResponse>(
      context, in, out, "ExportCallbacks", [this](const rpc::Call& call, const v1::ExportCallbacksRequest& request) {
        return service_.ExportCallbacks(call, request);
      });
}

grpc::ServerUnaryReactor* IntakeRpc::EraseCaller(Context* context, const Bytes* in, Bytes* out) {
  return guard_.Unary<v1::EraseCallerRequest, v1::EraseCallerResponse>(
      context, in, out, "EraseCaller", [this](const rpc::Call& call, const v1::EraseCallerRequest& request) {
        return service_.EraseCaller(call, request);
      });
}

}  // namespace krul::intake
