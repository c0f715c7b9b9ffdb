// The deadline service as gRPC sees it.
#pragma once
#include "krul/v1/deadline_service.grpc.pb.h"
#include "services/deadline_watcher/deadline_service.h"

namespace krul::deadline_watcher {

using Api = v1::DeadlineService;
using RawRounds = Api::WithRawCallbackMethod_ListReviewRounds<Api::WithRawCallbackMethod_GetReviewRound<
    Api::WithRawCallbackMethod_ReviewEntry<Api::WithRawCallbackMethod_SignReviewRound<Api::Service>>>>;
using RawFigures = Api::WithRawCallbackMethod_GetForecast<Api::WithRawCallbackMethod_GetReport<RawRounds>>;
using RawDeadline = Api::WithRawCallbackMethod_RenegotiatePromise<
    Api::WithRawCallbackMethod_ExplainDeadline<Api::WithRawCallbackMethod_ListLooks<RawFigures>>>;

class DeadlineRpc final : public RawDeadline {
 public:
  DeadlineRpc(rpc::CallGuard& guard, DeadlineService& service) : guard_(guard), service_(service) {}

  using Context = grpc::CallbackServerContext;
  using Bytes = grpc::ByteBuffer;
  grpc::ServerUnaryReactor* RenegotiatePromise(Context* context, const Bytes* in, Bytes* out) override;
  grpc::ServerUnaryReactor* ExplainDeadline(Context* context, const Bytes* in, Bytes* out) override;
  grpc::ServerUnaryReactor* ListLooks(Context* context, const Bytes* in, Bytes* out) override;
  grpc::ServerUnaryReactor* ListReviewRounds(Context* context, const Bytes* in, Bytes* out) override;
  grpc::ServerUnaryReactor* GetReviewRound(Context* context, const Bytes* in, Bytes* out) override;
  grpc::ServerUnaryReactor* ReviewEntry(Context* context, const Bytes* in, Bytes* out) override;
  grpc::ServerUnaryReactor* SignReviewRound(Context* context, const Bytes* in, Bytes* out) override;
  grpc::ServerUnaryReactor* GetForecast(Context* context, const Bytes* in, Bytes* out) override;
  grpc::ServerUnaryReactor* GetReport(Context* context, const Bytes* in, Bytes* out) override;

 private:
  rpc::CallGuard& guard_;
  DeadlineService& service_;
};

}  // namespace krul::deadline_watcher
