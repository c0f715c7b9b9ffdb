#include "services/deadline_watcher/deadline_rpc.h"

namespace krul::deadline_watcher {

grpc::ServerUnaryReactor* DeadlineRpc::RenegotiatePromise(Context* context, const Bytes* in, Bytes* out) {
  return guard_.Unary<v1::RenegotiatePromiseRequest, v1::Callback>(
      context, in, out, "RenegotiatePromise",
      [this](const rpc::Call& call, const v1::RenegotiatePromiseRequest& request) {
        return service_.RenegotiatePromise(call, request);
      });
}

grpc::ServerUnaryReactor* DeadlineRpc::ExplainDeadline(Context* context, const Bytes* in, Bytes* out) {
  return guard_.Unary<v1::ExplainDeadlineRequest, v1::ExplainDeadlineResponse>(
      context, in, out, "ExplainDeadline", [this](const rpc::Call& call, const v1::ExplainDeadlineRequest& request) {
        return service_.ExplainDeadline(call, request);
      });
}

grpc::ServerUnaryReactor* DeadlineRpc::ListLooks(Context* context, const Bytes* in, Bytes* out) {
  return guard_.Unary<v1::ListLooksRequest, v1::ListLooksResponse>(
      context, in, out, "ListLooks",
      [this](const rpc::Call& call, const v1::ListLooksRequest& request) { return service_.ListLooks(call, request); });
}

grpc::ServerUnaryReactor* DeadlineRpc::ListReviewRounds(Context* context, const Bytes* in, Bytes* out) {
  return guard_.Unary<v1::ListReviewRoundsRequest, v1::ListReviewRoundsResponse>(
      context, in, out, "ListReviewRounds", [this](const rpc::Call& call, const v1::ListReviewRoundsRequest& request) {
        return service_.ListReviewRounds(call, request);
      });
}

grpc::ServerUnaryReactor* DeadlineRpc::GetReviewRound(Context* context, const Bytes* in, Bytes* out) {
  return guard_.Unary<v1::GetReviewRoundRequest, v1::ReviewRound>(
      context, in, out, "GetReviewRound", [this](const rpc::Call& call, const v1::GetReviewRoundRequest& request) {
        return service_.GetReviewRound(call, request);
      });
}

grpc::ServerUnaryReactor* DeadlineRpc::ReviewEntry(Context* context, const Bytes* in, Bytes* out) {
  return guard_.Unary<v1::ReviewEntryRequest, v1::ReviewRound>(
      context, in, out, "ReviewEntry", [this](const rpc::Call& call, const v1::ReviewEntryRequest& request) {
        return service_.ReviewEntry(call, request);
      });
}

grpc::ServerUnaryReactor* DeadlineRpc::SignReviewRound(Context* context, const Bytes* in, Bytes* out) {
  return guard_.Unary<v1::SignReviewRoundRequest, v1::ReviewRound>(
      context, in, out, "SignReviewRound", [this](const rpc::Call& call, const v1::SignReviewRoundRequest& request) {
        return service_.SignReviewRound(call, request);
      });
}

grpc::ServerUnaryReactor* DeadlineRpc::GetForecast(Context* context, const Bytes* in, Bytes* out) {
  return guard_.Unary<v1::GetForecastRequest, v1::Forecast>(
      context, in, out, "GetForecast", [this](const rpc::Call& call, const v1::GetForecastRequest& request) {
        return service_.GetForecast(call, request);
      });
}

grpc::ServerUnaryReactor* DeadlineRpc::GetReport(Context* context, const Bytes* in, Bytes* out) {
  return guard_.Unary<v1::GetReportRequest, v1::Report>(
      context, in, out, "GetReport",
      [this](const rpc::Call& call, const v1::GetReportRequest& request) { return service_.GetReport(call, request); });
}

}  // namespace krul::deadline_watcher
