// The deadline service as gRPC sees it.
#pragma once
#include "krul/v1/deadline_service.grpc.pb.h"
#include "services/deadline_watcher/deadline_service.h"
#include "services/rpc/call_guard.h"

namespace krul::deadline_watcher {

using Api = v1::DeadlineService;
using RawRounds = Api::WithRawCallbackMethod_ListReviewRounds<Api::WithRawCallbackMethod_GetReviewRound<
    Api::WithRawCallbackMethod_ReviewEntry<Api::WithRawCallbackMethod_SignReviewRound<Api::Service>>>>;
using RawFigures = Api::WithRawCallbackMethod_GetForecast<Api::WithRawCallbackMethod_GetReport<RawRounds>>;
using RawDeadline = Api::WithRawCallbackMethod_RenegotiatePromise<
    Api::WithRawCallbackMethod_ExplainDeadline<Api::WithRawCallbackMethod_ListLooks<RawFigures>>>;

class DeadlineRpc final : public RawDeadline, rpc::Served<DeadlineService> {
 public:
  DeadlineRpc(rpc::CallGuard& guard, DeadlineService& service) : Served(guard, service) {}

  Reactor* RenegotiatePromise(Context* context, const Bytes* in, Bytes* out) override {
    return Serve<&DeadlineService::RenegotiatePromise>(__func__, context, in, out);
  }
  Reactor* ExplainDeadline(Context* context, const Bytes* in, Bytes* out) override {
    return Serve<&DeadlineService::ExplainDeadline>(__func__, context, in, out);
  }
  Reactor* ListLooks(Context* context, const Bytes* in, Bytes* out) override {
    return Serve<&DeadlineService::ListLooks>(__func__, context, in, out);
  }
  Reactor* ListReviewRounds(Context* context, const Bytes* in, Bytes* out) override {
    return Serve<&DeadlineService::ListReviewRounds>(__func__, context, in, out);
  }
  Reactor* GetReviewRound(Context* context, const Bytes* in, Bytes* out) override {
    return Serve<&DeadlineService::GetReviewRound>(__func__, context, in, out);
  }
  Reactor* ReviewEntry(Context* context, const Bytes* in, Bytes* out) override {
    return Serve<&DeadlineService::ReviewEntry>(__func__, context, in, out);
  }
  Reactor* SignReviewRound(Context* context, const Bytes* in, Bytes* out) override {
    return Serve<&DeadlineService::SignReviewRound>(__func__, context, in, out);
  }
  Reactor* GetForecast(Context* context, const Bytes* in, Bytes* out) override {
    return Serve<&DeadlineService::GetForecast>(__func__, context, in, out);
  }
  Reactor* GetReport(Context* context, const Bytes* in, Bytes* out) override {
    return Serve<&DeadlineService::GetReport>(__func__, context, in, out);
  }
};

}  // namespace krul::deadline_watcher
