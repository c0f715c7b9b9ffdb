// The intake service as gRPC sees it.
#pragma once
#include "krul/v1/intake_service.grpc.pb.h"
#include "services/intake/intake_service.h"
#include "services/rpc/call_guard.h"

namespace krul::intake {

using Api = v1::IntakeService;
using RawReads = Api::WithRawCallbackMethod_FindCallbacks<
    Api::WithRawCallbackMethod_GetCallback<Api::WithRawCallbackMethod_ExportCallbacks<Api::Service>>>;
using RawIntake = Api::WithRawCallbackMethod_QuotePromise<Api::WithRawCallbackMethod_NoteCallback<
    Api::WithRawCallbackMethod_RecordHandledAtDesk<Api::WithRawCallbackMethod_RecordChaser<
        Api::WithRawCallbackMethod_ImportCallback<Api::WithRawCallbackMethod_EraseCaller<RawReads>>>>>>;

class IntakeRpc final : public RawIntake, rpc::Served<IntakeService> {
 public:
  IntakeRpc(rpc::CallGuard& guard, IntakeService& service) : Served(guard, service) {}

  Reactor* QuotePromise(Context* context, const Bytes* in, Bytes* out) override {
    return Serve<&IntakeService::QuotePromise>(__func__, context, in, out);
  }
  Reactor* NoteCallback(Context* context, const Bytes* in, Bytes* out) override {
    return Serve<&IntakeService::NoteCallback>(__func__, context, in, out);
  }
  Reactor* RecordHandledAtDesk(Context* context, const Bytes* in, Bytes* out) override {
    return Serve<&IntakeService::RecordHandledAtDesk>(__func__, context, in, out);
  }
  Reactor* RecordChaser(Context* context, const Bytes* in, Bytes* out) override {
    return Serve<&IntakeService::RecordChaser>(__func__, context, in, out);
  }
  Reactor* FindCallbacks(Context* context, const Bytes* in, Bytes* out) override {
    return Serve<&IntakeService::FindCallbacks>(__func__, context, in, out);
  }
  Reactor* GetCallback(Context* context, const Bytes* in, Bytes* out) override {
    return Serve<&IntakeService::GetCallback>(__func__, context, in, out);
  }
  Reactor* ImportCallback(Context* context, const Bytes* in, Bytes* out) override {
    return Serve<&IntakeService::ImportCallback>(__func__, context, in, out);
  }
  Reactor* EraseCaller(Context* context, const Bytes* in, Bytes* out) override {
    return Serve<&IntakeService::EraseCaller>(__func__, context, in, out);
  }
  Reactor* ExportCallbacks(Context* context, const Bytes* in, Bytes* out) override {
    return Serve<&IntakeService::ExportCallbacks>(__func__, context, in, out);
  }
};

}  // namespace krul::intake
