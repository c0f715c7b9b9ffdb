// The intake service as gRPC sees it.
#pragma once
#include "krul/v1/intake_service.grpc.pb.h"
#include "services/intake/intake_service.h"

namespace krul::intake {

using Api = v1::IntakeService;
using RawReads = Api::WithRawCallbackMethod_FindCallbacks<
    Api::WithRawCallbackMethod_GetCallback<Api::WithRawCallbackMethod_ExportCallbacks<Api::Service>>>;
using RawIntake = Api::WithRawCallbackMethod_QuotePromise<Api::WithRawCallbackMethod_NoteCallback<
    Api::WithRawCallbackMethod_RecordHandledAtDesk<Api::WithRawCallbackMethod_RecordChaser<
        Api::WithRawCallbackMethod_ImportCallback<Api::WithRawCallbackMethod_EraseCaller<RawReads>>>>>>;

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
  grpc::ServerUnaryReactor* ImportCallback(Context* context, const Bytes* in, Bytes* out) override;
  grpc::ServerUnaryReactor* EraseCaller(Context* context, const Bytes* in, Bytes* out) override;
  grpc::ServerUnaryReactor* ExportCallbacks(Context* context, const Bytes* in, Bytes* out) override;

 private:
  rpc::CallGuard& guard_;
  IntakeService& service_;
};

}  // namespace krul::intake
