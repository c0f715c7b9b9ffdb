// The intake service as gRPC sees it.
#pragma once
#include "krul/v1/intake_service.grpc.pb.h"
#include "services/intake/intake_service.h"

namespace krul::intake {

using RawIntake = v1::IntakeService::WithRawCallbackMethod_QuotePromise<
    v1::IntakeService::WithRawCallbackMethod_NoteCallback<v1::IntakeService::WithRawCallbackMethod_RecordHandledAtDesk<
        v1::IntakeService::WithRawCallbackMethod_RecordChaser<v1::IntakeService::WithRawCallbackMethod_FindCallbacks<
            v1::IntakeService::WithRawCallbackMethod_GetCallback<v1::IntakeService::Service>>>>>>;

class IntakeRpc final : public RawIntake {
 public:
  IntakeRpc(rpc::CallGuard& guard, IntakeService& service) : guard_(guard), service_(service) {}

  using Context = grpc::CallbackServerContext;
  using Bytes = grpc::ByteBuffer;
  grpc::ServerUnaryReactor* QuotePromise(Context* context, const Bytes* in, Bytes* out) override;
  grpc::ServerUnaryReactor* NoteCallback(Context* context, const Bytes* in, Bytes* out) override;
  grpc::ServerUnaryReactor* RecordHandledAtDesk(Context* context, const Bytes* in, Bytes* out) override;
  grpc::ServerUnaryReactor* RecordChaser(Context* context, const Bytes* in, Bytes* out) override;
  grpc::ServerUnaryReactor* FindCallbacks(Context* context, const Bytes* in, Bytes* out) override;
  grpc::ServerUnaryReactor* GetCallback(Context* context, const Bytes* in, Bytes* out) override;

 private:
  rpc::CallGuard& guard_;
  IntakeService& service_;
};

}  // namespace krul::intake
