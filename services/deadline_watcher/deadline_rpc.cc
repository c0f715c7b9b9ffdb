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

}  // namespace krul::deadline_watcher
