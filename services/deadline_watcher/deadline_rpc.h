// The deadline service as gRPC sees it.
#pragma once
#include "krul/v1/deadline_service.grpc.pb.h"
#include "services/deadline_watcher/deadline_service.h"

namespace krul::deadline_watcher {

using RawDeadline = v1::DeadlineService::WithRawCallbackMethod_RenegotiatePromise<
    v1::DeadlineService::WithRawCallbackMethod_ExplainDeadline<
        v1::DeadlineService::WithRawCallbackMethod_ListLooks<v1::DeadlineService::Service>>>;

class DeadlineRpc final : public RawDeadline {
 public:
  DeadlineRpc(rpc::CallGuard& guard, DeadlineService& service) : guard_(guard), service_(service) {}

  using Context = grpc::CallbackServerContext;
  using Bytes = grpc::ByteBuffer;
  grpc::ServerUnaryReactor* RenegotiatePromise(Context* context, const Bytes* in, Bytes* out) override;
  grpc::ServerUnaryReactor* ExplainDeadline(Context* context, const Bytes* in, Bytes* out) override;
  grpc::ServerUnaryReactor* ListLooks(Context* context, const Bytes* in, Bytes* out) override;

 private:
  rpc::CallGuard& guard_;
  DeadlineService& service_;
};

}  // namespace krul::deadline_watcher
